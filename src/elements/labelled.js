// Brings the words at an address, and those in English, for elements that come when the kit is there already, and for those whose address or
// language changes (src/labels.js).

import { withEach } from "./each.js";

/** Follows the page. */
export function followLabels(page, first) {
  const { words } = first;
  const has = (name) => words[name] && !(words[name] instanceof Promise);
  const look = async (element, name, bring) => {
    if (!name || has(name)) return;
    await page.labels(async (labels) => {
      await bring(labels);
      if (has(name)) labels.lookAgain(element);
    });
  };
  const read = (element) => {
    const labels = element.getAttribute("labels");
    look(element, !/{/.test(labels) && labels?.trim(), ({ bring }) => bring(labels, first));
    const language = element.getAttribute("lang") || page.settings.lang || element.closest("[lang]")?.getAttribute("lang");
    look(element, /^en/i.test(language) && "lang:en", ({ bringEnglish }) => bringEnglish(first));
  };
  const written = new MutationObserver((changes) => changes.forEach(({ target }) => read(target)));
  withEach(page, (element) => {
    read(element);
    written.observe(element, { attributeFilter: ["labels", "lang"] });
  });
}
