-- What other servers told us, exchange rates and weather: the last good value of each reading, and when to ask again.
-- `source` is a digest of the addresses that are asked: an address can hold a key, and another source begins anew.
-- Who moves `due_ms` on is the one replica that asks.
CREATE TABLE readings (
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    due_ms BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    value TEXT,
    as_of_ms BIGINT,
    doubted TEXT,
    doubts BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, source, name)
) WITHOUT ROWID;
