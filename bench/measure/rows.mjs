// Work in the page: long lists, the feed already in the browser's cache.
import { withBrowser } from "./chromium.mjs";

const COUNT = 1000;
const MANY = 10_000;
const SRC = `/bench-data/${COUNT}.json`;
const EDITIONS = [2, 3, 4];
const SEARCHES = [
  ["dan van", "dân vận"],
  ["TIÊM CHỦNG", "tiêm chủng"],
  ["cong chieng", "cồng chiêng"],
];

/** 1,000 rows: create, alter every tenth, filter. Each figure is the middle one of its repetitions in this page. */
export function rows(origin, name, tag, cpu) {
  return withPage(origin, name, tag, cpu, async (tab) => {
    const call = (what, ...values) => tab.evaluate(`bench.${what}(${values.map((value) => JSON.stringify(value)).join()})`);
    const created = await call("create", tag, SRC, COUNT, COUNT);
    const updates = [];
    for (const edition of EDITIONS) updates.push(await call("update", tag, SRC, edition));
    const filters = [];
    for (const [text, holds] of SEARCHES) filters.push(await call("filter", tag, text, holds, COUNT));
    return {
      first: created.first,
      create: created.all,
      update: middle(updates),
      filter: middle(filters.map(({ narrow }) => narrow)),
      unfilter: middle(filters.map(({ widen }) => widen)),
    };
  });
}

/** 10,000 items: to the first ten rows of a list that shows `limit` at a time. */
export function many(origin, name, tag, cpu, limit) {
  return withPage(origin, name, tag, cpu, async (tab) => {
    const { first } = await tab.evaluate(`bench.create("${tag}", "/bench-data/${MANY}.json", ${limit}, ${Math.min(limit, MANY)})`);
    return { first };
  });
}

function withPage(origin, name, tag, cpu, work) {
  return withBrowser(async (browser) => {
    const tab = await browser.tab();
    await tab.navigate(`${origin}/rows/${name}.html`);
    await tab.evaluate(`bench.listPainted("${tag}", 10)`);
    await tab.slowProcessor(cpu);
    return work(tab);
  });
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
