// node run.mjs [--rounds 7] [--only cold,second,rows,many] [--lists bangtin,vanilla]
// Every round runs each contestant once, one after the other, so that what else the machine does falls on all alike.
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { circumstances } from "./measure/circumstances.mjs";
import { report } from "./measure/report.mjs";
import { allSeries, SECTIONS } from "./measure/series.mjs";
import { serve } from "./serve.mjs";
import { LISTS } from "./serve/lists.mjs";
import { kitIsBuilt } from "./serve/site.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    only: { type: "string", default: SECTIONS.join() },
    lists: { type: "string", default: Object.keys(LISTS).join() },
  },
});

function contestants() {
  if (!existsSync(new URL("dist/react.js", import.meta.url))) throw new Error("Nothing is built: npm ci && npm run build");
  const asked = options.lists.split(",");
  const unknown = asked.find((name) => !LISTS[name]);
  if (unknown) throw new Error(`There is no list ${unknown}; there are ${Object.keys(LISTS).join(", ")}.`);
  const unbuilt = asked.find((name) => name !== "bangtin" && !existsSync(new URL(`dist/${name}.js`, import.meta.url)));
  if (unbuilt) throw new Error(`dist/${unbuilt}.js is not there: npm ci && npm run build`);
  if (asked.includes("bangtin") && !kitIsBuilt()) console.error("The kit is not built (cargo xtask build): measured without it.");
  return asked.filter((name) => name !== "bangtin" || kitIsBuilt());
}

async function measure(series, origin, rounds) {
  for (let round = 1; round <= rounds; round++) {
    for (const { section, runs } of series) {
      process.stderr.write(`\rround ${round} of ${rounds}: ${section}      `);
      for (const run of runs) await once(section, run, origin);
    }
  }
  process.stderr.write("\n");
}

async function once(section, run, origin) {
  try {
    run.samples.push(await run.measure(origin));
  } catch (cause) {
    run.samples.push(null);
    run.failures.push(cause.message);
    process.stderr.write(`\n${section}, ${run.label}: ${cause.message}\n`);
  }
}

const series = allSeries(options.only.split(","), contestants());
const { origin, close } = await serve();
const before = circumstances();
await measure(series, origin, Number(options.rounds));
close();
const after = circumstances();
writeFileSync(new URL("results.json", import.meta.url), JSON.stringify({ before, after, series }, null, 1));
console.log(report(series, before, after));
