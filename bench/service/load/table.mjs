// The samples as Markdown.

function median(samples, of) {
  const sorted = samples.map(of).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** A line for each, with medians over the rounds; the worst of all rounds where one counts. */
export function table(samples) {
  const lines = Object.entries(samples).map(([name, some]) => {
    const beside = some[0].beside ? ` (${whole(median(some, (one) => one.beside))} hits beside)` : "";
    const wrong = some.reduce((sum, one) => sum + one.refused + one.broken, 0);
    const cells = [
      name + beside,
      whole(median(some, (one) => one.rate)),
      median(some, (one) => one.p50).toFixed(2),
      median(some, (one) => one.p99).toFixed(1),
      Math.max(...some.map((one) => one.p99)).toFixed(1),
      Math.max(...some.map((one) => one.most)).toFixed(0),
      whole(Math.max(...some.map((one) => one.memory))),
      String(wrong),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| line | requests/s | p50 ms | p99 ms | worst p99 | slowest | service MB | not as wished |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

const whole = (number) => Math.round(number).toLocaleString("en-US");
