// Where an article begins, under what the page keeps at the top of the window. In the file that the first article brings (src/reading.js).

// As many bars as a page may have, one below the other.
const BARS = 4;

/**
 * Scrolls so that the start of an element is seen, once the view that is being made is on the page: not left above, not far below, not
 * behind a bar of the page.
 */
export async function bringToSight(element) {
  await new Promise(requestAnimationFrame);
  // The reader may have gone back to the list meanwhile.
  if (!element.shadowRoot?.querySelector("article")) return;
  const { top } = element.getBoundingClientRect();
  if (top >= covered(element) && top < innerHeight * 0.6) return;
  element.scrollIntoView({ block: "start", behavior: "instant" });
  // A bar may have come with the scrolling. What the page keeps free by its own `scroll-padding` is enough.
  const missing = covered(element) - element.getBoundingClientRect().top;
  if (missing > 0) scrollBy({ top: -missing, behavior: "instant" });
}

/** How far bars that stay where they are reach down, above the element. */
function covered(element) {
  const { left, width } = element.getBoundingClientRect();
  const across = Math.min(Math.max(left + width / 2, 0), innerWidth - 1);
  let reach = 0;
  for (let bars = 0; bars < BARS; bars++) {
    const bar = document.elementsFromPoint(across, reach + 1).map(kept).find(Boolean);
    const { bottom = 0 } = bar?.getBoundingClientRect() ?? {};
    // What covers most of the window is no bar.
    if (bottom <= reach || bottom > innerHeight / 2) break;
    reach = bottom;
  }
  return reach;
}

/** What an element is kept in place with. */
function kept(element) {
  for (let at = element; at instanceof Element; at = at.parentNode ?? at.host) {
    if (/fixed|sticky/.test(getComputedStyle(at).position)) return at;
  }
}
