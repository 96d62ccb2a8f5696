// What is measured, in turn.

import { join } from "node:path";

import { prepare } from "./proofs.mjs";
import { wrk } from "./wrk.mjs";

const READERS = 32;
/** The most subscriptions that one measurement can send in a second. */
const FORMS = 1_500;

/** Rounds of all lines: `{name: [{rate, p50, p99, memory, …}]}`. */
export async function measure({ service, nginx, folder, seconds, rounds }) {
  const samples = {};
  for (let round = 0; round < rounds; round += 1) {
    const lines = await linesOf({ service, nginx, folder, seconds, round });
    for (const [name, run] of lines) {
      const sample = await run();
      if (sample.refused || sample.broken) console.error(`${name}: ${JSON.stringify(sample)}`);
      (samples[name] ??= []).push({ ...sample, memory: service.memory() });
    }
  }
  return samples;
}

async function linesOf({ service, nginx, folder, seconds, round }) {
  const list = `${service.site}/articles`;
  const some = { connections: READERS, seconds };
  const read = (url, headers, wished = 200) => () => wrk(url, { ...some, headers, args: [String(wished)] });
  const hits = () => wrk(`${service.site}/hits`, { ...some, script: "hits.lua" });
  const many = FORMS * seconds;
  const file = join(folder, `proofs-${round}`);
  await prepare(service.site, 2 * many, file);
  const version = await service.consent();
  const forms = (connections, first) =>
    wrk(`${service.site}/subscriptions`, { connections, seconds, script: "subscriptions.lua", args: [file, String(first), String(many), version] });
  const underHits = async () => {
    const [form, hit] = await Promise.all([forms(2, many), hits()]);
    return { ...form, beside: hit.rate };
  };
  const tag = { "if-none-match": await service.tag() };
  return [
    ["nginx, static file", read(nginx.url, {})],
    ["article list", read(list, {})],
    ["nginx, static file, br", read(`${nginx.url}.br`, {})],
    ["article list, br", read(list, { "accept-encoding": "br" })],
    ["article list, 304", read(list, tag, 304)],
    ["hits", hits],
    ["subscriptions", () => forms(8, 0)],
    ["subscriptions under hits", underHits],
  ];
}
