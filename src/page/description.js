// What the page says of itself while an element shows something: the document's title, and a data block in the element's own light DOM.

const before = new WeakMap();
// Ours: the officer may have written one too.
const blocks = new WeakMap();

/** Sets both, or takes back what is no longer wanted; `text` is the block's. */
export function describe(element, title, text, policy) {
  if (title !== undefined) {
    if (!before.has(element)) before.set(element, document.title);
    document.title = `${title} – ${before.get(element)}`;
  } else if (before.has(element)) {
    document.title = before.get(element);
    before.delete(element);
  }
  let block = blocks.get(element);
  if (text === undefined) {
    blocks.delete(element);
    return block?.remove();
  }
  if (!block) {
    block = document.createElement("script");
    block.type = "application/ld+json";
    blocks.set(element, block);
    element.append(block);
  }
  try {
    block.textContent = policy?.createScript(text) ?? text;
  } catch (cause) {
    // A page that requires Trusted Types and does not allow our policy: it does without.
    block.remove();
    console.warn("Bangtin: the page's policy refuses the JSON-LD block.", cause);
  }
}
