// An hour of mixed traffic, with what goes wrong in it; see README.md.

import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { folder } from "../service/load/folder.mjs";
import { startPostgres } from "../service/load/postgres.mjs";
import { serveFeed } from "../service/scale/feed.mjs";
import { faults, smallDisk } from "./faults.mjs";
import { ledger as newLedger } from "./ledger.mjs";
import { isSound, rowsOf } from "./look.mjs";
import { startMail } from "./mail.mjs";
import { startProofs } from "./proofs.mjs";
import { lines, recorder, tenths } from "./record.mjs";
import { complaints, report } from "./report.mjs";
import { POLL, SITE, startService } from "./service.mjs";
import { pause, readers } from "./traffic.mjs";

const { values: flags } = parseArgs({
  options: {
    program: { type: "string", default: "target/service/bangtin-service" },
    minutes: { type: "string", default: "60" },
    databases: { type: "string", default: "sqlite,postgres" },
    rate: { type: "string" },
  },
});
const minutes = Number(flags.minutes);
if (!(minutes >= 2 && minutes <= 24 * 60)) throw new Error("--minutes is a number from 2 to 1440");

let isWell = true;
for (const database of flags.databases.split(",")) {
  const place = folder();
  const ends = [() => place.remove()];
  try {
    isWell = (await soak(database, place.path, ends)) && isWell;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
process.exit(isWell ? 0 : 1);

async function soak(database, path, ends) {
  const load = loadavg()[0];
  const tables = database === "postgres" ? smallDisk(path) : undefined;
  if (tables) ends.push(() => tables.end());
  const postgres = database === "postgres" ? await startPostgres(path, tables?.path) : undefined;
  if (postgres) ends.push(() => postgres.end());
  const databaseUrl = postgres?.url ?? `sqlite:${join(path, "soak.db")}`;
  const source = await serveFeed(500, false, [POLL]);
  ends.push(() => source.end());
  const mail = await startMail();
  ends.push(() => mail.end());
  const service = await startService({ program: resolve(flags.program), folder: path, databaseUrl, source: source.url, mail: mail.url });
  ends.push(() => service.end());

  const ledger = newLedger();
  const proofs = startProofs(service.base + SITE, 500);
  ends.push(() => proofs.end());
  const record = recorder();
  const traffic = readers({ base: service.base, consent: await service.consent(), proofs, ledger, record: record.record });
  await proofs.full();
  record.moment("as fast as it can");
  const capacity = await traffic.capacity(16, 15);
  const rate = Number(flags.rate ?? capacity / 2);
  await proofs.full();

  const begun = performance.now();
  const length = minutes * 60_000;
  const until = (part) => pause(Math.max(0, begun + length * part - performance.now()));
  let killed = begun;
  const watch = setInterval(() => {
    try {
      record.remember(service.memory());
    } catch {
      // It is being started again.
    }
  }, 1_000);
  const flow = traffic.flow(rate, () => performance.now() - begun >= length);
  record.moment("before");
  for (const { name, from, to, begin, end } of faults({ database, service, postgres, tables, mail, source, ledger })) {
    await until(from);
    record.moment(name);
    process.stderr.write(`${database}: ${name}\n`);
    await begin();
    if (name.startsWith("kill")) killed = performance.now();
    await until(to);
    await end?.();
    record.moment("between");
  }
  await until(0.9);
  record.moment("after");
  await flow;
  const over = begun + length;
  clearInterval(watch);
  proofs.end();

  // Hits are written down within a second, mails and the changed article within a minute or two.
  const isRead = await soon(90, async () => (await (await fetch(`${service.base}${SITE}/articles/bai-7`)).text()).includes("7 mới"));
  const waiting = () => Number(rowsOf(databaseUrl, "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'")[0][0]);
  await soon(150, async () => waiting() === 0);
  await service.end();

  const moments = lines(record, over);
  const kept = ledger.compare((sql) => rowsOf(databaseUrl, sql));
  const megabytes = tenths(record, killed);
  const sent = rowsOf(databaseUrl, "SELECT address FROM outbox WHERE state = 'sent'");
  const gone = sent.filter(([to]) => !mail.got.has(to)).length;
  const wrong = complaints(kept, megabytes, moments);
  if (gone > 0) wrong.push(`${gone} mails are noted as sent and never came`);
  if (!isRead) wrong.push("the article that changed while the source was slow was not read afterwards");
  if (!isSound(databaseUrl)) wrong.push("the database is not in order");
  const again = [...mail.got.values()].reduce((sum, many) => sum + many - 1, 0);
  console.log(`\n## ${database}\n\n${report(moments, kept, megabytes)}`);
  console.log(`\nMails: ${sent.length} sent, all of them came${gone > 0 ? ` but ${gone}` : ""}, ${again} a second time; ${waiting()} wait.`);
  if (database === "postgres" && !tables) console.log("The disk was never full: no file system may be mounted here.");
  console.log(`\n${minutes} minutes, ${Math.round(rate)} requests a second (measured capacity: ${Math.round(capacity)}), ${cpus().length} × ${cpus()[0].model.trim()}, load ${load.toFixed(1)} before and ${loadavg()[0].toFixed(1)} at the end.`);
  for (const one of wrong) console.log(`WRONG: ${one}.`);
  return wrong.length === 0;
}

/** Whether it is so within some seconds. */
async function soon(seconds, ask) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await pause(1_000)) {
    if (await ask().catch(() => false)) return true;
  }
  return false;
}
