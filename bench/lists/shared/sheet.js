import css from "list.css";

/** One sheet for all elements of the page. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
