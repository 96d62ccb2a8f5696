-- That moderators of a site were told on a day (since 1970-01-01, in Viet Nam) that comments wait: each kind of mail once a day.
CREATE TABLE reminders (
    site TEXT NOT NULL,
    day BIGINT NOT NULL,
    -- morning: anything waits. many: so many that it cannot wait until morning.
    kind TEXT NOT NULL,
    PRIMARY KEY (site, day, kind)
) WITHOUT ROWID;
