// Runs wrk and reads what `report.lua` prints.

import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Requests a second, the 50th and 99th percentile in ms, and how many answers were not as wished. */
export async function wrk(url, { script = "get.lua", args = [], headers = {}, connections, seconds }) {
  const named = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const threads = String(Math.min(2, connections));
  const all = ["-t", threads, "-c", String(connections), "-d", `${seconds}s`, "--timeout", "10s", "-s", join(here, script), ...named, url, "--", ...args];
  const wrk = spawn("wrk", all, { cwd: here, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  wrk.stdout.on("data", (part) => (text += part));
  const code = await new Promise((resolve) => wrk.once("exit", resolve));
  const report = /^REPORT (.*)$/m.exec(text);
  if (code !== 0 || !report) throw new Error(`wrk ended with ${code}:\n${text}`);
  return JSON.parse(report[1]);
}
