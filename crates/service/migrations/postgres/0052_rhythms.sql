-- How often a subscriber gets the news: daily, weekly. Empty: never agreed to a text that says how often, so none is sent.
ALTER TABLE subscribers ADD COLUMN rhythm TEXT NOT NULL DEFAULT '';
-- When they agreed to it last.
ALTER TABLE subscribers ADD COLUMN agreed_ms BIGINT;
-- When those who had agreed to an older text were asked anew.
ALTER TABLE subscribers ADD COLUMN invited_ms BIGINT;
-- How often in a row their mail server refused the news for good, and since when the address rests for that.
ALTER TABLE subscribers ADD COLUMN refusals BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subscribers ADD COLUMN rests_ms BIGINT;
CREATE INDEX subscribers_by_rhythm ON subscribers (site, rhythm, id);
CREATE INDEX subscribers_to_invite ON subscribers (site, id) WHERE rhythm = '' AND state = 'confirmed' AND invited_ms IS NULL;
ALTER TABLE consents ADD COLUMN rhythm TEXT NOT NULL DEFAULT '';
