// The service as it is deployed: with a source, a mail server, a poll and the portal. It can be killed, started again and kept from writing.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { freePort, memory, output, start, until } from "../service/load/process.mjs";
import { LIMITS, ORIGIN } from "../service/load/service.mjs";

export const SITE = "/v1/sites/xa-song-ba";
export const POLL = { id: "binh-chon", question: "Bà con có hài lòng không?", options: ["a", "b", "c"].map((id) => ({ id, text: `Ý ${id}` })), multiple: false };

/** A file at its limit is an error to the program, not a signal that kills it. */
const LIMITED = ["-c", "trap '' XFSZ; exec \"$@\"", "sh"];

export async function startService({ program, folder, databaseUrl, source, mail }) {
  const port = await freePort();
  const config = join(folder, "bangtin.toml");
  const portal = join(folder, "portal");
  mkdirSync(portal);
  copyFileSync(new URL("../../index.html", import.meta.url), join(portal, "index.html"));
  writeFileSync(config, settings({ port, databaseUrl, portal, source, mail }));
  const base = `http://127.0.0.1:${port}`;
  const run = () => start("/bin/sh", [...LIMITED, program, "--config", config]);
  const ready = () => until("the service", async () => (await fetch(`${base}/readyz`)).ok);
  let server = run();
  await ready();
  // The last that an import keeps.
  await until("its content", async () => (await fetch(`${base}${SITE}/polls/${POLL.id}`)).ok);
  return {
    base,
    consent: async () => (await (await fetch(`${base}${SITE}/subscriptions/form`)).json()).version,
    memory: () => memory(server.pid),
    end: () => server.end(),
    async killAndStart() {
      await server.kill();
      server = run();
      await ready();
    },
    /** What is beyond so many bytes of a file cannot be written any more; without a number it can. */
    limitFiles: (bytes) => output("prlimit", [`--pid=${server.pid}`, `--fsize=${bytes ?? "unlimited"}:`]),
  };
}

// A key of its own lets challenges outlive a kill.
const settings = ({ port, databaseUrl, portal, source, mail }) => `
listen = "127.0.0.1:${port}"
database_url = "${databaseUrl}"
secret = "a key for this soak alone, long enough"
smtp_url = "${mail}"
mail_from = "bangtin@songba.example.gov.vn"
trusted_proxies = ["127.0.0.0/8"]
public_dir = "${portal}"
log = "error"

${LIMITS}connections_per_address = 65536

[[sites]]
id = "xa-song-ba"
name = "Xã Sông Ba"
origins = ["${ORIGIN}"]

[sites.subscribing]
controller = "Ủy ban nhân dân xã Sông Ba"
topics = [{ id = "thong-bao", name = "Thông báo" }]

[[sites.feeds]]
url = "${source}"
kind = "json-feed"
every_minutes = 1
`;
