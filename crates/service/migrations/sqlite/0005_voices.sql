-- What readers write under a page. It is shown once a moderator has approved it. Nothing tells who wrote it but the name given.
CREATE TABLE comments (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    page TEXT NOT NULL,
    parent TEXT REFERENCES comments (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    decided_ms BIGINT
) WITHOUT ROWID;
CREATE INDEX comments_of_a_page ON comments (site, page, state, created_ms, id, parent);
CREATE INDEX comments_of_a_parent ON comments (parent, state, created_ms, id);
CREATE INDEX comments_of_a_site ON comments (site, state, created_ms, id);
CREATE INDEX comments_by_decision ON comments (state, decided_ms);

-- One row for each vote. The voter is a keyed hash that differs from page to page.
CREATE TABLE rating_votes (
    site TEXT NOT NULL,
    page TEXT NOT NULL,
    voter BLOB NOT NULL,
    value BIGINT NOT NULL,
    changed_ms BIGINT NOT NULL,
    PRIMARY KEY (site, page, voter)
) WITHOUT ROWID;

-- The sums of rating_votes, changed in the same transaction.
CREATE TABLE rating_sums (
    site TEXT NOT NULL,
    page TEXT NOT NULL,
    votes BIGINT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (site, page)
) WITHOUT ROWID;

-- One row for each voter; choices is a JSON list of option ids. The voter is a keyed hash that differs from poll to poll.
CREATE TABLE poll_votes (
    site TEXT NOT NULL,
    poll TEXT NOT NULL,
    voter BLOB NOT NULL,
    choices TEXT NOT NULL,
    changed_ms BIGINT NOT NULL,
    PRIMARY KEY (site, poll, voter)
) WITHOUT ROWID;

-- The sums of poll_votes, changed in the same transaction. The option '' counts the voters.
CREATE TABLE poll_sums (
    site TEXT NOT NULL,
    poll TEXT NOT NULL,
    choice TEXT NOT NULL,
    votes BIGINT NOT NULL,
    PRIMARY KEY (site, poll, choice)
) WITHOUT ROWID;
