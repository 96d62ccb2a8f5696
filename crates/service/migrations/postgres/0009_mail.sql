-- How many mails forms have asked for in an hour (since 1970-01-01 UTC): to one domain, of which only a keyed hash is kept, and
-- in all, where the domain is empty.
CREATE TABLE mail_budgets (
    hour BIGINT NOT NULL,
    domain BYTEA NOT NULL,
    mails BIGINT NOT NULL,
    PRIMARY KEY (hour, domain)
);
