-- How many comments each page shows: approved ones, whose parent is approved too. Counted anew in the transaction that decides about one.
CREATE TABLE comment_sums (
    site TEXT NOT NULL,
    page TEXT NOT NULL,
    shown BIGINT NOT NULL,
    PRIMARY KEY (site, page)
) WITHOUT ROWID;
INSERT INTO comment_sums (site, page, shown)
    SELECT site, page, COUNT(*) FROM comments c
    WHERE state = 'approved' AND (parent IS NULL OR EXISTS (SELECT 1 FROM comments p WHERE p.id = c.parent AND p.state = 'approved'))
    GROUP BY site, page;

-- What begins a thread has no parent: it must not be looked for among replies, where all threads of all pages are one value.
DROP INDEX comments_of_a_parent;
CREATE INDEX comments_of_a_parent ON comments (parent, state, created_ms, id) WHERE parent IS NOT NULL;
CREATE INDEX threads_of_a_page ON comments (site, page, created_ms, id) WHERE parent IS NULL AND state = 'approved';
