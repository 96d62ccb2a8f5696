// Keeps light and dark true while the page changes. What an element is at first is judged where it is made (src/first/scheme.js).

const SWITCHES = ["class", "style", "data-theme", "data-bs-theme", "data-color-scheme", "theme"];

let soon;

/** Follows the page for what is shown: a map from elements to their roots. */
export function followScheme(shown, judge) {
  const judgeAll = () => shown.forEach(judge);
  // At once, and once more when a colour transition of the page will have ended.
  const refresh = () => {
    judgeAll();
    clearTimeout(soon);
    soon = setTimeout(judgeAll, 450);
  };
  const observer = new MutationObserver(refresh);
  const options = { attributes: true, attributeFilter: SWITCHES };
  observer.observe(document.documentElement, options);
  if (document.body) observer.observe(document.body, options);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh);
  judgeAll();
}
