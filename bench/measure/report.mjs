// The samples as Markdown.
const KIT = "bangtin";
const LEGEND = `Each cell: median (least–most) and, after ×, the kit's figure as a multiple of this one's: the median of the rounds' own ratios.`;

export function report(series, before, after) {
  const circumstances = `${before.browser}, ${before.processor}, ${before.time.slice(0, 16)}, load ${before.load} to ${after.load}.`;
  return [`${circumstances} ${LEGEND}`, ...series.map(table)].join("\n\n");
}

function table({ title, figures, runs }) {
  const kit = runs.find(({ label }) => label === KIT);
  const line = (run) => [run.label, ...Object.keys(figures).map((key) => cell(run, kit, key))];
  const rows = [["", ...Object.values(figures)], ["---", ...Object.keys(figures).map(() => "--:")], ...runs.map(line)];
  return `## ${title}\n\n${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`;
}

function cell(run, kit, key) {
  const values = ascending(run.samples.map((sample) => sample?.[key]));
  const failed = run.failures.length ? ` ${run.failures.length} failed` : "";
  if (!values.length) return failed || "–";
  const ratios = ascending(run.samples.map((sample, round) => kit?.samples[round]?.[key] / sample?.[key]));
  const ratio = run === kit || !ratios.length ? "" : ` ×${middle(ratios).toFixed(2)}`;
  return `${shown(middle(values))} (${shown(values[0])}–${shown(values.at(-1))})${ratio}${failed}`;
}

/** Without what a failed run left out. */
const ascending = (values) => values.filter(Number.isFinite).sort((a, b) => a - b);

function middle(sorted) {
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

const shown = (value) => (value > 100 ? String(Math.round(value)) : value.toFixed(value < 1 ? 3 : 1));
