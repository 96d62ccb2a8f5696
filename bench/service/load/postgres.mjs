// A PostgreSQL server of our own, with the settings that Debian gives it: it waits for the disk.

import { chownSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { freePort, output, start, until } from "./process.mjs";

const USER = "postgres";

export async function startPostgres(folder) {
  const bin = join("/usr/lib/postgresql", readdirSync("/usr/lib/postgresql").sort().at(-1), "bin");
  const data = join(folder, "postgres");
  mkdirSync(data);
  if (process.getuid() === 0) {
    const id = (flag) => Number(output("id", [flag, USER]));
    chownSync(data, id("-u"), id("-g"));
  }
  output(join(bin, "initdb"), ["-D", data, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"], USER);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories="];
  const args = settings.flatMap((setting) => ["-c", setting]);
  // INT is its fast end.
  const server = start(join(bin, "postgres"), ["-D", data, ...args], { user: USER, signal: "SIGINT", stdio: "ignore" });
  const psql = ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres"];
  await until("PostgreSQL", async () => output("createdb", [...psql, "bench"]) === "");
  return { ...server, url: `postgres://postgres@127.0.0.1:${port}/bench` };
}
