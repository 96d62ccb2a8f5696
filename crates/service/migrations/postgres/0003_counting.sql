-- The key that turns a reader into a name for one day. Gone after 48 hours, with all names made with it.
CREATE TABLE visitor_salts (
    day BIGINT PRIMARY KEY,
    salt BYTEA NOT NULL
);

-- Who came on a day: each counts as one visit.
CREATE TABLE visitors (
    day BIGINT NOT NULL,
    site TEXT COLLATE "C" NOT NULL,
    visitor TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (day, site, visitor)
);

-- When who was there was last seen, for some minutes. Room is left in each page of the table, for rows that change.
CREATE TABLE present (
    day BIGINT NOT NULL,
    site TEXT COLLATE "C" NOT NULL,
    visitor TEXT COLLATE "C" NOT NULL,
    seen_ms BIGINT NOT NULL,
    PRIMARY KEY (day, site, visitor)
) WITH (fillfactor = 70);

-- The sums of a day in Viet Nam. `new_pages` is how many names of pages were first seen on it.
CREATE TABLE day_counts (
    site TEXT COLLATE "C" NOT NULL,
    day BIGINT NOT NULL,
    visits BIGINT NOT NULL,
    views BIGINT NOT NULL,
    new_pages BIGINT NOT NULL,
    PRIMARY KEY (site, day)
) WITH (fillfactor = 70);

-- How often each page was opened.
CREATE TABLE page_views (
    site TEXT COLLATE "C" NOT NULL,
    page TEXT COLLATE "C" NOT NULL,
    views BIGINT NOT NULL,
    PRIMARY KEY (site, page)
) WITH (fillfactor = 70);

-- The last batch of hits that each replica has counted.
CREATE TABLE counted_batches (
    replica TEXT COLLATE "C" PRIMARY KEY,
    seq BIGINT NOT NULL,
    counted_ms BIGINT NOT NULL
) WITH (fillfactor = 70);
