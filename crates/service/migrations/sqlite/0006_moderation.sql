-- Who decides about comments. Without a password they log in by a link that is used once.
CREATE TABLE moderators (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    created_ms BIGINT NOT NULL
) WITHOUT ROWID;

-- For which sites; '*' is all.
CREATE TABLE moderator_sites (
    moderator TEXT NOT NULL REFERENCES moderators (id) ON DELETE CASCADE,
    site TEXT NOT NULL,
    PRIMARY KEY (moderator, site)
) WITHOUT ROWID;

-- Who is logged in: the hash of what the cookie holds.
CREATE TABLE moderator_sessions (
    token_hash BLOB PRIMARY KEY,
    moderator TEXT NOT NULL REFERENCES moderators (id) ON DELETE CASCADE,
    expires_ms BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX moderator_sessions_by_end ON moderator_sessions (expires_ms);
CREATE INDEX moderator_sessions_of_one ON moderator_sessions (moderator);

-- Links that log in once: the hash of what the link holds.
CREATE TABLE moderator_links (
    token_hash BLOB PRIMARY KEY,
    moderator TEXT NOT NULL REFERENCES moderators (id) ON DELETE CASCADE,
    expires_ms BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX moderator_links_of_one ON moderator_links (moderator);

-- Tries to log in of the last 15 minutes: keyed hashes of the account and of the network prefix.
CREATE TABLE moderator_tries (
    id INTEGER PRIMARY KEY,
    subject BLOB NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE INDEX moderator_tries_of_one ON moderator_tries (subject, at_ms);
CREATE INDEX moderator_tries_by_age ON moderator_tries (at_ms);

-- Who did what. The name is kept, so that the log outlives the account.
CREATE TABLE moderation_log (
    id INTEGER PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    site TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    state_before TEXT NOT NULL,
    state_after TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX moderation_log_of_a_site ON moderation_log (site, id);
CREATE INDEX moderation_log_by_age ON moderation_log (at_ms);
