// What can wait until the first list is there: a file of its own, which the kit brings when it has begun. The build sets ATTRIBUTES (what
// each element takes, by its tag, and under "" what all take, with spaces between the names), DISPLAY_JS, LATE_CSS and LOOKS_JS.
import { followAsked } from "./elements/asked.js";
import { followBoxes } from "./elements/boxes.js";
import { followDisplay } from "./elements/displayed.js";
import { followLabels } from "./elements/labelled.js";
import { followLate } from "./elements/late.js";
import { followLook } from "./elements/look.js";
import { followScheme } from "./elements/scheme.js";
import { lookForSlips } from "./elements/slips.js";

export { keep } from "./client/keep.js";

/** Follows the page: boxes that stand for elements, what lists are asked for, words of the page's own, looks, how the reader wants to read, light and dark, slips of who set it up (src/entry.js tells what `page` is). */
export function follow(page, first) {
  page.attributes = (tag) => `${ATTRIBUTES[tag]} ${ATTRIBUTES[""]}`.split(" ");
  lookForSlips(page, first);
  // A second copy leaves the page to the first.
  if (page.other) return;
  followAsked(page.shown, first);
  followLate(page);
  followLook(page);
  followDisplay(page);
  followLabels(page, first);
  followScheme(page.shown, first.judge);
  followBoxes([...new Set(Object.values(ATTRIBUTES).join(" ").split(" "))]);
}
