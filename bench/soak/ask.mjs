// One request, by connections that are kept.

import { Agent, request } from "node:http";

import { ORIGIN } from "../service/load/service.mjs";

// Who reads has other connections than who sends: a form that waits for the database holds up nobody else.
const reading = new Agent({ keepAlive: true, maxSockets: 128 });
const sending = new Agent({ keepAlive: true, maxSockets: 2_048 });
const PATIENCE_MS = 20_000;
const BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36";

/** The status of the answer, when all of it has come. Whatever goes wrong on the way is an error. */
export function ask(base, { method = "GET", path, from, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const all = { origin: ORIGIN, "user-agent": BROWSER, ...(from ? { "x-forwarded-for": from } : {}), ...headers };
    const agent = method === "GET" ? reading : sending;
    const sent = request(base + path, { method, agent, headers: all, timeout: PATIENCE_MS }, (answer) => {
      answer.on("end", () => resolve(answer.statusCode)).on("error", reject).resume();
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer in time"))).on("error", (error) => {
      // A connection that was kept may be closed while something is sent on it. What is read is then asked for again, as browsers do.
      if (method === "GET" && sent.reusedSocket && error.code === "ECONNRESET") ask(base, { path, from, headers }).then(resolve, reject);
      else reject(error);
    });
    sent.end(body);
  });
}

/** An address of its own for each number, in as many networks as can be. */
export const address = (number) => `10.${number & 255}.${(number >> 8) & 255}.${(number >> 16) & 255}`;
