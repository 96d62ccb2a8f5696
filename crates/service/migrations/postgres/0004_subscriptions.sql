-- Who wants to be told what. `email` is the address in lower case, for finding it again; `address` is what mail is sent to.
CREATE TABLE subscribers (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- A JSON array of the topics' ids.
    topics TEXT NOT NULL,
    -- pending, confirmed, unsubscribed
    state TEXT NOT NULL,
    asked_ms BIGINT NOT NULL,
    confirmed_ms BIGINT,
    unsubscribed_ms BIGINT,
    UNIQUE (site, email)
);
CREATE INDEX subscribers_by_email ON subscribers (email);
CREATE INDEX subscribers_by_state ON subscribers (state, asked_ms);

-- Each wording that anybody has agreed to, under the hash of it.
CREATE TABLE consent_texts (
    version TEXT PRIMARY KEY,
    lang TEXT NOT NULL,
    wording TEXT NOT NULL,
    first_ms BIGINT NOT NULL
);

-- What happened to a consent: asked, confirmed, changed, withdrawn. Rows are added, never changed.
CREATE TABLE consents (
    id TEXT PRIMARY KEY,
    subscriber TEXT NOT NULL,
    act TEXT NOT NULL,
    -- Of `confirmed`: the row `asked` that it confirms. A mail's link counts once.
    confirms TEXT UNIQUE,
    version TEXT NOT NULL,
    lang TEXT NOT NULL,
    topics TEXT NOT NULL,
    -- The page or the origin on which it was given; empty where it came by a mail's link.
    page TEXT NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE INDEX consents_by_subscriber ON consents (subscriber, at_ms);

-- That somebody was a subscriber and is forgotten: the address only as a keyed hash.
CREATE TABLE erasures (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    person BYTEA NOT NULL,
    version TEXT NOT NULL,
    asked_ms BIGINT NOT NULL,
    erased_ms BIGINT NOT NULL
);
CREATE INDEX erasures_by_age ON erasures (erased_ms);

-- Until when a mailbox gets no other mail of a kind. The mailbox only as a keyed hash.
CREATE TABLE mail_cooldowns (
    mailbox BYTEA NOT NULL,
    kind TEXT NOT NULL,
    site TEXT NOT NULL,
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (mailbox, kind, site)
);
CREATE INDEX mail_cooldowns_by_end ON mail_cooldowns (until_ms);

-- Mail to be sent. Who sends one moves `next_ms` on, so that no other takes it meanwhile.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- Empty where a mail belongs to no site.
    site TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    -- The one-click address of RFC 8058; empty where there is none.
    unsubscribe TEXT NOT NULL,
    -- waiting, sent, failed
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    next_ms BIGINT NOT NULL,
    -- When it is not worth sending any more.
    until_ms BIGINT NOT NULL,
    done_ms BIGINT
);
CREATE INDEX outbox_by_turn ON outbox (state, next_ms);
CREATE INDEX outbox_by_email ON outbox (email);
