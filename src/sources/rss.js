// RSS 2.0, RSS 1.0 and Atom, by the browser's own parser of XML, and what NukeViet makes of RSS.
import { authors, each, plain, slug } from "./words.js";

// What an XML parser takes for a reference, and characters that XML forbids; comments and CDATA are whole, so nothing in them is either.
const MENDED = /<!\[CDATA\[[^]*?(?:]]>|$)|<!--[^]*?(?:-->|$)|&(?!(?:#0*(?:9|1[03]|3[2-9]|[4-9]\d|\d{3,7})|#x0*(?:[9ad]|[2-9a-f][\da-f]|[\da-f]{3,6})|amp|lt|gt|quot|apos);)/gi;
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

// None begins within another: what never ends is not looked through again and again.
const ITEM = /<(item|entry)[\s>](?:(?!<\1[\s>]).)*?<\/\1\s*>/gis;

/** The root element of a feed; undefined where there is none. Of one that is broken or was cut it holds the items that can be read alone, as many
 * as a list shows: each takes its time. */
function rootOf(text, policy) {
  const begin = /<(rss|rdf:RDF|feed)[\s>]/i.exec(text);
  // Nobody's feed needs entities of its own. What stands before and behind it (a notice, a script) is not looked at.
  if (!begin || text.slice(0, begin.index).includes("<!ENTITY")) return;
  const end = `</${begin[1]}>`;
  const [feed] = text
    .slice(begin.index)
    .replace(FORBIDDEN, "")
    .replace(MENDED, (found) => (found === "&" ? "&amp;" : found[2] === "-" ? "" : found))
    .split(end);
  // Many a feed does not say what its prefixes mean.
  const prefixes = [...new Set(feed.match(/<[a-z]\w*:/gi))].map((prefix) => ` xmlns:${prefix.slice(1, -1)}="x"`).join("");
  const parse = (inside) => {
    const xml = `<x${prefixes}>${inside}</x>`;
    // A sink for Trusted Types, whatever is parsed. The document is never shown.
    const read = new DOMParser().parseFromString(policy()?.createHTML(xml) ?? xml, "text/xml");
    return !read.querySelector("parsererror") && read.documentElement.firstElementChild;
  };
  const whole = parse(feed + end);
  if (whole) return whole;
  const items = feed.match(ITEM)?.slice(0, 400).filter(parse).join("");
  return items && parse(`<rss><channel>${items}</channel></rss>`);
}

/** The text of an element; where it holds elements (XHTML, by whatever prefix), as HTML. */
const textOf = (element) =>
  element?.childElementCount ? [...element.childNodes].map((node) => new XMLSerializer().serializeToString(node)).join("").replace(/(<\/?)\w+:/g, "$1") : element?.textContent.trim();

/** The elements of an item by their names. */
function members(item) {
  const list = (name) => [...item.children].filter(({ nodeName }) => nodeName === name);
  return { list, text: (...names) => names.map((name) => textOf(list(name)[0])).find(Boolean) };
}

const isOwn = (link) => /^(|alternate)$/.test(link.getAttribute("rel") ?? "");

/** Pictures and files beside the text: `{ url, type, … }`, pictures of lists behind the others. */
function files(item) {
  const named = (name) => [...item.getElementsByTagName(name)];
  const number = (element, name) => +element.getAttribute(name) || undefined;
  // Of one picture in several sizes the largest.
  const contents = new Map();
  for (const one of named("media:content")) {
    const group = one.closest("group") ?? one;
    const known = contents.get(group);
    if (!known || number(one, "width") > number(known, "width")) contents.set(group, one);
  }
  const read = (element) => {
    const get = (name) => element.getAttribute(name) || undefined;
    const url = get("url") ?? get("href") ?? textOf(element);
    const isSmall = /thumb|image|url/.test(element.nodeName);
    return {
      url,
      mime_type: get("type"),
      size_in_bytes: number(element, "length"),
      width: number(element, "width"),
      height: number(element, "height"),
      // Many do not say it, or say what fits any file.
      isPicture: isSmall || /^image/.test(get("medium") ?? get("type")) || /\.(jpe?g|png|webp|gif|avif)(?!\.\w)/i.test(url),
      isSmall,
    };
  };
  const all = [...contents.values(), ...named("enclosure"), ...item.querySelectorAll("link[rel=enclosure]"), ...named("media:thumbnail"), ...named("image").map((one) => one.querySelector("url") ?? one)];
  return all.map(read).filter(({ url }) => url);
}

// The form of RFC 822 that every browser reads alike, without the days that not each month has, and years that they take for others. All others are the whole reader's
// (crates/sources).
const dated = (text) => (/^(\w{3}, )?([01]?\d|2[0-8]) \w{3} [12]\d{3} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)$/.test(text) && Date.parse(text) ? new Date(text).toISOString() : text);

/** Whether it is NukeViet's, which writes the month where the minutes belong. */
function isNukeViet(root, dates) {
  if (/nukeviet/i.test(root.querySelector("generator")?.textContent)) return true;
  // It writes them in UTC, with the weekday before the day. Of an unknown date both are NaN, which equals nothing.
  const hasMonth = (text) => /^\D/.test(text) && new Date(text).getUTCMonth() + 1 === new Date(text).getUTCMinutes();
  return dates.length > 2 && dates.every(hasMonth);
}

function read({ list, text }, item, isShared, hasDays) {
  const link = list("link").find(isOwn);
  const named = text("guid", "id") ?? item.getAttribute("rdf:about");
  const url = link?.getAttribute("href") || link?.textContent.trim() || (/^https?:/.test(named) ? named : undefined);
  const lead = text("description", "summary");
  const written = text("content:encoded", "content");
  // The head of what NukeViet writes for apps says again what is said here.
  const body = /op:markup_version/.test(written) ? written.replace(/^.*?<\/header>/s, "") : written;
  const beside = files(item);
  const pictures = beside.filter(({ isPicture }) => isPicture);
  const first = /<img[^<>]+?src=["'](?!data:)([^"']+)/i.exec(lead + body)?.[1].replaceAll("&amp;", "&");
  const image = pictures[0]?.url ?? first;
  const small = pictures.find(({ isSmall }) => isSmall)?.url;
  const [category, ...tags] = list("category").map((one) => one.getAttribute("label") ?? one.getAttribute("term") ?? textOf(one)).filter(Boolean);
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
      precision: hasDays && /^\D/.test(date) ? "day" : undefined,
      category: category && { id: slug(category), name: category },
      thumbnail: small === image ? undefined : small,
      media: pictures.filter(({ isSmall }) => !isSmall).map(({ url, width, height }) => ({ type: "image", url, width, height })),
      document: number && { number, abstract, issued: date },
    },
  };
}

/** `undefined` where it is no feed. */
export function rss(text, policy) {
  const root = rootOf(text, policy);
  const head = root && (root.localName === "feed" ? root : root.querySelector("channel"));
  if (!head) return;
  const about = members(head);
  const items = [...root.querySelectorAll("item, entry")].map((item) => [members(item), item]);
  const names = new Map();
  for (const [{ text }] of items) {
    const name = text("guid", "id");
    names.set(name, names.has(name));
  }
  const hasDays = isNukeViet(root, items.map(([{ text }]) => text("pubDate", "published", "dc:date", "updated")));
  return {
    title: about.text("title"),
    language: about.text("language") ?? root.getAttribute("xml:lang") ?? undefined,
    items: each(items, ([one, item]) => read(one, item, (name) => names.get(name), hasDays)),
  };
}
