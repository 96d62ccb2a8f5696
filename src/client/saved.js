// The last good answer of each address, in the browser's Cache Storage. Where storage is blocked, full or missing (it needs a secure
// context), reading goes on without it: nothing here fails. The build sets LATER_JS.

// The name changes when what is stored changes its shape.
export const CACHE = "bangtin-1";
export const SAVED_AT = "x-saved-at";

/** `[text, time]` of an address, the time in milliseconds since 1970; else undefined. */
export async function read(address) {
  try {
    const answer = await (await caches.open(CACHE)).match(address);
    return answer && [await answer.text(), +answer.headers.get(SAVED_AT)];
  } catch {
    return undefined;
  }
}

/** Keeps the text of an answer (forgets it, without one): once the browser is idle, by what can wait until then (src/later.js). */
export const write = (address, text) =>
  import(new URL(LATER_JS, import.meta.url).href).then(
    ({ keep }) => keep(address, text),
    () => {},
  );
