// Lets the reader choose how to read every element of the page, where something stands to choose it with. What that takes (src/display.js) is
// brought then. The build sets DISPLAY_JS.

import { withEach } from "./each.js";

/** Follows the page. */
export function followDisplay(page) {
  let brought;
  const look = ({ localName }) => {
    // A portal has one in it, which comes later.
    if (!/-(display|portal)$/.test(localName)) return;
    brought ??= import(new URL(DISPLAY_JS, import.meta.url).href).then(({ display }) => display(page)).catch(() => (brought = undefined));
  };
  withEach(page, look);
}
