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
