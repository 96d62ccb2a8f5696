-- What a source calls an article where our id is made of something that may change: WordPress's number of a post, whose slug is the id.
ALTER TABLE articles ADD COLUMN source_id TEXT;
-- Taken down by hand since then, whatever the source says; `removed_ms` is set as well.
ALTER TABLE articles ADD COLUMN withheld_ms BIGINT;
-- Of one that is taken down: since when its source has it no more.
ALTER TABLE articles ADD COLUMN left_ms BIGINT;
-- How far the reading of a source has come that is read by what has changed, as JSON; of others '{}'.
ALTER TABLE feeds ADD COLUMN progress TEXT NOT NULL DEFAULT '{}';
