// Articles straight into the database, as an import would keep them, in a minute instead of an hour. They have no words: no search finds them.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const TAGS = ["uy ban nhan dan xa", "cong tac dan van", "cai cach hanh chinh", "lich tiep cong dan", "phat trien kinh te", "chuyen doi so", "xay dung nong thon moi"];
const CATEGORIES = ["tin-tuc", "thong-bao", "nong-nghiep", "y-te", "giao-duc", "van-hoa", "an-ninh", "kinh-te", "cong-khai", "lao-dong", "dat-dai", "moi-truong"];

/** One of them, by a number that looks like chance and is the same each time. */
const one = (words, divisor) => `CASE h / ${divisor} % ${words.length} ${words.map((word, place) => `WHEN ${place} THEN '${word}'`).join(" ")} END`;

const DIALECTS = {
  sqlite: {
    series: (first, last) => `(WITH RECURSIVE s(i) AS (VALUES (${first}) UNION ALL SELECT i + 1 FROM s WHERE i < ${last}) SELECT i FROM s)`,
    chance: "((i + 1) * 2654435761 % 4294967296 * 48271 % 2147483647)",
    line: "char(10)",
    object: "json_object",
    paragraphs: `(WITH RECURSIVE k(n, text) AS (VALUES (0, '') UNION ALL
      SELECT n + 1, text || '<p>' || printf('%016x%016x', (i * 60 + n + 1) * 2654435761, i * 48271 + n) || ' Ủy ban nhân dân xã</p>' FROM k WHERE n < 40) SELECT text FROM k WHERE n = 40)`,
  },
  postgres: {
    series: (first, last) => `(SELECT i FROM generate_series(${first}, ${last}) i) AS series`,
    chance: "abs(hashint4(i))",
    line: "chr(10)",
    object: "json_build_object",
    paragraphs: "(SELECT string_agg('<p>' || md5((i * 60 + k)::text) || ' Ủy ban nhân dân xã</p>', '') FROM generate_series(1, 40) k)",
  },
};

export function fillArticles(databaseUrl, feed, articles) {
  const database = databaseUrl.startsWith("sqlite:") ? "sqlite" : "postgres";
  const { series, chance, line, object, paragraphs } = DIALECTS[database];
  const [tag, category, other] = [one(TAGS, 12), one(CATEGORIES, 1), one(CATEGORIES, 84)];
  const sql = `
    BEGIN;
    INSERT INTO articles (site, id, feed, url, published_ms, place, listed, issued_ms, category, category_name, tags, item, hash, updated_ms)
    SELECT 'xa-song-ba', 'bai-' || i, '${feed}', 'https://songba.example.gov.vn/bai-' || i, 1763600000000 - CAST(i AS BIGINT) * 3600000, -i, 1,
      CASE WHEN i % 10 = 0 THEN 1767300000000 - CAST(i AS BIGINT) * 3600000 END, ${category}, ${category},
      ${line} || ${tag} || ${line} || ${line} || ${other} || ${line},
      CAST(${object}('id', 'bai-' || i, 'url', 'https://songba.example.gov.vn/bai-' || i, 'title', 'Chuyển đổi số ' || i, 'content_html', ${paragraphs},
        '_bangtin', ${object}('version', 1, 'category', ${object}('id', ${category}, 'name', ${category}))) AS TEXT),
      'hash ' || i, 0
    FROM (SELECT i, ${chance} AS h FROM ${series(0, articles - 1)}) s;
    INSERT INTO article_tags (site, tag, published_ms, place, number) SELECT site, ${tag}, published_ms, place, number FROM
      (SELECT site, published_ms, place, number, ${chance} AS h FROM (SELECT site, published_ms, place, number, CAST(substr(id, 5) AS INTEGER) AS i FROM articles) s) s;
    DELETE FROM list_sums;
    ${counting(database)};
    COMMIT;`;
  const [program, ...args] = database === "sqlite" ? ["sqlite3", "-bail", databaseUrl.slice("sqlite:".length)] : ["psql", "-v", "ON_ERROR_STOP=1", "-q", databaseUrl];
  execFileSync(program, args, { input: sql, stdio: ["pipe", "ignore", "inherit"] });
}

/** The statement of the migration that counts what stands in each list. */
function counting(database) {
  const file = new URL(`../../../crates/service/migrations/${database}/0060_list_sums.sql`, import.meta.url);
  return readFileSync(file, "utf8").split(";\n").find((statement) => statement.trimStart().startsWith("INSERT"));
}
