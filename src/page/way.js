// The way to an item that is read on the page, and back to the list. Nothing here throws.
import { currentItem } from "../first/brought.js";
import { place, readingLists } from "./places.js";

function keep(state, change, address) {
  try {
    change.call(history, { ...history.state, ...state }, "", address);
  } catch {
    // A page in a sandbox has no address of its own.
  }
}

const linkTo = (item, list) => [...(list.shadowRoot?.querySelectorAll("a[data-item]") ?? [])].find(({ dataset }) => dataset.item === item);

/**
 * Changes the address without leaving the page, for an item that is read: Back leads to where the reader was. `list` is the list in
 * which it was pressed.
 */
export function push(address, item, list) {
  const [index, steps] = history.state?.bangtin ?? [];
  // How many steps back the list is, where the reader came from one.
  const behind = currentItem() ? steps && steps + 1 : 1;
  const pressed = list ? readingLists().indexOf(list) : index;
  if (list) {
    // The list comes later than the browser would look for its place.
    history.scrollRestoration = "manual";
    keep({ left: [pressed, item, linkTo(item, list)?.getBoundingClientRect().top] }, history.replaceState);
  }
  keep({ bangtin: [pressed, behind], left: undefined }, history.pushState, address);
  history.scrollRestoration = "auto";
  const reader = place();
  const { top } = reader?.getBoundingClientRect() ?? {};
  if (top < 0 || top > innerHeight) reader.scrollIntoView();
}

/** Back to the list at this address: by the browser's own way where the reader came from it; else true. */
export function back(address) {
  const [, steps] = history.state?.bangtin ?? [];
  if (steps) history.go(-steps);
  else push(address);
  return !steps;
}

/** The list is there again, as the reader left it: what was pressed has the focus and its place. */
export async function returnTo(list) {
  const [index, item, top] = history.state?.left ?? [];
  if (index === undefined || readingLists()[index] !== list) return;
  keep({ left: undefined }, history.replaceState);
  history.scrollRestoration = "auto";
  // Its feed may have to come first; rows are laid out when they come near.
  for (let tries = 0, settled = 0; tries < 300 && settled < 8 && !currentItem(); tries++) {
    await new Promise((done) => setTimeout(done, 30));
    const link = linkTo(item, list);
    if (!link) continue;
    if (!settled++) link.focus({ preventScroll: true });
    scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
  }
}
