// The one Trusted Types policy of the kit, made when it is first needed. A page that requires Trusted Types allows it by its name.

let made;

/** The policy, else null: not needed, or not allowed by the page. It is used for three things alone: by DOMPurify and for
 * XML (src/sources/rss.js), to parse into a document that is never shown, and for the text of a data block. */
export function policy() {
  try {
    const same = (text) => text;
    made ??= globalThis.trustedTypes?.createPolicy("bangtin", { createHTML: same, createScript: same, createScriptURL: same });
  } catch {
    // Not allowed: what needs it fails there and says so.
  }
  return made ?? null;
}
