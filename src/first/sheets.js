// Style sheets, constructed once for the page and shared by all elements: they need no `style-src` and write nothing into the page.
// Two come with the loader (SHEETS, set by the build), since the first list needs them; the others with the elements that they are for.
import { make } from "./list.js";

const sheets = {};

/** Gives a shadow root the sheet of that name. */
export function adopt(shadow, name, css) {
  const text = SHEETS[name] ?? css;
  // Safari before 16.4 shares no sheets: each shadow root has a `<style>` then, which a strict `style-src` refuses.
  if (!shadow.adoptedStyleSheets) return shadow.querySelector(`style.${name}`) ?? shadow.append(make("style", "", { class: name }, text));
  const sheet = (sheets[name] ??= new CSSStyleSheet());
  if (!sheet.cssRules.length) sheet.replaceSync(text);
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
}
