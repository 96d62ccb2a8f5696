// The way to an item that is read on the page, and back. Nothing here throws.
import { currentItem } from "../first/brought.js";
import { place, readingLists } from "./places.js";

/**
 * Changes the address without leaving the page, for an item that is read: Back leads to where the reader was. `list` is the list in
 * which it was pressed.
 */
export function push(address, list) {
  const [index, steps] = history.state?.bangtin ?? [];
  // How many steps back the list is, where the reader came from one.
  const behind = currentItem() ? steps && steps + 1 : 1;
  try {
    history.pushState({ ...history.state, bangtin: [list ? readingLists().indexOf(list) : index, behind] }, "", address);
  } catch {
    // A page in a sandbox has no address of its own.
  }
  const reader = place();
  const { top } = reader?.getBoundingClientRect() ?? {};
  if (top < 0 || top > innerHeight) reader.scrollIntoView();
}

/** Back to the list at this address: by the browser's own way where the reader came from it. */
export function back(address) {
  const [, steps] = history.state?.bangtin ?? [];
  if (steps) history.go(-steps);
  else push(address);
  return !steps;
}
