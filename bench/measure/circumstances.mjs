import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";

/** On what, and beside what other work, the figures were taken. */
export function circumstances() {
  const browser = execFileSync(process.env.CHROME_PATH ?? "/usr/bin/chromium", ["--version"], { stdio: ["ignore", "pipe", "ignore"] });
  return {
    time: new Date().toISOString(),
    browser: browser.toString().trim(),
    processor: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    load: loadavg()[0].toFixed(2),
  };
}
