// What is measured, of which list.
import { LISTS } from "../serve/lists.mjs";
import { many, rows } from "./rows.mjs";
import { cold, POOR, second, USUAL } from "./visits.mjs";

export const SECTIONS = ["cold", "second", "rows", "many"];

const VISIT = {
  shown: "ten rows painted, ms",
  ready: "ready for a press, ms",
  kilobytesShown: "received until painted, KB",
  kilobytesReady: "until ready, KB",
  kilobytes: "in all, KB",
  shift: "layout shift",
};
const ROWS = {
  first: "created: first ten painted, ms",
  create: "created: all painted, ms",
  update: "every tenth title changed, ms",
  filter: "searched, ms",
  unfilter: "search emptied, ms",
};
const MANY = { first: "first ten rows painted, ms" };

/** Every series of these sections: its figures, and a run for each contestant. */
export function allSeries(sections, names) {
  const run = (name, measure, label = name) => ({ label, measure: (origin) => measure(origin, name, LISTS[name]), samples: [], failures: [] });
  const each = (measure) => names.map((name) => run(name, measure));
  const atSpeed = (cpu) => ({
    rows: each((origin, name, tag) => rows(origin, name, tag, cpu)),
    many: [
      ...each((origin, name, tag) => many(origin, name, tag, cpu, 10)),
      ...names.filter((name) => name === "vanilla").map((name) => run(name, (origin, _, tag) => many(origin, name, tag, cpu, 10_000), "vanilla, all 10,000 rows")),
    ],
  });
  const [fast, slow] = [atSpeed(1), atSpeed(4)];
  const series = [
    ...[USUAL, POOR].flatMap((reader) => {
      const title = (visit) => `${visit} visit (${reader.kbps / 1000} Mbps, ${reader.latency} ms, processor ÷ ${reader.cpu})`;
      const by = (visit) => each((origin, name, tag) => visit(origin, name, tag, reader));
      return [
        { section: "cold", title: title("First"), figures: VISIT, runs: by(cold) },
        { section: "second", title: title("Second"), figures: VISIT, runs: by(second) },
      ];
    }),
    { section: "rows", title: "1,000 rows", figures: ROWS, runs: fast.rows },
    { section: "rows", title: "1,000 rows (processor ÷ 4)", figures: ROWS, runs: slow.rows },
    { section: "many", title: "10,000 items", figures: MANY, runs: fast.many },
    { section: "many", title: "10,000 items (processor ÷ 4)", figures: MANY, runs: slow.many },
  ];
  return series.filter(({ section }) => sections.includes(section));
}
