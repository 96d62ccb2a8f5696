// Brings the words at an address for elements that come when the kit is there already, and for those whose address changes
// (src/labels.js). The build sets LABELS_JS.

import { withEach } from "./each.js";

/** Follows the page. */
export function followLabels(page, { resolve }) {
  const { settings } = page;
  const known = new WeakMap();
  const read = async (element) => {
    const labels = element.getAttribute("labels");
    const address = labels?.trim();
    if (known.get(element) === address) return;
    known.set(element, address);
    if (!address || address.includes("{") || typeof settings[address] === "string") return;
    // Until they are there, that they come.
    await (settings[address] ??= import(new URL(LABELS_JS, import.meta.url).href).then(({ bring }) => bring(address, settings, resolve)));
    // As if the page had written it anew: the element looks for its words again.
    if (known.get(element) === address) element.setAttribute("labels", labels);
  };
  const written = new MutationObserver((changes) => changes.forEach(({ target }) => read(target)));
  withEach(page, (element) => {
    read(element);
    written.observe(element, { attributeFilter: ["labels"] });
  });
}
