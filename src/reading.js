// What an article needs of JavaScript, a file of its own, which the first article brings. The build sets READING_CSS.
export { clean } from "./html/clean.js";
export { bringToSight } from "./page/in_sight.js";
export { printAlone } from "./page/print.js";
export { fallSilent, hasVoice, speak } from "./page/speech.js";

/** How what is read aloud looks, and what is printed. */
export const sheet = READING_CSS;
