// Keeping the answers that src/client/saved.js finds again.
import { CACHE, SAVED_AT } from "./saved.js";

// More addresses than this are not kept: the oldest go.
const MOST = 60;

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
    await cache.put(address, new Response(newest, { headers: { [SAVED_AT]: Date.now() } }));
    // Keys come in the order in which they were first kept.
    const keys = await cache.keys();
    for (const oldest of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(oldest);
  } catch {
    // Nothing is kept.
  }
}
