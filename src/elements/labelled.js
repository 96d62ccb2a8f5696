// Brings the words at an address, and those in English, for elements that come when the kit is there already, and for those whose address or
// language changes (src/labels.js).

import { withEach } from "./each.js";

/** Follows the page. */
export function followLabels(page, first) {
  const { words } = first;
  const has = (name) => words[name] && !(words[name] instanceof Promise);
  const look = async (element, attribute, name, bring) => {
    if (!name || has(name)) return;
    await page.labels(bring);
    // As if the page had written it anew: the element looks for its words again.
    if (has(name)) element.setAttribute(attribute, element.getAttribute(attribute) ?? "en");
  };
  const read = (element) => {
    const labels = element.getAttribute("labels");
    look(element, "labels", !/{/.test(labels) && labels?.trim(), ({ bring }) => bring(labels, first));
    const language = element.getAttribute("lang") || page.settings.lang || element.closest("[lang]")?.getAttribute("lang");
    look(element, "lang", /^en/i.test(language) && "lang:en", ({ bringEnglish }) => bringEnglish(first));
  };
  const written = new MutationObserver((changes) => changes.forEach(({ target }) => read(target)));
  withEach(page, (element) => {
    read(element);
    written.observe(element, { attributeFilter: ["labels", "lang"] });
  });
}
