-- The key that turns a reader into a name for one day. Gone after 48 hours, with all names made with it.
CREATE TABLE visitor_salts (
    day BIGINT PRIMARY KEY,
    salt BLOB NOT NULL
) WITHOUT ROWID;

-- Who came on a day: each counts as one visit.
CREATE TABLE visitors (
    day BIGINT NOT NULL,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    PRIMARY KEY (day, site, visitor)
) WITHOUT ROWID;

-- When who was there was last seen, for some minutes.
CREATE TABLE present (
    day BIGINT NOT NULL,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    seen_ms BIGINT NOT NULL,
    PRIMARY KEY (day, site, visitor)
) WITHOUT ROWID;

-- The sums of a day in Viet Nam. `new_pages` is how many names of pages were first seen on it.
CREATE TABLE day_counts (
    site TEXT NOT NULL,
    day BIGINT NOT NULL,
    visits BIGINT NOT NULL,
    views BIGINT NOT NULL,
    new_pages BIGINT NOT NULL,
    PRIMARY KEY (site, day)
) WITHOUT ROWID;

-- How often each page was opened.
CREATE TABLE page_views (
    site TEXT NOT NULL,
    page TEXT NOT NULL,
    views BIGINT NOT NULL,
    PRIMARY KEY (site, page)
) WITHOUT ROWID;

-- The last batch of hits that each replica has counted.
CREATE TABLE counted_batches (
    replica TEXT PRIMARY KEY,
    seq BIGINT NOT NULL,
    counted_ms BIGINT NOT NULL
) WITHOUT ROWID;
