-- How many pages that are no known article were named by a form for the first time on a day in Viet Nam.
CREATE TABLE unknown_pages (
    site TEXT NOT NULL,
    day BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    PRIMARY KEY (site, day)
);
