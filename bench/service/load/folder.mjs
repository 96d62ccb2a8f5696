// A folder for everything of one run.

import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function folder() {
  const path = mkdtempSync(join(tmpdir(), "bangtin-bench-"));
  // PostgreSQL and nginx run as users of their own.
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
