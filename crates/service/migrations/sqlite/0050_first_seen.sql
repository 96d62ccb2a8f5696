-- When an article was first read, in a source that had been read before: then it is news. 0: it came with the first reading of its
-- source, or was there before this column. It never changes.
ALTER TABLE articles ADD COLUMN first_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX articles_by_first_seen ON articles (site, first_ms) WHERE first_ms > 0;
