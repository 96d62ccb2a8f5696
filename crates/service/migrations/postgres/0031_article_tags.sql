-- The tags of articles, folded, as a list by tag needs them. What is not shown any more keeps its rows.
CREATE TABLE article_tags (
    site TEXT NOT NULL,
    tag TEXT NOT NULL,
    published_ms BIGINT NOT NULL,
    place BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (site, tag, published_ms, place, number)
);
CREATE INDEX tags_of_an_article ON article_tags (number);
INSERT INTO article_tags (site, tag, published_ms, place, number)
    SELECT DISTINCT site, tag, published_ms, place, number FROM articles, unnest(string_to_array(tags, E'\n')) AS tag
    WHERE tag <> '' AND length(tag) <= 400;
