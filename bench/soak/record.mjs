// What was measured, parted by what went wrong at the time.

/** Samples of requests and of memory under the name of the moment. */
export function recorder() {
  const samples = [];
  const memory = [];
  const moments = [];
  return {
    samples,
    memory,
    moments,
    /** From now on it is this moment. */
    moment(name) {
      moments.push({ name, since: performance.now() });
    },
    record: (sample) => samples.push(sample),
    remember: (megabytes) => memory.push({ at: performance.now(), megabytes }),
  };
}

/** A line for each moment: `{name, seconds, reads, forms, hits}`. */
export function lines({ samples, moments }, end) {
  const all = moments.map((moment, place) => ({ ...moment, until: moments[place + 1]?.since ?? end }));
  const names = [...new Set(all.map((moment) => moment.name))];
  return names.map((name) => {
    const spans = all.filter((moment) => moment.name === name);
    const here = samples.filter((sample) => spans.some((span) => sample.at >= span.since && sample.at < span.until));
    const seconds = spans.reduce((sum, span) => sum + span.until - span.since, 0) / 1000;
    const of = (kind) => figures(here.filter((sample) => sample.kind === kind));
    return { name, seconds, read: of("read"), form: of("form"), hit: of("hit"), unsent: here.filter((sample) => sample.kind === "unsent").length };
  });
}

function figures(samples) {
  const times = samples.filter((sample) => sample.outcome === "well" || sample.outcome === "again").map((sample) => sample.ms);
  times.sort((a, b) => a - b);
  const part = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  const many = (outcome) => samples.filter((sample) => sample.outcome === outcome).length;
  return { many: samples.length, p50: part(0.5), p99: part(0.99), most: times.at(-1), again: many("again"), refused: many("refused"), broken: many("broken") };
}

/** The median of memory in each tenth of what was measured since `since`. */
export function tenths({ memory }, since) {
  const some = memory.filter((one) => one.at >= since);
  const size = Math.max(1, Math.ceil(some.length / 10));
  return Array.from({ length: Math.ceil(some.length / size) }, (_, place) => {
    const part = some.slice(place * size, (place + 1) * size).map((one) => one.megabytes);
    return part.sort((a, b) => a - b)[part.length >> 1];
  });
}
