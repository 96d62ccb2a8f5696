// Measures what an answer and an import cost with much that is stored; see README.md.

import { execFileSync, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { cpus, loadavg } from "node:os";

import { folder } from "./load/folder.mjs";
import { startPostgres } from "./load/postgres.mjs";
import { fillArticles } from "./scale/articles.mjs";
import { analyze, fillComments } from "./scale/comments.mjs";
import { serveFeed } from "./scale/feed.mjs";
import { serve, settle } from "./scale/program.mjs";
import { reads } from "./scale/reads.mjs";

const { values: flags } = parseArgs({
  options: {
    program: { type: "string", default: "target/service/bangtin-service" },
    articles: { type: "string", default: "1000,10000,100000" },
    comments: { type: "string", default: "10" },
    databases: { type: "string", default: "sqlite,postgres" },
    rounds: { type: "string", default: "15" },
    only: { type: "string", default: "" },
    fill: { type: "boolean", default: false },
    "documents-only": { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});

const program = resolve(flags.program);
for (const database of flags.databases.split(",")) {
  const columns = [];
  for (const articles of flags.articles.split(",").map(Number)) columns.push([articles, await measure(database, articles)]);
  const names = Object.keys(columns[0][1]);
  console.log(`\n## ${database}\n\n| ms | ${columns.map(([many]) => many.toLocaleString("en-US")).join(" | ")} |\n| --- |${" --- |".repeat(columns.length)}`);
  for (const name of names) console.log(`| ${name} | ${columns.map(([, figures]) => figures[name]).join(" | ")} |`);
}
console.log(`\n${cpus().length} × ${cpus()[0].model.trim()}, load ${loadavg()[0].toFixed(2)}, ${flags.rounds} rounds, ${flags.comments} comments an article`);

async function measure(database, articles) {
  const place = folder();
  const server = database === "postgres" ? await startPostgres(place.path) : undefined;
  const url = server?.url ?? `sqlite:${join(place.path, "bench.db")}`;
  const feed = await serveFeed(articles, flags["documents-only"]);
  const figures = {};
  try {
    const config = settle(place.path, url, feed.url);
    if (flags.fill) {
      // Its first start makes the tables.
      await (await serve(program, config)).end();
      fillArticles(url, feed.url, articles);
    } else {
      figures["first import"] = await imported(config);
    }
    if (!flags["documents-only"]) fillComments(url, articles, articles * Number(flags.comments));
    analyze(url);
    if (!flags.fill) {
      feed.change(articles >> 1);
      figures["import of one change"] = await imported(config);
    }
    const service = await serve(program, config);
    try {
      Object.assign(figures, await reads(service.site, { articles, rounds: Number(flags.rounds), only: flags.only }));
    } finally {
      await service.end();
    }
    const isExported = !flags.fill && !flags["documents-only"];
    if (isExported) figures["export"] = clocked(() => execFileSync(program, ["--config", config, "export", join(place.path, "out")], { stdio: "ignore" }));
  } finally {
    feed.end();
    await server?.end();
    if (flags.keep) console.error(`kept: ${place.path}`);
    else place.remove();
  }
  return figures;
}

/** Wall time; the source is answered by this process, so it must not wait for the program. */
async function imported(config) {
  const begun = performance.now();
  const child = spawn(program, ["--config", config, "import"], { stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise((ended) => child.once("exit", ended));
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return Math.round(performance.now() - begun);
}

function clocked(act) {
  const begun = performance.now();
  act();
  return Math.round(performance.now() - begun);
}
