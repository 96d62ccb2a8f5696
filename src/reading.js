// What only an article asks of the browser: a file of its own, which the first article brings. The build sets READING_CSS and VIEWER_JS.
export { clean, showNote } from "./html/clean.js";
export { describe } from "./page/description.js";
export { bringToSight } from "./page/in_sight.js";
export { printAlone } from "./page/print.js";
export { fallSilent, goOn, hasVoice, hold, isRecorded, openArticle, speak } from "./page/speech.js";

/** Brings the viewer, in which pictures are seen large (src/viewer.js). */
export const viewer = () => import(new URL(VIEWER_JS, import.meta.url).href);

/** How what is read aloud looks, and what is printed. */
export const sheet = READING_CSS;
