// The service with one site, whose source it asks only when it is told to, and with the portal's page.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { freePort, start, until } from "../load/process.mjs";

export function settle(folder, databaseUrl, feed) {
  const config = join(folder, "bangtin.toml");
  const portal = join(folder, "portal");
  mkdirSync(portal);
  copyFileSync(new URL("../../../index.html", import.meta.url), join(portal, "index.html"));
  writeFileSync(config, `
listen = "127.0.0.1:0"
database_url = "${databaseUrl}"
log = "warn"
public_dir = "${portal}"

[limits]
reads_per_minute = 100000000

[[sites]]
id = "xa-song-ba"
name = "Xã Sông Ba"
origins = ["https://songba.example.gov.vn"]

[[sites.feeds]]
url = "${feed}"
kind = "json-feed"
every_minutes = 0
`);
  return config;
}

export async function serve(program, config) {
  const port = await freePort();
  const server = start(program, ["--config", config], { env: { ...process.env, BANGTIN_LISTEN: `127.0.0.1:${port}` } });
  const site = `http://127.0.0.1:${port}/v1/sites/xa-song-ba`;
  await until("the service", async () => (await fetch(`${site}/counters`)).ok);
  return { ...server, site };
}
