-- Who is logged in: the hash of what the cookie holds; a name by which its owner can end it; when it began, by what (password,
-- link), and when it was last used (to the minute). Sessions of the version before lasted 12 hours and end here.
DROP TABLE moderator_sessions;
CREATE TABLE moderator_sessions (
    token_hash BLOB PRIMARY KEY,
    handle TEXT NOT NULL,
    moderator TEXT NOT NULL REFERENCES moderators (id) ON DELETE CASCADE,
    began_by TEXT NOT NULL,
    began_ms BIGINT NOT NULL,
    used_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX moderator_sessions_by_end ON moderator_sessions (expires_ms);
CREATE INDEX moderator_sessions_of_one ON moderator_sessions (moderator);
