-- What the agency of a site answers to a comment, under the name that it had then. One for a comment, which takes it along when it is deleted.
CREATE TABLE official_answers (
    comment TEXT PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    answered_ms BIGINT NOT NULL
) WITHOUT ROWID;
