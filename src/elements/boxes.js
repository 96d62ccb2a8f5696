// Boxes that stand for elements (src/first/boxes.js) once the kit is there: those that come later, and what the page changes on them.
import { upgrade } from "../first/boxes.js";

function follow(box, attributes) {
  const before = box.firstElementChild;
  upgrade(box);
  const element = box.firstElementChild;
  // It stood for another kind: what the officer wrote is what stands in the new one.
  if (before?.parentNode === element && /^bangtin-/.test(before.localName)) before.replaceWith(...before.childNodes);
  for (const name of attributes) {
    const value = box.getAttribute(`data-${name}`);
    if (value === element.getAttribute(name)) continue;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}

/** Follows the boxes of the page; `attributes` are all that elements take. */
export function followBoxes(attributes) {
  const look = () => document.querySelectorAll("[data-bangtin]").forEach((box) => follow(box, attributes));
  const attributeFilter = ["data-bangtin", ...attributes.map((name) => `data-${name}`)];
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter });
  look();
}
