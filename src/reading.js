// What only an article asks of the browser. A file of its own, which the first article brings.
export { clean, showNote } from "./html/clean.js";
export { describe } from "./page/description.js";
export { fallSilent, speak } from "./page/speech.js";
