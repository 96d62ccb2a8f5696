// Looks for slips of who set the page up. What is found is told by src/advice.js.

// What any element may have.
const USUAL = /^(id|class|style|hidden|slot|part|data-|aria-)/;

function isJson(text) {
  try {
    return JSON.parse(text);
  } catch {}
}

/** Looks at the page, at the elements that are shown, and at each that comes (`page.look`). */
export function lookForSlips(page, { elements, swallows }) {
  const { advise, attributes, from, other, shown, tags } = page;
  if (other) return void advise("copies", other.from, from);
  // What the kit does not judge: an address of another form and words that cannot be read are as good as none, a category may come yet.
  const judge = (element) => {
    const isWrong = (attribute, value, takes) => advise("explain", element, { failure: "misconfigured", attribute, value, takes });
    const address = element.getAttribute("address")?.trim() || "query";
    if (!/^(query|fragment)$/i.test(address)) isWrong("address", address, "query, fragment");
    const labels = element.getAttribute("labels");
    // Without a brace it is an address.
    if (/{/.test(labels) && !isJson(labels)) isWrong("labels", labels, "json");
    const root = shown.get(element);
    const isBare = root?.dataset.state === "ready" && root.querySelector("[part=list]") && !root.querySelector("[part~=row]");
    if (isBare && element.hasAttribute("category") && !root.querySelector("[part=search]")?.value) advise("category", element);
  };
  page.look = (element) => {
    // A paragraph or a box around it may have ended it early. What begins with a line break has swallowed that.
    const { firstChild } = element;
    const next = firstChild?.nodeType === Node.TEXT_NODE && !firstChild.data.trim() ? firstChild.nextSibling : firstChild;
    // The portal holds a whole page, for who has no script; others what they read themselves.
    if (!element.matches("bangtin-portal, [src*='#bangtin-']") && (swallows(element, tags) || next?.localName === "br")) advise("unclosed", element);
    judge(element);
    const known = attributes(element.localName);
    if (element.getAttributeNames().some((name) => !known.includes(name) && !USUAL.test(name))) advise("attributes", element, known);
  };
  addEventListener("bangtin-ready", ({ target }) => judge(target));
  shown.forEach((_, element) => page.look(element));
  if (elements.some(({ localName }) => !customElements.get(localName))) advise("tags");
}
