-- Where a comment stands that waits: 0 before all others, 1 as it came, 2 in the pile of what may be spam. The rule of the settings that
-- put it there; empty without. A hash of its words, by which the next of the same words is known; empty of those that came before there was one.
ALTER TABLE comments ADD COLUMN place BIGINT NOT NULL DEFAULT 1;
ALTER TABLE comments ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE comments ADD COLUMN likeness TEXT NOT NULL DEFAULT '';
CREATE INDEX queue_of_a_site ON comments (site, place, created_ms, id) WHERE state = 'pending';
CREATE INDEX comments_of_same_words ON comments (site, likeness, created_ms) WHERE likeness <> '';
