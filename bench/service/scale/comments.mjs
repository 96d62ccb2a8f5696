// Comments straight into the database: a moderator would have to approve a million.

import { execFileSync } from "node:child_process";

/** Half stand under a tenth of the articles; one in eight is a reply. The first ten articles get a hundredth of all. */
const page = (n, articles) => `CASE WHEN ${n} % 100 = 0 THEN ${n} / 100 % 10 WHEN ${n} % 2 = 0 THEN ${n} % ${articles / 10} ELSE ${n} * 7 % ${articles} END`;

const columns = (n, articles, parent) => `
  SELECT 'c' || ${n}, 'xa-song-ba', 'bai-' || CAST(${page(n, articles)} AS INTEGER), ${parent}, 'Người dân', 'Ý kiến số ' || ${n} || ' của bà con.',
  CASE WHEN ${n} % 50 = 0 THEN 'rejected' WHEN ${n} % 1000 = 1 THEN 'pending' ELSE 'approved' END, '', 1, 1700000000000 + ${n} * 1000, 1700000000000 + ${n} * 1000`;

const INSERT = "INSERT INTO comments (id, site, page, parent, name, body, state, note, revision, created_ms, decided_ms)";
// A reply answers the first comment under its page that its number leads to.
const fill = (series, articles) => {
  const first = articles * 2;
  return [
    `${INSERT} ${columns("n", articles, `CASE WHEN n > ${first} AND n % 8 = 3 THEN 'c' || ((n - 1) % ${first} + 1) END`)} FROM ${series}`,
  ];
};

export function fillComments(databaseUrl, articles, comments) {
  if (databaseUrl.startsWith("sqlite:")) {
    const series = `(WITH RECURSIVE s(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM s WHERE n < ${comments}) SELECT n FROM s)`;
    run("sqlite3", [databaseUrl.slice("sqlite:".length)], `PRAGMA foreign_keys = OFF; BEGIN; ${fill(series, articles).join(";")}; COMMIT; ${SUMS}`);
  } else {
    run("psql", ["-v", "ON_ERROR_STOP=1", "-q", databaseUrl], `BEGIN; ${fill(`generate_series(1, ${comments}) AS s(n)`, articles).join(";")}; COMMIT; ${SUMS}`);
  }
}

/** As the database itself makes statistics, or none. */
export function analyze(databaseUrl) {
  if (databaseUrl.startsWith("sqlite:")) run("sqlite3", [databaseUrl.slice("sqlite:".length)], "ANALYZE main.comments; ANALYZE main.articles;");
  else run("psql", ["-q", databaseUrl], "ANALYZE;");
}

/** As decisions keep them; a program from before there were sums has no such table. */
const SUMS = "INSERT INTO comment_sums (site, page, shown) SELECT site, page, COUNT(*) FROM comments c WHERE state = 'approved' AND (parent IS NULL OR EXISTS (SELECT 1 FROM comments p WHERE p.id = c.parent AND p.state = 'approved')) GROUP BY site, page;";

const run = (program, args, input) => execFileSync(program, args, { input, stdio: ["pipe", "ignore", "inherit"] });
