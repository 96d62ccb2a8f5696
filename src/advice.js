// What is told to who set a page up: on the console, and where the element failed in a folded part below what readers see. A file of its
// own, brought when there is something to tell.
import { categoriesOf } from "./advice/categories.js";
import { causeOf } from "./advice/cause.js";
import { nearest } from "./advice/nearest.js";
import { fold, forget, isEnglish, use } from "./advice/shown.js";
import { words } from "./advice/words.js";

const warn = (line) => console.warn(`Bangtin: ${line}`);

// In the language of an element, or of the page.
const wordsOf = (element, settings) => words(isEnglish(element, settings));
const wordsOfPage = () => wordsOf(document.documentElement, {});

// On the console, and folded in the element.
function tell(element, say, sentence, until) {
  warn(sentence);
  fold(element, say, sentence, until);
}

const ADVICE = {
  /** An element that shows a failure, or that an attribute is wrong: its `bangtin-error` event. */
  async explain({ settings, shown }, element, detail) {
    const say = wordsOf(element, settings);
    forget(element);
    const { sentence, isNetwork } = detail.failure === "misconfigured" ? { sentence: wrong(say, detail) } : await causeOf(say, element, detail.failure);
    if (!sentence || isOver(element, detail, shown)) return;
    tell(element, say, sentence, { attribute: detail.attribute, instead: isNetwork === false && say.later });
  },

  /** A list without a row that names a category. */
  async category({ settings }, element) {
    const say = wordsOf(element, settings);
    const value = element.getAttribute("category").trim();
    const known = await categoriesOf(element, value);
    if (known === undefined || value !== element.getAttribute("category")?.trim()) return;
    tell(element, say, say.category(value, known), { attribute: "category" });
  },

  /** An element that holds the rest of the page. */
  unclosed({ settings }, element) {
    const say = wordsOf(element, settings);
    tell(element, say, say.unclosed(element.localName));
  },

  /** Attributes that the element does not know. */
  attributes({ settings }, element, known) {
    const say = wordsOf(element, settings);
    for (const name of element.getAttributeNames()) {
      if (known.includes(name) || name in HTMLElement.prototype || /^(class|style|slot|part|exportparts|is|role|tabindex|on.*|.*[-:@_].*)$/.test(name)) continue;
      warn(say.attribute(element.localName, name, nearest(name, known), known));
    }
  },

  /** Tags that begin as ours do and are none. */
  tags({ kinds }) {
    const say = wordsOfPage();
    const tags = kinds.map(([tag]) => tag);
    const told = [];
    for (const { localName } of document.querySelectorAll(":not(:defined)")) {
      if (!/^bangtin-/.test(localName) || told.includes(localName)) continue;
      told.push(localName);
      warn(say.tag(localName, nearest(localName, tags), tags));
    }
  },

  /** A page or a browser that refuses WebAssembly. */
  noWebAssembly(_, cause) {
    console.warn(`Bangtin: ${wordsOfPage().noWebAssembly}`, cause);
  },

  /** Two copies of the kit. The same files under two addresses are no fault. */
  copies(_, first, second) {
    const file = (address) => address?.split("/").at(-1);
    if (file(first) !== file(second)) warn(wordsOfPage().copies(first, second));
  },
};

/** Whether the page has mended it meanwhile. */
function isOver(element, { attribute, value }, shown) {
  if (attribute) return (element.getAttribute(attribute)?.trim() || value) !== value;
  return shown.get(element)?.dataset.state !== "failed";
}

function wrong(say, { attribute, value, takes }) {
  // A sentence of the element's own: what is missing, and why it is needed.
  if (!value) return takes === "feed" ? say.feedMissing : takes;
  const curly = /[“”„‟‘’«»″]/.test(value) ? ` ${say.curly}` : "";
  return say.wrong(attribute, value, say.takes(takes)) + curly;
}

/** Tells what of this; `page` is what is known of the page: its kinds of elements, its settings. */
export function advise(page, what, ...about) {
  use(page);
  return ADVICE[what](page, ...about);
}
