-- Who gets one mail when the agency answers the own comment. `confirmed_ms` is NULL until the mail's link was followed. The row goes with the
-- mail, with the comment, or after 90 days. `asks`: how often an address was given for this comment.
CREATE TABLE answer_mails (
    comment TEXT PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    lang TEXT NOT NULL,
    version TEXT NOT NULL,
    asks BIGINT NOT NULL,
    asked_ms BIGINT NOT NULL,
    confirmed_ms BIGINT
) WITHOUT ROWID;
CREATE INDEX answer_mails_by_time ON answer_mails (asked_ms);
CREATE INDEX answer_mails_by_address ON answer_mails (email);
