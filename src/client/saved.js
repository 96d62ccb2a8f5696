// The last good answer of each address, in the browser's Cache Storage. Where storage is blocked, full or missing (it needs a secure
// context), reading goes on without it: nothing here fails.

// The name changes when what is stored changes its shape.
const CACHE = "bangtin-1";
const SAVED_AT = "x-saved-at";
// More addresses than this are not kept: the oldest go.
const MOST = 60;

/** `[text, time]` of an address, the time in milliseconds since 1970; else undefined. */
export async function read(address) {
  try {
    const answer = await (await caches.open(CACHE)).match(address);
    return answer && [await answer.text(), Number(answer.headers.get(SAVED_AT))];
  } catch {
    return undefined;
  }
}

// The newest text of each address that waits for a quiet moment.
const waiting = new Map();

/** Keeps the text of an answer. */
export async function write(address, text) {
  const isWaiting = waiting.has(address);
  waiting.set(address, text);
  if (isWaiting) return;
  try {
    // Not before the reader has seen the answer.
    await new Promise((done) => (globalThis.requestIdleCallback ?? setTimeout)(done));
    const newest = waiting.get(address);
    waiting.delete(address);
    const cache = await caches.open(CACHE);
    await cache.put(address, new Response(newest, { headers: { [SAVED_AT]: Date.now() } }));
    // Keys come in the order in which they were first kept.
    const keys = await cache.keys();
    for (const oldest of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(oldest);
  } catch {
    // Nothing is kept.
  }
}
