// Gives elements the look that the page has chosen. What it needs for that (src/looks.js) is brought where one is chosen. The build sets
// LOOKS_JS.

import { withEach } from "./each.js";

/** Follows the page: its elements, and what is written on them. */
export function followLook(page) {
  let looks;
  const bring = () => (looks ??= import(new URL(LOOKS_JS, import.meta.url).href));
  let dress;
  const isChosen = (element) => {
    for (let at = element; at; at = at.getRootNode().host) if (at.hasAttribute("look")) return true;
    return page.settings.look;
  };
  const look = (element) => {
    const root = page.shown.get(element);
    if (!root || !(isChosen(element) || root.dataset.look)) return;
    // At once where it can be: nothing shall be seen in another colour first.
    if (dress) dress(page, element, root);
    else bring().then((module) => look(element, (dress = module.dress))).catch(() => (looks = undefined));
  };
  // Those inside an element follow it.
  const changes = new MutationObserver(() => page.shown.forEach((_, element) => look(element)));
  const follow = (element) => {
    changes.observe(element, { attributeFilter: ["look"] });
    look(element);
  };
  withEach(page, follow);
}
