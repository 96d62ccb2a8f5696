-- How many stand in each list in each week (of 604,800,000 ms, counted from 1970-01-01 UTC). `list` is articles, documents (by when they
-- were issued), addresses (both, by their dates), or `category ` and its id. Kept in the transaction that changes an article.
CREATE TABLE list_sums (
    site TEXT NOT NULL,
    list TEXT NOT NULL,
    week BIGINT NOT NULL,
    shown BIGINT NOT NULL,
    PRIMARY KEY (site, list, week)
);
INSERT INTO list_sums (site, list, week, shown)
    WITH standing (site, list, ms) AS (
        SELECT site, 'articles', published_ms FROM articles WHERE listed = 1 AND removed_ms IS NULL
        UNION ALL
        SELECT site, 'category ' || category, published_ms FROM articles WHERE listed = 1 AND removed_ms IS NULL AND category IS NOT NULL
        UNION ALL
        SELECT site, 'documents', issued_ms FROM articles WHERE issued_ms IS NOT NULL AND removed_ms IS NULL
        UNION ALL
        SELECT site, 'addresses', published_ms FROM articles WHERE removed_ms IS NULL AND (listed = 1 OR issued_ms IS NOT NULL))
    SELECT site, list, (ms - (ms % 604800000 + 604800000) % 604800000) / 604800000, COUNT(*) FROM standing GROUP BY 1, 2, 3;

-- All that the map for search engines tells, the oldest first.
CREATE INDEX articles_mapped ON articles (site, published_ms, place, number, id, listed, updated_ms)
    WHERE removed_ms IS NULL AND (listed = 1 OR issued_ms IS NOT NULL);
