// Articles straight into a PostgreSQL, as an import would keep them, in seconds instead of an hour. They have no words: no search finds them.

import { execFileSync } from "node:child_process";

const TAGS = ["uy ban nhan dan xa", "cong tac dan van", "cai cach hanh chinh", "lich tiep cong dan", "phat trien kinh te", "chuyen doi so", "xay dung nong thon moi"];
const CATEGORIES = ["tin-tuc", "thong-bao", "nong-nghiep", "y-te", "giao-duc", "van-hoa", "an-ninh", "kinh-te", "cong-khai", "lao-dong", "dat-dai", "moi-truong"];

const list = (words) => `ARRAY[${words.map((word) => `'${word}'`).join(", ")}]`;
/** One of them, by a number that looks like chance and is the same each time. */
const one = (words, divisor) => `(${list(words)})[1 + h / ${divisor} % ${words.length}]`;

export function fillArticles(databaseUrl, feed, articles) {
  const sql = `
    BEGIN;
    INSERT INTO articles (site, id, feed, url, published_ms, place, listed, issued_ms, category, category_name, tags, item, hash, updated_ms)
    SELECT 'xa-song-ba', 'bai-' || i, '${feed}', 'https://songba.example.gov.vn/bai-' || i, 1763600000000 - i::bigint * 3600000, -i, 1,
      CASE WHEN i % 10 = 0 THEN 1767300000000 END, ${one(CATEGORIES, 1)}, ${one(CATEGORIES, 1)},
      E'\\n' || ${one(TAGS, 12)} || E'\\n\\n' || ${one(CATEGORIES, 84)} || E'\\n',
      json_build_object('id', 'bai-' || i, 'url', 'https://songba.example.gov.vn/bai-' || i, 'title', 'Chuyển đổi số ' || i,
        'content_html', (SELECT string_agg('<p>' || md5((i * 60 + k)::text) || ' Ủy ban nhân dân xã</p>', '') FROM generate_series(1, 40) k),
        '_bangtin', json_build_object('version', 1, 'category', json_build_object('id', ${one(CATEGORIES, 1)}, 'name', ${one(CATEGORIES, 1)})))::text,
      md5(i::text), 0
    FROM (SELECT i, abs(hashint4(i)) AS h FROM generate_series(0, ${articles - 1}) i) s;
    INSERT INTO article_tags (site, tag, published_ms, place, number)
    SELECT DISTINCT site, tag, published_ms, place, number FROM articles, unnest(string_to_array(tags, E'\\n')) AS tag WHERE tag <> '';
    COMMIT;`;
  execFileSync("psql", ["-v", "ON_ERROR_STOP=1", "-q", databaseUrl], { input: sql, stdio: ["pipe", "ignore", "inherit"] });
}
