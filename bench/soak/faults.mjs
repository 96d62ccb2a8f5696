// What goes wrong, when, and how it is mended. Times are parts of the whole run.

import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

import { output } from "../service/load/process.mjs";

/** Nothing beyond the first 256 KB of a file. */
const LIMIT = 256 * 1024;

/** `{name, from, to, begin, end}`, in their order; `begin` and `end` may wait. */
export function faults({ database, service, postgres, tables, mail, source, ledger }) {
  const all = [
    {
      name: "kill -9, and started again",
      from: 0.14,
      to: 0.22,
      async begin() {
        ledger.killed();
        await service.killAndStart();
      },
    },
    { name: "the mail server is away", from: 0.54, to: 0.64, begin: mail.go, end: mail.come },
    {
      name: "the source sends a byte a second",
      from: 0.68,
      to: 0.88,
      begin() {
        // Something new, so that it must be read.
        source.slow(true);
        source.change(7);
      },
      end: () => source.slow(false),
    },
  ];
  if (database === "sqlite") all.push({ name: "the disk is full", from: 0.28, to: 0.36, begin: () => service.limitFiles(LIMIT), end: () => service.limitFiles() });
  if (database === "postgres") all.push({ name: "PostgreSQL is started again", from: 0.42, to: 0.5, begin: postgres.restart });
  if (tables) all.push({ name: "the disk is full", from: 0.28, to: 0.36, begin: tables.fill, end: tables.empty });
  return all.sort((one, other) => one.from - other.from);
}

/** A small file system in memory for the tables of PostgreSQL; its log stays on the disk, so that commits cost what they cost. None where nothing may be mounted. */
export function smallDisk(folder) {
  const path = join(folder, "tables");
  mkdirSync(path);
  try {
    output("mount", ["-t", "tmpfs", "-o", "size=512m,mode=0755", "tmpfs", path]);
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  const own = join(path, "own");
  mkdirSync(own);
  const ballast = join(path, "ballast");
  return {
    path: own,
    fill() {
      const file = openSync(ballast, "w");
      const some = Buffer.alloc(1024 * 1024);
      try {
        for (;;) if (writeSync(file, some) < some.length) break;
      } catch (error) {
        if (error.code !== "ENOSPC") throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast),
    end: () => output("umount", ["-l", path]),
  };
}
