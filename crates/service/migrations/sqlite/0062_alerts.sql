-- What everybody must know for a while: storms, floods, power cuts. Without approved_by an alert waits for a second moderator; with
-- replaces its words wait to take the place of those of another, which is shown meanwhile.
CREATE TABLE alerts (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    replaces TEXT,
    level TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    url TEXT NOT NULL,
    begins_ms BIGINT NOT NULL,
    ends_ms BIGINT NOT NULL,
    writer TEXT NOT NULL,
    written_by TEXT NOT NULL,
    approved_by TEXT,
    changed_ms BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (site, id),
    FOREIGN KEY (site, replaces) REFERENCES alerts (site, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX alerts_of_a_site ON alerts (site, ends_ms);
CREATE INDEX alerts_by_end ON alerts (ends_ms);
CREATE UNIQUE INDEX alerts_that_replace ON alerts (site, replaces) WHERE replaces IS NOT NULL;
