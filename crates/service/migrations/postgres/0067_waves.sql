-- The subscription forms of the last hour that nobody has confirmed, also those that led to no mail: whether there is room for the next must
-- not tell which addresses are known. `id` is that of the consent where a mail asks for it.
CREATE TABLE unconfirmed_forms (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE INDEX unconfirmed_forms_by_time ON unconfirmed_forms (site, at_ms);

-- Waves of forms: since when, and when one was last seen to go on. Whoever writes the row tells moderators.
CREATE TABLE waves (
    site TEXT NOT NULL,
    begun_ms BIGINT NOT NULL,
    last_ms BIGINT NOT NULL,
    PRIMARY KEY (site, begun_ms)
);
