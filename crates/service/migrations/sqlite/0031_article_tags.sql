-- The tags of articles, folded, as a list by tag needs them. What is not shown any more keeps its rows.
CREATE TABLE article_tags (
    site TEXT NOT NULL,
    tag TEXT NOT NULL,
    published_ms BIGINT NOT NULL,
    place BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (site, tag, published_ms, place, number)
) WITHOUT ROWID;
CREATE INDEX tags_of_an_article ON article_tags (number);
WITH RECURSIVE parted (site, published_ms, place, number, tag, rest) AS (
    SELECT site, published_ms, place, number, '', tags FROM articles WHERE tags <> ''
    UNION ALL
    SELECT site, published_ms, place, number, substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1)
    FROM parted WHERE instr(rest, char(10)) > 0
)
INSERT INTO article_tags (site, tag, published_ms, place, number)
    SELECT DISTINCT site, tag, published_ms, place, number FROM parted WHERE tag <> '' AND length(tag) <= 400;
