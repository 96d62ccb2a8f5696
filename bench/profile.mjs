// node profile.mjs LIST [visit|create|update|filter] [processor ÷ N, default 4]: where the time goes, by function.
// A helper for whoever makes a list faster; it measures one run under the profiler, which is slower than without.
import { parseArgs } from "node:util";
import { pause, withBrowser } from "./measure/chromium.mjs";
import { serve } from "./serve.mjs";
import { LISTS } from "./serve/lists.mjs";

const { positionals } = parseArgs({ allowPositionals: true });
const [name = "bangtin", what = "create", cpu = "4"] = positionals;
const tag = LISTS[name];
const SRC = "/bench-data/1000.json";
const SHOWN = 30;

const steps = {
  create: (tab) => tab.evaluate(`bench.create("${tag}", "${SRC}", 1000, 1000)`),
  update: (tab) => tab.evaluate(`bench.update("${tag}", "${SRC}", 2)`),
  filter: (tab) => tab.evaluate(`bench.filter("${tag}", "dan van", "dân vận", 1000)`),
};

async function run(tab, origin) {
  await tab.send("Profiler.enable");
  await tab.send("Profiler.setSamplingInterval", { interval: 200 });
  const begin = () => tab.send("Profiler.start");
  if (what === "visit") {
    await tab.slowProcessor(Number(cpu));
    await begin();
    await tab.navigate(`${origin}/visit/${name}.html`);
    return tab.evaluate(`bench.listPainted("${tag}", 10)`);
  }
  await tab.navigate(`${origin}/rows/${name}.html`);
  await tab.evaluate(`bench.listPainted("${tag}", 10)`);
  await tab.slowProcessor(Number(cpu));
  if (what !== "create") await steps.create(tab);
  await pause(500);
  await begin();
  return steps[what](tab);
}

/** Milliseconds of its own for each function, the longest first. */
function ownTimes({ nodes, samples, timeDeltas }) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, label(callFrame)]));
  const times = new Map();
  samples.forEach((id, at) => times.set(names.get(id), (times.get(names.get(id)) ?? 0) + timeDeltas[at] / 1000));
  return [...times].filter(([name]) => name !== "(idle)").sort(([, a], [, b]) => b - a);
}

function label({ functionName, url, lineNumber, columnNumber }) {
  const file = url.split("/").at(-1);
  return `${functionName || "(anonymous)"}${file ? ` ${file}:${lineNumber + 1}:${columnNumber + 1}` : ""}`;
}

const { origin, close } = await serve();
const { result, profile } = await withBrowser(async (browser) => {
  const tab = await browser.tab();
  const result = await run(tab, origin);
  return { result, ...(await tab.send("Profiler.stop")) };
});
close();
const times = ownTimes(profile);
console.log(name, what, `processor ÷ ${cpu}`, result);
console.log(`${times.reduce((sum, [, time]) => sum + time, 0).toFixed(0)} ms in functions and in the browser's own work`);
for (const [name, time] of times.slice(0, SHOWN)) console.log(`${time.toFixed(1).padStart(8)} ms  ${name}`);
