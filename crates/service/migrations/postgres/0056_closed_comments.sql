-- Pages whose comments moderators have closed by hand. What was written there stays as it is.
CREATE TABLE closed_comments (
    site TEXT NOT NULL,
    page TEXT NOT NULL,
    closed_ms BIGINT NOT NULL,
    PRIMARY KEY (site, page)
);
