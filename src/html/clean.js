// Foreign HTML in the browser: parsed and cleaned, its addresses judged, its pictures and tables brought into one form. A file of its own,
// which the first article brings. PURIFY_JS is set by the build.
import { resolve } from "../page/address.js";
import { savesData } from "../page/saver.js";
import { nameFrames, withoutFrames } from "./frames.js";

/**
 * Foreign HTML as `{ fragment, texts, finish }`: a fragment that holds only what the configuration allows, and the texts that may be
 * captions; `finish` is given for each either nothing or `[caption, credit]`, and what the links around pictures are called.
 *
 * The browser's own sanitizer does it where there is one, else DOMPurify. Both parse into a document of their own, so nothing loads or
 * runs before the addresses have been judged. DOMPurify may need the page's Trusted Types policy: then "policy" is answered, and it is
 * to be asked again with the policy.
 */
export async function clean(html, configuration, base, policy) {
  const sanitizer = JSON.parse(configuration);
  html = withoutFrames(html);
  let fragment = natively(html, sanitizer);
  if (!fragment) {
    if (globalThis.trustedTypes && policy === undefined) return "policy";
    const { sanitize } = await import(new URL(PURIFY_JS, import.meta.url).href);
    fragment = sanitize(html, sanitizer, policy || undefined);
    // Of some broken documents nothing is left, not even a fragment.
    if (!(fragment instanceof DocumentFragment)) fragment = document.createDocumentFragment();
  }
  nameNotes(fragment);
  lowerHeadings(fragment);
  judge(fragment, base);
  nameFrames(fragment);
  const candidates = [...figures(fragment), ...captions(fragment)];
  const finish = (answers, ...words) => {
    candidates.forEach(({ take }, index) => answers[index] && take(...answers[index]));
    linkPictures(fragment, words);
    makeScrollable(fragment);
  };
  return { fragment, texts: candidates.map(({ text }) => text), finish };
}

function natively(html, sanitizer) {
  try {
    const { body } = Document.parseHTML(html, { sanitizer });
    const fragment = document.createDocumentFragment();
    // A document of frames has no body that could hold text.
    while (body?.firstChild) fragment.append(body.firstChild);
    return fragment;
  } catch {
    // No sanitizer, or another one than we know.
  }
}

/**
 * Places in the text that it links to itself: they get names that are nobody else's, and the links lead to them. A link to a place that is
 * not there leads nowhere: against the feed it would open the feed.
 */
function nameNotes(fragment) {
  const named = (id) => `bangtin-${encodeURIComponent(id)}`;
  const here = location.href.split("#")[0];
  const ids = [];
  for (const place of fragment.querySelectorAll("[id],[name]")) {
    const id = place.getAttribute("id") || place.getAttribute("name");
    place.removeAttribute("name");
    place.removeAttribute("id");
    if (!id || ids.includes(named(id))) continue;
    place.id = named(id);
    ids.push(place.id);
  }
  for (const link of fragment.querySelectorAll("a[href^='#']")) {
    const id = named(decoded(link.getAttribute("href").slice(1)));
    if (ids.includes(id)) link.setAttribute("href", `${here}#${id}`);
    else link.removeAttribute("href");
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The headings of a text stand below its title, which is `h1` where the page has none of its own, else `h2`. */
function lowerHeadings(fragment) {
  const headings = [...fragment.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  const level = ({ localName }) => +localName[1];
  const by = (document.querySelector("h1") ? 3 : 2) - Math.min(...headings.map(level));
  if (by <= 0) return;
  for (const heading of headings) {
    const lower = document.createElement(`h${Math.min(6, level(heading) + by)}`);
    for (const { name, value } of heading.attributes) lower.setAttribute(name, value);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
}

/** Shows the place in a text that a link of it leads to. */
export function showNote(link) {
  const place = link.getRootNode().getElementById(link.hash.slice(1));
  if (!place) return;
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.scrollIntoView();
  place.focus({ preventScroll: true });
}

/** Addresses resolved and judged by their scheme as the browser's own parser sees it; links given `rel`. */
function judge(fragment, base) {
  const each = (selector, act) => fragment.querySelectorAll(selector).forEach(act);
  // Puts the absolute address in place of the written one, or takes the attribute away where it does not begin as it must.
  const settle = (element, attribute, begins) => {
    const address = resolve(element.getAttribute(attribute), base);
    if (address?.startsWith(begins)) element.setAttribute(attribute, address);
    else element.removeAttribute(attribute);
  };
  each("[href]", (link) => {
    if (link.localName === "a") settle(link, "href", "");
    else link.removeAttribute("href");
    if (link.hasAttribute("href")) link.setAttribute("rel", "noopener noreferrer");
  });
  each("[poster]", (film) => settle(film, "poster", "http"));
  // Many an editor pastes pictures into the text. SVG is not among them: it is a document, not a picture.
  each("[src]", (media) => {
    const isInline = media.localName === "img" && /^data:image\/(?!svg)/.test(media.getAttribute("src"));
    if (!isInline) settle(media, "src", "http");
  });
  each("img", (picture) => {
    picture.setAttribute("loading", "lazy");
    picture.setAttribute("decoding", "async");
    if (!picture.hasAttribute("alt")) picture.setAttribute("alt", "");
    if (!picture.hasAttribute("src")) picture.remove();
  });
  each("video,audio", (film) => {
    film.setAttribute("controls", "");
    film.setAttribute("preload", "none");
    // Paper shows where it can be seen.
    const address = document.createElement("p");
    address.className = "paper";
    address.textContent = film.src || film.querySelector("source")?.src || "";
    film.after(address);
  });
}

// A paragraph longer than this after a picture is text, not its caption. In UTF-16 units.
const LONGEST_CAPTION = 300;

/** Pictures alone in their paragraph become figures. Editors write the caption into the next paragraph. */
function figures(fragment) {
  const candidates = [];
  for (const picture of fragment.querySelectorAll("p > img:only-child, div > img:only-child")) {
    const paragraph = picture.parentElement;
    if (paragraph.textContent.trim()) continue;
    const figure = document.createElement("figure");
    const next = paragraph.nextElementSibling;
    paragraph.replaceWith(figure);
    figure.append(picture);
    const text = next?.localName === "p" && next.childElementCount < 4 ? next.textContent : "";
    if (!text || text.length > LONGEST_CAPTION) continue;
    const take = (caption, credit) => {
      const figcaption = document.createElement("figcaption");
      write(figcaption, caption, credit);
      figure.append(figcaption);
      next.remove();
    };
    candidates.push({ text, take });
  }
  return candidates;
}

/** Captions in which no credit is set apart. */
function captions(fragment) {
  const found = [];
  for (const figcaption of fragment.querySelectorAll("figcaption")) {
    const credit = figcaption.querySelector("cite");
    credit?.setAttribute("part", "credit");
    // Without a credit it stays as it is written.
    const take = (caption, name) => name && write(figcaption, caption, name);
    if (!credit) found.push({ text: figcaption.textContent, take });
  }
  return found;
}

function write(figcaption, caption, credit) {
  figcaption.textContent = caption;
  if (!credit) return;
  const cite = document.createElement("cite");
  cite.setAttribute("part", "credit");
  cite.textContent = credit;
  figcaption.append(" ", cite);
}

// What is smaller is a sign in the text. In CSS pixels.
const SIGN = 100;

/**
 * Each picture becomes a link to itself, which the viewer takes up (src/viewer.js). Where it leads to a larger copy already it goes on
 * doing so; what leads elsewhere is left alone. For who saves data it waits for a press.
 */
function linkPictures(fragment, [open, show]) {
  for (const picture of fragment.querySelectorAll("img")) {
    const address = picture.getAttribute("src");
    const isSign = ["width", "height"].some((name) => Number(picture.getAttribute(name) || SIGN) < SIGN);
    const around = picture.closest("a");
    const link = around ?? document.createElement("a");
    const isLarger = around?.childElementCount === 1 && !around.textContent.trim() && /\.(avif|gif|jpe?g|png|webp)$/i.test(around.pathname);
    // What stands in the text itself, as data, is no address to go to.
    if (isSign || (around && !isLarger) || (!around && !address.startsWith("http"))) continue;
    link.className = "zoom";
    link.setAttribute("part", "zoom");
    if (!picture.alt) link.setAttribute("aria-label", open);
    if (!around) {
      link.href = address;
      link.rel = "noopener noreferrer";
      picture.replaceWith(link);
      link.append(picture);
    }
    if (!savesData()) continue;
    picture.removeAttribute("src");
    picture.dataset.src = address;
    link.dataset.held = show;
  }
}

/** Tables get a frame in which a phone can scroll them; it must be reached by the keyboard (WCAG 2.1.1). */
function makeScrollable(fragment) {
  for (const table of fragment.querySelectorAll("table")) {
    const frame = document.createElement("div");
    frame.className = "scroll";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", table.querySelector("caption")?.textContent || "Bảng");
    table.replaceWith(frame);
    frame.append(table);
  }
}
