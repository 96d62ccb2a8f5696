-- Errors in an article that readers report, for moderators alone: nothing tells who wrote it, and no answer to the public holds it. A hash
-- of its words, by which the same report of the same page is counted and not kept twice.
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    page TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    likeness TEXT NOT NULL,
    times BIGINT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_ms BIGINT NOT NULL
);
CREATE INDEX reports_of_a_site ON reports (site, state, created_ms, id);
CREATE INDEX reports_of_a_page ON reports (site, page, state, kind, likeness);
CREATE INDEX reports_by_age ON reports (created_ms);
