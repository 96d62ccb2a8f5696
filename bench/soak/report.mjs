// The tables, as Markdown.

const whole = (number) => Math.round(number).toLocaleString("en-US");
const ms = (number) => (number === undefined ? "–" : number < 100 ? number.toFixed(1) : whole(number));

export function report(moments, kept, megabytes) {
  const out = [
    "| meanwhile | s | reads | p50 ms | p99 | slowest | 503 / no answer | forms | p50 ms | p99 | slowest | sent again / given up | hits | not taken |",
    `|${" --- |".repeat(14)}`,
  ];
  for (const { name, seconds, read, form, hit } of moments) {
    const cells = [
      name, whole(seconds), whole(read.many), ms(read.p50), ms(read.p99), ms(read.most), `${read.refused} / ${read.broken}`,
      whole(form.many), ms(form.p50), ms(form.p99), ms(form.most), `${form.again} / ${form.broken}`, whole(hit.many), hit.refused + hit.broken,
    ];
    out.push(`| ${cells.join(" | ")} |`);
  }
  out.push("", "| | acknowledged | stored | lost | stored and never sent |", "| --- | --- | --- | --- | --- |");
  for (const line of kept) {
    const lost = line.allowed === undefined ? line.lost : `${line.lost} (a kill may lose the last 2 s: ${line.allowed})`;
    out.push(`| ${line.what} | ${whole(line.told)} | ${whole(line.stored)} | ${lost} | ${line.twice} |`);
  }
  out.push("", `Memory after the kill, median of each tenth, MB: ${megabytes.map((one) => one.toFixed(0)).join(", ")}.`);
  return out.join("\n");
}

/** What is wrong, in sentences. */
export function complaints(kept, megabytes, moments) {
  const wrong = [];
  for (const { what, lost, twice, allowed = 0 } of kept) {
    if (lost > allowed) wrong.push(`${lost} ${what} were acknowledged and are lost`);
    if (twice > 0) wrong.push(`${twice} ${what} are there that nobody sent`);
  }
  // What is read first is kept in memory; after a fifth there is nothing new.
  const [early, late] = [megabytes[2], megabytes.at(-1)];
  if (late > early * 1.25 + 16) wrong.push(`memory grew from ${early.toFixed(0)} to ${late.toFixed(0)} MB`);
  // While the disk is full for longer than a person tries, some give up: they were told that nothing was taken.
  for (const { name, form } of moments) if (form.broken > 0 && name !== "the disk is full") wrong.push(`${form.broken} forms were never acknowledged (${name})`);
  for (const name of ["before", "after"]) {
    const calm = moments.find((moment) => moment.name === name);
    if (!calm || calm.read.many === 0 || calm.form.many === 0) wrong.push(`nothing was measured ${name}`);
    else if (calm.read.refused + calm.read.broken + calm.form.again + calm.unsent > 0) wrong.push(`something was refused ${name}, when nothing was wrong`);
  }
  return wrong;
}
