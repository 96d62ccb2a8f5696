// RSS 2.0, RSS 1.0 and Atom, by the browser's own parser of XML, and what NukeViet makes of RSS.
import { authors, plain, slug } from "./words.js";

// What an XML parser takes for a reference, and characters that XML forbids; comments and CDATA are whole, so nothing in them is either.
const MENDED = /<!\[CDATA\[[^]*?(?:]]>|$)|<!--[^]*?(?:-->|$)|&(?!(?:#0*(?:9|1[03]|3[2-9]|[4-9]\d|\d{3,7})|#x0*(?:[9ad]|[2-9a-f][\da-f]|[\da-f]{3,6})|amp|lt|gt|quot|apos);)/gi;
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** The root element of a feed; undefined where there is none, or where it is broken. */
function rootOf(text, policy) {
  const begin = /<(rss|rdf:RDF|feed)[\s>]/i.exec(text);
  const end = begin ? text.lastIndexOf(`</${begin[1]}`) : -1;
  // Nobody's feed needs entities of its own. What stands before and behind it (a notice, a script) is not looked at.
  if (end < 0 || text.slice(0, begin.index).includes("<!ENTITY")) return;
  const feed = `${text.slice(begin.index, end)}</${begin[1]}>`
    .replace(FORBIDDEN, "")
    .replace(MENDED, (found) => (found === "&" ? "&amp;" : found[2] === "-" ? "" : found));
  // Many a feed does not say what its prefixes mean.
  const prefixes = [...new Set(feed.match(/<[a-z]\w*:/gi))].map((prefix) => ` xmlns:${prefix.slice(1, -1)}="x"`);
  const xml = `<x${prefixes.join("")}>${feed}</x>`;
  // A sink for Trusted Types, whatever is parsed. The document is never shown.
  const read = new DOMParser().parseFromString(policy()?.createHTML(xml) ?? xml, "text/xml");
  return read.querySelector("parsererror") ? undefined : read.documentElement.firstElementChild;
}

/** The text of an element; where it holds elements (XHTML), as HTML. */
const textOf = (element) =>
  element?.childElementCount ? [...element.childNodes].map((node) => new XMLSerializer().serializeToString(node)).join("") : element?.textContent.trim();

/** The elements of an item by their names. */
function members(item) {
  const all = {};
  for (const child of item.children) (all[child.nodeName] ??= []).push(child);
  const list = (name) => all[name] ?? [];
  return { list, text: (...names) => names.map((name) => textOf(list(name)[0])).find(Boolean) };
}

const isOwn = (link) => /^(|alternate)$/.test(link.getAttribute("rel") ?? "");

/** Pictures and files beside the text: `{ url, type, … }`, pictures of lists behind the others. */
function files(item) {
  const named = (name) => [...item.getElementsByTagName(name)];
  const links = named("link").filter((link) => link.getAttribute("rel") === "enclosure");
  const read = (element) => {
    const get = (name) => element.getAttribute(name) || undefined;
    const url = get("url") ?? get("href") ?? element.textContent.trim();
    const kind = get("medium") ?? get("type") ?? (element.nodeName === "media:content" && !/\.(jpe?g|png|webp|gif|avif)\b/i.test(url) ? "" : element.nodeName);
    return { url, mime_type: get("type"), size_in_bytes: +get("length") || undefined, width: get("width"), height: get("height"), isPicture: /^(image|media:)/.test(kind), isSmall: /thumbnail/.test(kind) };
  };
  const all = [...named("media:content"), ...named("enclosure"), ...links, ...named("media:thumbnail"), ...named("image").filter((one) => !one.childElementCount)];
  return all.map(read).filter(({ url }) => url);
}

// The form of RFC 822 that every browser reads alike. All others are the whole reader's (crates/sources).
const dated = (text) => (/^(\w{3}, )?\d\d? \w{3} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)$/.test(text) && Date.parse(text) ? new Date(text).toISOString() : text);

/** Whether it is NukeViet's, which writes the month where the minutes belong. */
function isNukeViet(root, dates) {
  if (/nukeviet/i.test(root.querySelector("generator")?.textContent)) return true;
  // It writes them in UTC, with the weekday before the day. Of an unknown date both are NaN, which equals nothing.
  const hasMonth = (text) => /^\D/.test(text) && new Date(text).getUTCMonth() + 1 === new Date(text).getUTCMinutes();
  return dates.length > 2 && dates.every(hasMonth);
}

function read({ list, text }, item, isShared, hasDays) {
  const link = list("link").filter(isOwn)[0];
  const named = text("guid", "id") ?? item.getAttribute("rdf:about");
  const url = link?.getAttribute("href") || link?.textContent.trim() || (/^https?:/.test(named) ? named : undefined);
  const lead = text("description", "summary");
  const body = text("content:encoded", "content");
  const beside = files(item);
  const pictures = beside.filter(({ isPicture }) => isPicture);
  const first = /<img[^<>]+?src=["']([^"']+)/i.exec(lead)?.[1].replaceAll("&amp;", "&");
  const image = pictures[0]?.url ?? first;
  const small = pictures.find(({ isSmall }) => isSmall)?.url;
  const [category, ...tags] = list("category").map((one) => one.getAttribute("label") || one.getAttribute("term") || textOf(one)).filter(Boolean);
  const date = text("pubDate", "published", "dc:date", "updated");
  const title = plain(text("title", "dc:title"));
  // Law feeds write the number before the title: `[12/QĐ-UBND] Về việc …`.
  const [, number, abstract] = /^\[(?=[^\]]*\d)([^\]]{0,30}[/-][^\]]{0,30})]\s*(.+)/s.exec(title) ?? [];
  return {
    id: (isShared(named) ? url : named) ?? url,
    url,
    title: abstract ?? title,
    // The picture before the lead, which NukeViet puts there, is taken above.
    summary: plain(lead)?.replace(/<img[^<>]*>/gi, "").trim(),
    content_html: body === lead ? undefined : body,
    image,
    date_published: dated(date),
    date_modified: list("published")[0] && text("updated"),
    tags,
    authors: authors([text("dc:creator", "author")].concat(list("author").map((one) => textOf(one.querySelector("name"))))),
    attachments: beside.filter(({ isPicture }) => !isPicture),
    _bangtin: {
      precision: hasDays && list("pubDate")[0] ? "day" : undefined,
      category: category && { id: slug(category), name: category },
      thumbnail: small === image ? undefined : small,
      media: pictures.filter(({ isSmall }) => !isSmall).map(({ url, width, height }) => ({ type: "image", url, width: +width || undefined, height: +height || undefined })),
      document: number && { number, abstract, issued: date },
    },
  };
}

/** `undefined` where it is no feed. */
export function rss(text, policy) {
  const root = rootOf(text, policy);
  const head = root?.localName === "feed" ? root : [...(root?.children ?? [])].find(({ localName }) => localName === "channel");
  if (!head) return;
  const about = members(head);
  const items = [...root.querySelectorAll("item, entry")].map((item) => [members(item), item]);
  const names = new Map();
  for (const [{ text }] of items) names.set(text("guid", "id"), 1 + (names.get(text("guid", "id")) ?? 0));
  const hasDays = isNukeViet(root, items.map(([{ text }]) => text("pubDate", "published", "dc:date", "updated")));
  return {
    title: about.text("title"),
    language: about.text("language") ?? root.getAttribute("xml:lang") ?? undefined,
    items: items.map(([one, item]) => read(one, item, (name) => names.get(name) > 1, hasDays)),
  };
}
