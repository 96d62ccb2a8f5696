// Light or dark: an element follows the colour that is really behind it. So a page's own switch is followed whatever its name,
// and an old page that is always white keeps light elements on a phone that is set to dark.

const watched = new Map();
let pageTheme;
const system = matchMedia("(prefers-color-scheme: dark)");
let observer;
let soon;

/** What elements without a `theme` of their own follow: the page-wide setting. */
export const setPageTheme = (theme) => (pageTheme = theme);

/** Sets `data-scheme` on `root` and keeps it true. Returns the call that stops it. */
export function watchScheme(element, root) {
  watched.set(element, root);
  apply(element, root);
  if (!observer) {
    observer = new MutationObserver(refresh);
    const options = { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-bs-theme", "data-color-scheme", "theme"] };
    observer.observe(document.documentElement, options);
    if (document.body) observer.observe(document.body, options);
    system.addEventListener("change", refresh);
  }
  return () => watched.delete(element);
}

/** Looks again at every element: at once, and once more when a colour transition of the page will have ended. */
export function refresh() {
  for (const [element, root] of watched) apply(element, root);
  clearTimeout(soon);
  soon = setTimeout(() => {
    for (const [element, root] of watched) apply(element, root);
  }, 450);
}

function apply(element, root) {
  const chosen = element.getAttribute("theme") || pageTheme;
  const scheme = chosen === "light" || chosen === "dark" ? chosen : behind(element) ? "dark" : "light";
  if (root.dataset.scheme !== scheme) root.dataset.scheme = scheme;
}

// True where the nearest opaque background behind the element is dark (a lightness below three tenths).
function behind(element) {
  for (let at = element.parentNode; at; at = at.parentNode ?? at.host) {
    if (!(at instanceof Element)) continue;
    const parts = getComputedStyle(at).backgroundColor.match(/[\d.]+/g)?.map(Number);
    if (!parts || parts.length < 3 || (parts.length > 3 && parts[3] < 0.5)) continue;
    return (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]) / 255 < 0.3;
  }
  return system.matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme);
}
