// Starts programs, which end with this one.

import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";

/** Starts `program`; the whole of it ends with `end()`, or with this process. `user` is for programs that refuse root. */
export function start(program, args, { user, signal = "SIGTERM", ...options } = {}) {
  const drop = user && process.getuid() === 0 ? [`--reuid=${user}`, `--regid=${user}`, "--clear-groups"] : [];
  const wrapped = ["--pdeathsig=KILL", ...drop, program, ...args];
  const child = spawn("setpriv", wrapped, { stdio: ["ignore", "ignore", "inherit"], ...options });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return {
    pid: child.pid,
    end() {
      child.kill(signal);
      return ended;
    },
    /** As when the machine loses its power. */
    kill() {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

/** Waits until `ask` gives something. */
export async function until(what, ask) {
  for (let tries = 0; tries < 300; tries += 1) {
    const given = await ask().catch(() => undefined);
    if (given) return given;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} does not start`);
}

/** Resident memory in MB. */
export function memory(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

/** A port that nothing listens on. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The output of a program, as another user where we are root. */
export function output(program, args, user) {
  const drop = user && process.getuid() === 0 ? [`--reuid=${user}`, `--regid=${user}`, "--clear-groups"] : [];
  return execFileSync("setpriv", [...drop, program, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
