-- Keys that all replicas share, made by the first that needs them.
CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- Proofs of work that were used, until they would have expired anyway.
CREATE TABLE spent_challenges (
    nonce TEXT PRIMARY KEY,
    expires_ms BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX spent_challenges_by_end ON spent_challenges (expires_ms);

-- What was answered to a request with an Idempotency-Key, for 24 hours.
CREATE TABLE idempotent_answers (
    site TEXT NOT NULL,
    entry TEXT NOT NULL,
    request_key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (site, entry, request_key)
) WITHOUT ROWID;
CREATE INDEX idempotent_answers_by_age ON idempotent_answers (created_ms);
