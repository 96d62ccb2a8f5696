-- What a source sent and what does not fit: it waits for a person, or was kept out by one. Of an article that is shown, the version
-- that is shown stays in articles meanwhile.
CREATE TABLE held_articles (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    feed TEXT NOT NULL,
    -- Of the version that waits: another one is looked at anew.
    hash TEXT NOT NULL,
    -- waiting, or kept-out.
    state TEXT NOT NULL,
    -- 1: nothing of it is shown. 0: another version is.
    is_new BIGINT NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    -- Why, and where it leads that nothing led before, as JSON.
    reasons TEXT NOT NULL,
    leads TEXT NOT NULL,
    -- All that is kept of it once it is published, as JSON.
    ready TEXT NOT NULL,
    source_id TEXT,
    held_ms BIGINT NOT NULL,
    PRIMARY KEY (site, id)
) WITHOUT ROWID;
CREATE INDEX held_articles_in_order ON held_articles (site, state, held_ms, id);
-- What an import asks of all, without their texts.
CREATE INDEX held_articles_known ON held_articles (site, id, feed, hash, source_id);

-- The hosts to which a site's articles lead: those of the first import of each source, and of what a person has published.
CREATE TABLE known_hosts (
    site TEXT NOT NULL,
    host TEXT NOT NULL,
    PRIMARY KEY (site, host)
) WITHOUT ROWID;

-- What made the articles of a source the last time; empty where its hosts are not known yet. Where it has changed, so have articles of
-- which nobody changed anything.
ALTER TABLE feeds ADD COLUMN making TEXT NOT NULL DEFAULT '';
