// The service with the sample content, without limits.

import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { freePort, memory, start, until } from "./process.mjs";

export const ORIGIN = "https://songba.example.gov.vn";
/** As good as none. */
export const LIMITS = `[limits]
forms_per_minute = 100000000
visitors_per_minute = 100000000
hits_per_minute = 100000000
reads_per_minute = 100000000
connections = 65536
waiting_comments_per_site = 100000000
waiting_comments_per_page = 100000000
waiting_comments_per_hour = 100000000
unconfirmed_subscriptions_per_hour = 100000000
unknown_pages_per_day = 100000000
mails_per_hour = 100000000
mails_per_domain_per_hour = 100000000
challenge_cost = 1
calm_forms_per_minute = 1000000
`;

export async function startService(program, folder, databaseUrl) {
  const port = await freePort();
  const config = join(folder, "bangtin.toml");
  writeFileSync(config, settings(port, databaseUrl));
  const server = start(resolve(program), ["--config", config]);
  const site = `http://127.0.0.1:${port}/v1/sites/xa-song-ba`;
  const articles = () => fetch(`${site}/articles`);
  // The content is imported in the first moments.
  await until("the service", async () => (await (await articles()).json()).items.length > 0);
  return {
    ...server,
    site,
    articles: async () => Buffer.from(await (await articles()).arrayBuffer()),
    tag: async () => (await articles()).headers.get("etag"),
    consent: async () => (await (await fetch(`${site}/subscriptions/form`)).json()).version,
    memory: () => memory(server.pid),
  };
}

const settings = (port, databaseUrl) => `
listen = "127.0.0.1:${port}"
database_url = "${databaseUrl}"
mail_from = "bangtin@songba.example.gov.vn"
trusted_proxies = ["127.0.0.0/8"]
log = "warn"

${LIMITS}
[[sites]]
id = "xa-song-ba"
name = "Xã Sông Ba"
origins = ["${ORIGIN}"]

[sites.subscribing]
controller = "Ủy ban nhân dân xã Sông Ba"
topics = [{ id = "thong-bao", name = "Thông báo" }]

[[sites.feeds]]
url = "${resolve("public/sample/feed.json")}"
kind = "json-feed"
every_minutes = 60
`;
