// Measures the service under load; see README.md.

import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";

import { folder } from "./load/folder.mjs";
import { measure } from "./load/lines.mjs";
import { startNginx } from "./load/nginx.mjs";
import { startPostgres } from "./load/postgres.mjs";
import { startService } from "./load/service.mjs";
import { table } from "./load/table.mjs";

const { values: flags } = parseArgs({
  options: {
    program: { type: "string", default: "target/release/bangtin-service" },
    seconds: { type: "string", default: "8" },
    rounds: { type: "string", default: "3" },
    databases: { type: "string", default: "sqlite,postgres" },
  },
});

const place = folder();
const started = [];
try {
  for (const database of flags.databases.split(",")) {
    await measureOn(database);
  }
} finally {
  for (const server of started.reverse()) server.end();
  place.remove();
}

async function measureOn(database) {
  const url = database === "postgres" ? await postgres() : `sqlite:${place.path}/bench.db`;
  const service = await startService(flags.program, place.path, url);
  started.push(service);
  const nginx = await startNginx(place.path, await service.articles());
  started.push(nginx);
  const samples = await measure({ service, nginx, folder: place.path, seconds: Number(flags.seconds), rounds: Number(flags.rounds) });
  console.log(`\n## ${database}\n\n${table(samples)}\n`);
  console.log(`${cpus().length} × ${cpus()[0].model.trim()}, load ${loadavg()[0].toFixed(2)}, ${flags.rounds} rounds of ${flags.seconds} s`);
  nginx.end();
  await service.end();
}

async function postgres() {
  const server = await startPostgres(place.path);
  started.push(server);
  return server.url;
}
