// Printing an article: the article, and nothing else of the page. In the file that the first article brings (src/reading.js).
import { currentItem } from "./address.js";

const MARK = "data-bangtin-print";
const RULES = `@media print {
  [${MARK}=out] { display: none !important }
  [${MARK}=way] { display: block !important; position: static !important; float: none !important; transform: none !important;
    width: auto !important; min-width: 0 !important; max-width: none !important; height: auto !important; min-height: 0 !important;
    max-height: none !important; margin: 0 !important; padding: 0 !important; border: 0 !important; overflow: visible !important;
    background: none !important; box-shadow: none !important; columns: auto !important }
}`;
// A picture that does not come holds up nothing for longer. In milliseconds.
const PATIENCE = 3_000;

/** Prints an article, with all its pictures. */
export async function printAlone(article) {
  const pictures = [...article.querySelectorAll("img")];
  for (const picture of pictures) picture.loading = "eager";
  const come = pictures.map((picture) => picture.complete || new Promise((done) => (picture.onload = picture.onerror = done)));
  await Promise.race([Promise.all(come), new Promise((go) => setTimeout(go, PATIENCE))]);
  setApart(article);
  try {
    globalThis.print();
  } catch {
    // A browser inside an app may have no printer.
  }
}

// The page is about to be printed: where an article is what it is there for, that is printed alone.
addEventListener("beforeprint", () => {
  for (const { shadowRoot } of document.querySelectorAll("bangtin-article, bangtin-news")) {
    const article = shadowRoot?.querySelector("article");
    if (article && (currentItem() || article.querySelector("h1[part=title]"))) return setApart(article);
  }
});

// Takes away what was marked.
let restore;

// Leaves out whatever stands beside the article, and lets what stands around it take no room. The marks count on paper alone, so they can
// stay until the reader goes on: a phone makes its pages after the browser has said that it has printed.
function setApart(article) {
  restore?.();
  const marked = [];
  const mark = (element, value) => {
    element.setAttribute(MARK, value);
    marked.push(element);
  };
  const roots = new Set();
  for (let at = article; at; ) {
    roots.add(at.getRootNode());
    const above = at.parentNode ?? at.host;
    for (const beside of above?.children ?? []) if (beside !== at && beside.localName !== "head") mark(beside, "out");
    if (above instanceof Element) mark(above, "way");
    at = above === document ? undefined : above;
  }
  const takeBack = [...roots].map(addRules);
  restore = () => {
    for (const element of marked) element.removeAttribute(MARK);
    for (const act of takeBack) act();
    restore = undefined;
  };
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => restore?.(), { once: true, capture: true });
}

// Gives a tree of elements the rules, as src/first/sheets.js does; returns the call that takes them away.
function addRules(root) {
  if (root.adoptedStyleSheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => (root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((one) => one !== sheet));
  }
  const style = document.createElement("style");
  style.append(RULES);
  (root.head ?? root).append(style);
  return () => style.remove();
}
