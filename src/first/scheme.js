// Light or dark: an element follows the colour that is really behind it. So a page's own switch is followed whatever its name,
// and an old page that is always white keeps light elements on a phone that is set to dark.

let pageTheme;

/** What elements without a `theme` of their own follow: the page-wide setting. */
export const setPageTheme = (theme) => (pageTheme = theme);

/** Sets `data-scheme` on the root of an element as it is now, and `data-slab` where its colours could not be read on what is behind it. */
export function judge(root, element) {
  const chosen = element.getAttribute("theme") || pageTheme;
  const ground = behind(element);
  const scheme = /^(light|dark)$/.test(chosen) ? chosen : ground < 0.3 ? "dark" : "light";
  root.dataset.scheme = scheme;
  root.toggleAttribute("data-slab", scheme === "dark" ? ground > 0.25 : ground < 0.78);
}

// The lightness of the nearest opaque background behind the element, from 0 to 1.
function behind(element) {
  for (let at = element.parentNode; at; at = at.parentNode ?? at.host) {
    if (!(at instanceof Element)) continue;
    const [red, green, blue, opacity] = getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? [];
    if (blue && !(opacity < 0.5)) return (2 * red + 7 * green + +blue) / 2550;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme) ? 0 : 1;
}
