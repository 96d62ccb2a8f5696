-- What is known of each source of content, and who asks it at the moment.
CREATE TABLE feeds (
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    -- ETag and Last-Modified of each of its pages, as JSON.
    validators TEXT NOT NULL,
    tried_ms BIGINT NOT NULL,
    good_ms BIGINT NOT NULL,
    -- Since when it has been read to its end without a break; 0 when it was not.
    whole_ms BIGINT NOT NULL,
    -- What was wrong the last time, in one word; absent when nothing was.
    error TEXT,
    -- Title, language, site data, categories and links, as JSON.
    head TEXT NOT NULL,
    holder TEXT NOT NULL,
    held_until_ms BIGINT NOT NULL,
    PRIMARY KEY (site, url)
);

-- Articles and official documents. What left its source stays with `removed_ms`, and comes back with its number.
CREATE TABLE articles (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    feed TEXT NOT NULL,
    url TEXT,
    -- Where it stands: by its date (that of the one before it, where it has none), then as its source lists it.
    published_ms BIGINT NOT NULL,
    place BIGINT NOT NULL,
    -- 1: shown among the articles. 0: a document that no article announces.
    listed BIGINT NOT NULL,
    -- When the document was issued; absent where there is no document.
    issued_ms BIGINT,
    category TEXT,
    category_name TEXT,
    -- Folded, each with a line break on both sides.
    tags TEXT NOT NULL,
    -- The item as the kit reads it (JSON Feed 1.1 with _bangtin), sanitized.
    item TEXT NOT NULL,
    hash TEXT NOT NULL,
    updated_ms BIGINT NOT NULL,
    removed_ms BIGINT,
    UNIQUE (site, id)
);
CREATE INDEX articles_by_date ON articles (site, published_ms DESC, place DESC, number DESC)
    WHERE listed = 1 AND removed_ms IS NULL;
CREATE INDEX articles_by_category ON articles (site, category, published_ms DESC, place DESC, number DESC)
    WHERE listed = 1 AND removed_ms IS NULL;
CREATE INDEX documents_by_date ON articles (site, issued_ms DESC, place DESC, number DESC)
    WHERE issued_ms IS NOT NULL AND removed_ms IS NULL;
CREATE INDEX articles_by_url ON articles (site, url);
CREATE INDEX articles_by_feed ON articles (site, feed);

-- The words of articles, with one space around each: the title's and all, as they are written (lower case, NFC) and folded.
CREATE TABLE article_words (
    number BIGINT PRIMARY KEY,
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    words TEXT NOT NULL,
    words_folded TEXT NOT NULL,
    -- The folded words themselves: parted before they come here, so no parser of the database has a say.
    tokens TSVECTOR NOT NULL
);
CREATE INDEX article_words_by_token ON article_words USING gin (tokens);

-- Questions put to readers, as JSON.
CREATE TABLE polls (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    feed TEXT NOT NULL,
    position BIGINT NOT NULL,
    poll TEXT NOT NULL,
    PRIMARY KEY (site, id)
);
