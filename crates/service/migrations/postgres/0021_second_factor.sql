-- The second factor of moderators (RFC 6238). The app's secret is made of this seed with the service's key. Only the session
-- offered_to (its handle) is shown it and can confirm it. It counts from confirmed_ms on; codes of last_step and of earlier steps of 30 seconds were used or have run out.
CREATE TABLE moderator_factors (
    moderator TEXT PRIMARY KEY REFERENCES moderators (id) ON DELETE CASCADE,
    seed BYTEA NOT NULL,
    offered_to TEXT NOT NULL,
    confirmed_ms BIGINT,
    last_step BIGINT NOT NULL
);

-- Codes for who has lost the app, each for one time: the hash of the code and its account.
CREATE TABLE moderator_recovery_codes (
    moderator TEXT NOT NULL REFERENCES moderators (id) ON DELETE CASCADE,
    code_hash BYTEA NOT NULL,
    PRIMARY KEY (moderator, code_hash)
);
