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
const takenBack = new WeakMap();

// By the place in which something is said: what stood there, and what elements say there, the last of them loudest.
const places = new Map();

/** Lets an element say something in a place, until what is answered is called. What others say there meanwhile stays. */
function say(element, place, read, write, value) {
  if (!places.has(place)) places.set(place, { before: read(), said: new Map() });
  const { before, said } = places.get(place);
  said.delete(element);
  said.set(element, value);
  write(value);
  return () => {
    said.delete(element);
    if (!said.size) places.delete(place);
    write([...said.values()].at(-1) ?? before);
  };
}

/** Says this of the page, in place of what the element has said before: `title`, `url`, `heading`, `summary`, `image`, `block`, `policy`. */
export function describe(element, about) {
  for (const act of takenBack.get(element) ?? []) act();
  const back = [];
  takenBack.set(element, back);
  if (about.title !== undefined) {
    const own = places.get(document)?.before ?? document.title;
    back.push(say(element, document, () => own, (title) => (document.title = title), `${about.title} – ${own}`));
  }
  for (const [selector, attribute, key] of HEAD) {
    if (about[key] === undefined) continue;
    for (const node of document.head.querySelectorAll(selector))
      back.push(say(element, node, () => node.getAttribute(attribute), (value) => node.setAttribute(attribute, value), about[key]));
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
