// What the page says of itself while an element shows something: the document's title, what it tells search engines and those who share
// its address, and a data block in the element's own light DOM. All of it is taken back with the element.

// What a page may have in its head: only what is there is changed.
const HEAD = [
  ["link[rel=canonical]", "href", "url"],
  ['meta[property="og:url"]', "content", "url"],
  ['meta[property="og:title"]', "content", "heading"],
  ['meta[property="og:description"], meta[name=description]', "content", "summary"],
  ['meta[property="og:image"]', "content", "image"],
];

// How to take back what an element has said.
const said = new WeakMap();

function replace(back, node, attribute, value) {
  const before = node.getAttribute(attribute);
  node.setAttribute(attribute, value);
  back.push(() => node.setAttribute(attribute, before));
}

/** Says this of the page, in place of what the element has said before: `title`, `url`, `heading`, `summary`, `image`, `block`, `policy`. */
export function describe(element, about) {
  for (const act of said.get(element) ?? []) act();
  const back = [];
  said.set(element, back);
  if (about.title !== undefined) {
    const before = document.title;
    document.title = `${about.title} – ${before}`;
    back.push(() => (document.title = before));
  }
  for (const [selector, attribute, key] of HEAD) {
    if (about[key] === undefined) continue;
    for (const node of document.head.querySelectorAll(selector)) replace(back, node, attribute, about[key]);
  }
  if (about.block === undefined) return;
  const block = document.createElement("script");
  block.type = "application/ld+json";
  element.append(block);
  back.push(() => block.remove());
  try {
    block.textContent = about.policy?.createScript(about.block) ?? about.block;
  } catch (cause) {
    // A page that requires Trusted Types and does not allow our policy: it does without.
    block.remove();
    console.warn("Bangtin: the page's policy refuses the JSON-LD block.", cause);
  }
}
