// What is asked of the page, in one call each. Nothing here throws.

/** Whether there is an element that a selector fits. */
export const exists = (selector) => !!document.querySelector(selector);

/** The address that relative ones in the page refer to. */
export const base = () => document.baseURI;

/** The address that the page gives itself, for search engines. */
export const canonical = () => document.querySelector("link[rel=canonical]")?.href || undefined;

/** Whether there is a network, as far as the browser says. */
export const online = () => navigator.onLine !== false;

/** How far the page is scrolled, in CSS pixels. */
export const scrolled = () => scrollY;

/** Up, at once where the reader wants no motion; a keyboard goes on from the first thing on the page. */
export function rise() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollTo({ top: 0, behavior: still ? "instant" : "smooth" });
  // The body takes the focus for a moment: the next Tab leads to what comes first in it.
  const { body } = document;
  const isOurs = !body.hasAttribute("tabindex");
  if (isOurs) body.tabIndex = -1;
  body.focus({ preventScroll: true });
  if (isOurs) body.removeAttribute("tabindex");
}

/** A text of Latin letters in base64. */
export function base64(text) {
  try {
    return btoa(text);
  } catch {
    return undefined;
  }
}
