-- The pages of a source as they were read the last time, so that one that is as it was need not be read again.
CREATE TABLE source_pages (
    site TEXT NOT NULL,
    feed TEXT NOT NULL,
    -- Which it is from the first on, beginning with 0.
    position BIGINT NOT NULL,
    -- By which it is known, and the ids of its articles in its order, as JSON.
    seen TEXT NOT NULL,
    ids TEXT NOT NULL,
    -- Of what was made of each of its articles, and of how it was made.
    made TEXT NOT NULL,
    -- The date of its last article.
    last_ms BIGINT NOT NULL,
    PRIMARY KEY (site, feed, position)
);
-- All that an import must know of every article. In the table it stands behind the items, which would have to be read for it.
-- PostgreSQL keeps items apart, and takes no more than 2.7 KB into an index.
CREATE INDEX articles_known ON articles (site, id, feed, hash, source_hash, source_id, removed_ms, withheld_ms, left_ms);
