-- What the report of a period counts. The table reminders has one kind of mail more for it: month, under the first day of the month after.

-- How often each page was opened on a day in Viet Nam.
CREATE TABLE page_days (
    site TEXT COLLATE "C" NOT NULL,
    day BIGINT NOT NULL,
    page TEXT COLLATE "C" NOT NULL,
    views BIGINT NOT NULL,
    PRIMARY KEY (site, day, page)
) WITH (fillfactor = 70);
-- What is old is deleted, whatever site it is of.
CREATE INDEX page_days_by_day ON page_days (day);

-- How many subscribed to a site and unsubscribed on a day in Viet Nam: sums, which stay when those who have left are erased after 30 days.
CREATE TABLE subscription_days (
    site TEXT COLLATE "C" NOT NULL,
    day BIGINT NOT NULL,
    subscribed BIGINT NOT NULL,
    unsubscribed BIGINT NOT NULL,
    PRIMARY KEY (site, day)
) WITH (fillfactor = 70);
-- The row without a site: since when they are counted.
INSERT INTO subscription_days (site, day, subscribed, unsubscribed) SELECT '', (CAST(EXTRACT(EPOCH FROM now()) AS BIGINT) + 25200) / 86400, 0, 0;

-- When a comment was first answered; `answered_ms` is when the answer was last changed.
ALTER TABLE official_answers ADD COLUMN first_ms BIGINT;
UPDATE official_answers SET first_ms = answered_ms;

CREATE INDEX rating_votes_by_time ON rating_votes (site, changed_ms, value);
CREATE INDEX poll_votes_by_time ON poll_votes (site, changed_ms, poll);
CREATE INDEX withdrawals_by_time ON moderation_log (site, at_ms) WHERE action = 'comment' AND state_after IN ('withdrawn', 'erased');
