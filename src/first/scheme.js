// Light or dark: an element follows the colour that is really behind it. So a page's own switch is followed whatever its name,
// and an old page that is always white keeps light elements on a phone that is set to dark.

let pageTheme;

/** What elements without a `theme` of their own follow: the page-wide setting. */
export const setPageTheme = (theme) => (pageTheme = theme);

/** Sets `data-scheme` on the root of an element, as it is now. */
export function judge(element, root) {
  const chosen = element.getAttribute("theme") || pageTheme;
  const scheme = /^(light|dark)$/.test(chosen) ? chosen : behind(element) ? "dark" : "light";
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
  return matchMedia("(prefers-color-scheme: dark)").matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme);
}
