-- How often each page was opened on a day in Viet Nam.
CREATE TABLE page_days (
    site TEXT NOT NULL,
    day BIGINT NOT NULL,
    page TEXT NOT NULL,
    views BIGINT NOT NULL,
    PRIMARY KEY (site, day, page)
) WITHOUT ROWID;
-- What the report of a period counts.
CREATE INDEX rating_votes_by_time ON rating_votes (site, changed_ms, value);
CREATE INDEX poll_votes_by_time ON poll_votes (site, changed_ms, poll);
CREATE INDEX consents_by_time ON consents (at_ms, act, subscriber);
