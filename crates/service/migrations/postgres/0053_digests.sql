-- The news by mail: one row for each site, rhythm and day (since 1970-01-01, in Viet Nam) on which one was due, also where there
-- was nothing new. Who writes the row makes the digest.
CREATE TABLE digests (
    site TEXT NOT NULL,
    -- daily, weekly
    rhythm TEXT NOT NULL,
    day BIGINT NOT NULL,
    -- Articles that were first seen after the one and until the other.
    from_ms BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    made_ms BIGINT NOT NULL,
    -- empty: nothing new. open: mails are being written. done
    state TEXT NOT NULL,
    -- The last subscriber for whom it was looked whether a mail is to be written: they go by their ids.
    reached TEXT NOT NULL,
    mails BIGINT NOT NULL,
    PRIMARY KEY (site, rhythm, day)
);
CREATE INDEX digests_open ON digests (site, rhythm, day) WHERE state = 'open';

-- What it tells of, in this order.
CREATE TABLE digest_articles (
    site TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    article BIGINT NOT NULL,
    day BIGINT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (site, rhythm, article)
);
CREATE INDEX digest_articles_by_day ON digest_articles (site, rhythm, day, place);

-- For whom a mail was written: each once.
CREATE TABLE digest_mails (
    site TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    day BIGINT NOT NULL,
    subscriber TEXT NOT NULL,
    PRIMARY KEY (site, rhythm, day, subscriber)
);
CREATE INDEX digest_mails_by_subscriber ON digest_mails (subscriber);
