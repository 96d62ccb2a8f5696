// Foreign HTML in the browser: parsed and cleaned, its addresses judged, its pictures and tables brought into one form.
import { resolve } from "../page/address.js";
import { policy } from "../page/policy.js";

/**
 * The HTML as a fragment that holds only what the configuration allows. The browser's own sanitizer makes it where there is one, else
 * DOMPurify, whose file `purify` imports. Both parse into a document of their own, so nothing loads or runs yet.
 */
export async function sanitized(html, configuration, purify) {
  const sanitizer = JSON.parse(configuration);
  const fragment = document.createDocumentFragment();
  if ("parseHTML" in Document) {
    try {
      const { body } = Document.parseHTML(html, { sanitizer });
      // A document of frames has no body that could hold text.
      while (body?.firstChild) fragment.append(body.firstChild);
      return fragment;
    } catch {
      // Another sanitizer than we know.
    }
  }
  const { sanitize } = await purify();
  const clean = sanitize(html, sanitizer, policy());
  // Of some broken documents nothing is left, not even a fragment.
  return clean instanceof DocumentFragment ? clean : fragment;
}

/** Addresses resolved against `base` and judged by their scheme as the browser's own parser sees it; links given `rel`. */
export function judge(fragment, base) {
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
  });
}

/**
 * Pictures alone in their paragraph become figures. Gives the paragraphs that may hold a caption, as editors write it into the next one:
 * `[figure, paragraph, text]`. One of more than `longest` UTF-16 units is text.
 */
export function figures(fragment, longest) {
  const candidates = [];
  for (const picture of fragment.querySelectorAll("p > img:only-child, div > img:only-child")) {
    const paragraph = picture.parentElement;
    if (paragraph.textContent.trim()) continue;
    const figure = document.createElement("figure");
    const next = paragraph.nextElementSibling;
    paragraph.replaceWith(figure);
    figure.append(picture);
    const text = next?.localName === "p" && next.childElementCount < 4 ? next.textContent : "";
    if (text && text.length <= longest) candidates.push([figure, next, text]);
  }
  return candidates;
}

/** Makes the paragraph the figure's caption. */
export function caption(figure, paragraph) {
  const figcaption = document.createElement("figcaption");
  figcaption.textContent = paragraph.textContent;
  figure.append(figcaption);
  paragraph.remove();
}

/** The captions in which no credit is set apart: `[figcaption, text]`. */
export const captions = (fragment) =>
  [...fragment.querySelectorAll("figcaption")]
    .filter((figcaption) => !figcaption.querySelector("cite"))
    .map((figcaption) => [figcaption, figcaption.textContent]);

/** Writes a caption with its credit apart. */
export function credit(figcaption, text, name) {
  const cite = document.createElement("cite");
  cite.textContent = name;
  figcaption.replaceChildren(text, " ", cite);
}

/** Credits get their part, and tables a frame in which a phone can scroll them. */
export function finish(fragment, label) {
  for (const cite of fragment.querySelectorAll("figcaption cite")) cite.setAttribute("part", "credit");
  for (const table of fragment.querySelectorAll("table")) {
    const frame = document.createElement("div");
    frame.className = "scroll";
    // A region that scrolls must be reached by the keyboard (WCAG 2.1.1).
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", table.querySelector("caption")?.textContent || label);
    table.replaceWith(frame);
    frame.append(table);
  }
}
