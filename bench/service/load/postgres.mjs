// A PostgreSQL server of our own, with the settings that Debian gives it: it waits for the disk.

import { chownSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { freePort, output, start, until } from "./process.mjs";

const USER = "postgres";

/** `tables`: a folder for them, where they shall not lie beside the log that is written ahead. */
export async function startPostgres(folder, tables) {
  const bin = join("/usr/lib/postgresql", readdirSync("/usr/lib/postgresql").sort().at(-1), "bin");
  const data = join(folder, "postgres");
  mkdirSync(data);
  if (process.getuid() === 0) {
    const id = (flag) => Number(output("id", [flag, USER]));
    for (const own of [data, tables].filter(Boolean)) chownSync(own, id("-u"), id("-g"));
  }
  output(join(bin, "initdb"), ["-D", data, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"], USER);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories="];
  const args = settings.flatMap((setting) => ["-c", setting]);
  // INT is its fast end.
  const run = () => start(join(bin, "postgres"), ["-D", data, ...args], { user: USER, signal: "SIGINT", stdio: "ignore" });
  let server = run();
  const psql = ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres"];
  const ask = (sql) => output("psql", [...psql, "-v", "ON_ERROR_STOP=1", "-qAt", "-c", sql]);
  await until("PostgreSQL", async () => ask("SELECT 1").trim() === "1");
  if (tables) ask(`CREATE TABLESPACE beside LOCATION '${tables}'`);
  ask(`CREATE DATABASE bench ${tables ? "TABLESPACE beside" : ""}`);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/bench`,
    end: () => server.end(),
    async restart() {
      await server.end();
      server = run();
      await until("PostgreSQL", async () => ask("SELECT 1").trim() === "1");
    },
  };
}
