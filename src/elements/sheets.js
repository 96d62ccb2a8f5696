// Style sheets, constructed once for the page and shared by all elements: they need no `style-src` and write nothing into the page.

const sheets = new Map();

/** Gives an element's shadow root the sheet of that name. */
export function adopt(element, name, css) {
  const root = element.shadowRoot;
  if (!root) return;
  let sheet = sheets.get(name);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(name, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
