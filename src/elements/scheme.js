// Keeps light and dark true while the page changes.

const watched = new Map();
let judge;
let observer;
let soon;

/** Sets `data-scheme` on `root` and keeps it true. `by` judges what is behind an element (src/first/scheme.js). Returns the call that ends it. */
export function watchScheme(element, root, by) {
  judge = by;
  watched.set(element, root);
  judge(element, root);
  if (!observer) {
    observer = new MutationObserver(refresh);
    const options = { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-bs-theme", "data-color-scheme", "theme"] };
    observer.observe(document.documentElement, options);
    if (document.body) observer.observe(document.body, options);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh);
  }
  return () => watched.delete(element);
}

const judgeAll = () => watched.forEach((root, element) => judge(element, root));

/** Looks again at every element: at once, and once more when a colour transition of the page will have ended. */
export function refresh() {
  judgeAll();
  clearTimeout(soon);
  soon = setTimeout(judgeAll, 450);
}
