// Style sheets, constructed once for the page and shared by all elements: they need no `style-src` and write nothing into the page.
// Two come with the loader (SHEETS, set by the build), since the first list needs them; the others with the elements that they are for.

const sheets = {};

function made(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** Gives a shadow root the sheet of that name. */
export function adopt(shadow, name, css) {
  const sheet = (sheets[name] ??= made(SHEETS[name] ?? css));
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
}
