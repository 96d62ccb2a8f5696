-- Who gets one mail when the agency answers a comment. `confirmed_ms` is NULL until the mail's link was followed. A row goes with the mail that
-- tells of the answer, with the comment, or after 90 days.
CREATE TABLE answer_mails (
    id TEXT PRIMARY KEY,
    comment TEXT NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
    site TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    lang TEXT NOT NULL,
    version TEXT NOT NULL,
    asked_ms BIGINT NOT NULL,
    confirmed_ms BIGINT,
    UNIQUE (comment, email)
) WITHOUT ROWID;
CREATE INDEX answer_mails_by_time ON answer_mails (asked_ms);
CREATE INDEX answer_mails_by_address ON answer_mails (email);

-- How many addresses were given for a comment: it outlives them, so that one comment is no way to send mail to many.
ALTER TABLE comments ADD COLUMN answer_mail_asks BIGINT NOT NULL DEFAULT 0;
