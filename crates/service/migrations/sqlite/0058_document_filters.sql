-- By what documents are filtered, as columns: the day numbers count from 1970-01-01; `expires_day` is the greatest number where a
-- document has no end.
ALTER TABLE articles ADD COLUMN form TEXT;
ALTER TABLE articles ADD COLUMN issuer TEXT;
ALTER TABLE articles ADD COLUMN effective_day BIGINT;
ALTER TABLE articles ADD COLUMN expires_day BIGINT;
UPDATE articles SET
    form = json_extract(item, '$._bangtin.document.form'),
    issuer = json_extract(item, '$._bangtin.document.issuer'),
    effective_day = CAST(julianday(substr(json_extract(item, '$._bangtin.document.effective'), 1, 10)) - 2440587.5 AS INTEGER),
    expires_day = COALESCE(CAST(julianday(substr(json_extract(item, '$._bangtin.document.expires'), 1, 10)) - 2440587.5 AS INTEGER),
        9223372036854775807)
WHERE issued_ms IS NOT NULL;
UPDATE articles SET form = NULL WHERE length(CAST(form AS BLOB)) > 1000;
UPDATE articles SET issuer = NULL WHERE length(CAST(issuer AS BLOB)) > 1000;

-- Each list in its order; whether a document holds is seen without reading it.
DROP INDEX documents_by_date;
CREATE INDEX documents_by_date ON articles (site, issued_ms DESC, place DESC, number DESC, effective_day, expires_day)
    WHERE issued_ms IS NOT NULL AND removed_ms IS NULL;
CREATE INDEX documents_by_form ON articles (site, form, issued_ms DESC, place DESC, number DESC, effective_day, expires_day)
    WHERE issued_ms IS NOT NULL AND removed_ms IS NULL;
CREATE INDEX documents_by_issuer ON articles (site, issuer, issued_ms DESC, place DESC, number DESC, effective_day, expires_day)
    WHERE issued_ms IS NOT NULL AND removed_ms IS NULL;
CREATE INDEX documents_by_both ON articles (site, form, issuer, issued_ms DESC, place DESC, number DESC, effective_day, expires_day)
    WHERE issued_ms IS NOT NULL AND removed_ms IS NULL;

-- How many documents are shown for each choice of form, issuer and year. `chosen` says which of them are: 1 the form, 2 the issuer,
-- 4 the year, added; the others are empty and 0. Kept in the transaction that changes a document.
CREATE TABLE document_sums (
    site TEXT NOT NULL,
    chosen BIGINT NOT NULL,
    form TEXT NOT NULL,
    issuer TEXT NOT NULL,
    year BIGINT NOT NULL,
    shown BIGINT NOT NULL,
    PRIMARY KEY (site, chosen, form, issuer, year)
) WITHOUT ROWID;
INSERT INTO document_sums (site, chosen, form, issuer, year, shown)
    WITH documents AS (
        SELECT site, form, issuer,
            CASE WHEN issued_ms <> 0 THEN CAST(strftime('%Y', issued_ms / 1000 + 25200, 'unixepoch') AS INTEGER) END AS year
        FROM articles WHERE issued_ms IS NOT NULL AND removed_ms IS NULL),
    choices (by_form, by_issuer, by_year) AS (VALUES (0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 0, 1), (1, 0, 1), (0, 1, 1), (1, 1, 1)),
    parts AS (
        SELECT site, by_form + 2 * by_issuer + 4 * by_year AS chosen, CASE by_form WHEN 1 THEN form ELSE '' END AS form,
            CASE by_issuer WHEN 1 THEN issuer ELSE '' END AS issuer, CASE by_year WHEN 1 THEN year ELSE 0 END AS year
        FROM documents CROSS JOIN choices)
    SELECT site, chosen, form, issuer, year, COUNT(*) FROM parts
    WHERE form IS NOT NULL AND issuer IS NOT NULL AND year IS NOT NULL GROUP BY site, chosen, form, issuer, year;

-- The index of words knows them too: the service brings documents up to date by itself.
UPDATE article_words SET shape = 0 WHERE number IN (SELECT number FROM articles WHERE issued_ms IS NOT NULL);
