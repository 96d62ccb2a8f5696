-- Of what the source sent, before anything was made of it: equal while nothing has changed there. NULL where it is not known.
ALTER TABLE articles ADD COLUMN source_hash TEXT;
