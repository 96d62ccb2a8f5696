// Keeping the answers that src/client/saved.js finds again.
import { remember, remembered } from "../page/storage.js";
import { CACHE, SAVED_AT } from "./saved.js";

// More addresses than this are not kept: the oldest go.
const MOST = 60;

// What a service or its files say in `_bangtin` once somebody has taken an article down: when, in milliseconds since 1970.
const TAKEN_DOWN = /"taken_down_ms":(\d+)/;
// So long an older answer may still come out of the browser's own cache (docs/operation.md), in milliseconds.
const LATE = 600_000;

// The newest text of each address that waits for a quiet moment.
const waiting = new Map();

/** Keeps the text of an answer; without one, what was kept goes: the server has it no more. */
export async function keep(address, text) {
  // What stands in the page itself.
  if (address.includes("#bangtin-")) return;
  const isWaiting = waiting.has(address);
  waiting.set(address, text);
  if (isWaiting) return;
  try {
    // Not before the reader has seen the answer.
    await new Promise((done) => (globalThis.requestIdleCallback ?? setTimeout)(done));
    const newest = waiting.get(address);
    waiting.delete(address);
    const cache = await caches.open(CACHE);
    if (newest === undefined) return void (await cache.delete(address));
    if (await isOutdated(cache, address, newest)) return;
    await cache.put(address, new Response(newest, { headers: { [SAVED_AT]: Date.now() } }));
    // Keys come in the order in which they were first kept.
    const keys = await cache.keys();
    for (const oldest of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(oldest);
  } catch {
    // Nothing is kept.
  }
}

/**
 * Whether an answer may be from before an article was taken down. The first that tells of it makes all copies of the same source go: that
 * article may be in any list, and beside any other. By the source's own times: a device's clock may be wrong.
 */
async function isOutdated(cache, address, text) {
  const source = new URL(".", address).href.replace(/articles\/$/, "");
  const name = `taken-down:${source}`;
  const [known = 0, since = 0] = (remembered(name) ?? "").split(" ").map(Number);
  const told = Number(TAKEN_DOWN.exec(text)?.[1] ?? 0);
  if (told <= known) return told < known && Date.now() - since < LATE;
  remember(name, `${told} ${Date.now()}`);
  for (const { url } of await cache.keys()) if (url.startsWith(source)) await cache.delete(url);
  return false;
}
