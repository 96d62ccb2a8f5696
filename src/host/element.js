// What a view asks of its element, in one call each. Nothing here throws.
import { frame } from "../page/schedule.js";

/** Tells the page what the element is doing; true where that is new. */
export function mark(root, state, stale) {
  const isNew = root.dataset.state !== state || "stale" in root.dataset !== stale;
  root.dataset.state = state;
  root.toggleAttribute("data-stale", stale);
  return isNew;
}

/**
 * Sends an event that bubbles out of the shadow root. `members` are the names and values of its detail, U+0001 between them.
 * False where a listener prevented what would follow.
 */
export function send(element, type, members) {
  const detail = {};
  const parts = members.split("\u0001");
  for (let at = 0; at < parts.length; at += 2) detail[parts[at]] = parts[at + 1];
  return element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: true, detail }));
}

/** Sends an event once the view that is being made is on the page. */
export const tell = (element, type, members) => void setTimeout(() => send(element, type, members));

/** Puts the focus on what a selector finds, once the view that is being made is on the page, which stays where it is. */
export async function focus(root, selector) {
  await frame();
  try {
    root.querySelector(selector)?.focus({ preventScroll: true });
  } catch {
    // The selector holds an id that is none of ours.
  }
}

/** Keeps the address that was asked last. */
export const keepAddress = (root, address) => void (root.address = address);
