// Looks into the database behind the service's back.

import { output } from "../service/load/process.mjs";

/** Rows of texts. */
export function rowsOf(databaseUrl, sql) {
  const text = databaseUrl.startsWith("sqlite:")
    ? output("sqlite3", ["-readonly", "-separator", "\t", databaseUrl.slice("sqlite:".length), sql])
    : output("psql", ["-v", "ON_ERROR_STOP=1", "-qAt", "-F", "\t", databaseUrl, "-c", sql]);
  return text.split("\n").filter(Boolean).map((line) => line.split("\t"));
}

/** What the database says of itself where it is in order. */
export function isSound(databaseUrl) {
  return !databaseUrl.startsWith("sqlite:") || rowsOf(databaseUrl, "PRAGMA integrity_check")[0][0] === "ok";
}
