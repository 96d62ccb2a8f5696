// The first list, painted from feed or saved copy while the kit is still on its way. What cannot be painted exactly as the kit will paint
// it is left to the kit.
import { currentItem, itemAddress, resolve } from "../page/address.js";
import { inVietNam, list, make } from "./list.js";
import { headline, open } from "./read.js";
import { judge } from "./scheme.js";
import { adopt } from "./sheets.js";

// As many rows as the kit makes before its own first paint, and as many items as it reads before it.
const MOST = 24;
const FIRST_SLICE = 100;

/** An attribute that says something. */
export const own = (element, name) => element.getAttribute(name)?.trim() || undefined;

/**
 * Whether an element holds what no officer writes into it: its end tag is missing, or it is written `<bangtin-news/>`, which HTML takes
 * for a beginning. Then the rest of the page is inside it.
 */
export const swallows = (element, ours = ":not(:defined)") =>
  element.querySelector(`footer, main, script:not([type*=json]), :not(bangtin-subscribe) > form, ${ours}`) || element.querySelectorAll("*")[99];

/** Whether the element speaks Vietnamese in the kit's own words. */
export const speaksVietnamese = (element, settings) =>
  !own(element, "labels") && !settings.labels && !/^en/i.test(own(element, "lang") || settings.lang || element.closest("[lang]")?.lang);

const headlines = ({ localName }) => localName === "bangtin-news" && !currentItem() && "/articles?fields=headlines";

/**
 * The address of what an element shows, as the elements themselves work it out (src/client/address.rs): its feed, else this path of its
 * service. Of the elements that ask a service, only the list asks for this, and none where an article is read (article.js). A wrong
 * address is explained by the element itself.
 */
export function feedOf(element, settings, path = headlines(element)) {
  const given = (name) => own(element, name) ?? settings[name]?.trim();
  const service = path && given("service");
  const address = given("src") ?? (service && given("site") && `${service.replace(/\/+$/, "")}/v1/sites/${given("site")}${path}`);
  return address && resolve(address, document.baseURI);
}

/**
 * What the tag asks for; undefined where it asks for what cannot be painted here: other words, an article in the list's place, something
 * wrong.
 */
function wishes(element, settings) {
  const get = (name, otherwise) => own(element, name)?.toLowerCase() ?? otherwise;
  const flag = (name) => !/^(null|\s*(false|off)\s*)$/i.test(element.getAttribute(name));
  const [layout, limit, links, all] = [get("layout", "list"), get("limit", "10"), get("links", "item"), own(element, "see-all")];
  const isReader = links === "reader";
  const seeAll = all ? resolve(all, document.baseURI) : "";
  const asked = `${layout} ${limit} ${get("theme", "auto")} ${links} ${element.getAttributeNames()}`;
  // Of the names those that ask for what is not in the first file (src/widgets/news/settings.rs).
  if (!/^(list|cards|headlines) ([1-9]\d{0,2}|1000) (auto|light|dark) (item|reader) (?!.*(sort|query|urgent|pinned|new-|distinct|counts))/.test(asked)) return;
  if (seeAll === undefined || (isReader && currentItem()) || !speaksVietnamese(element, settings)) return;
  return {
    layout,
    limit,
    heading: own(element, "heading"),
    category: own(element, "category"),
    search: flag("search"),
    categories: flag("categories") && !own(element, "category"),
    seeAll,
    target: ([id, , url]) => (isReader ? itemAddress(id) : url),
  };
}

/** The rows of a feed that are wanted; undefined where there are none yet, or where some of it cannot be read here. */
function find(feed, { category, limit, categories }, address) {
  const [items, next, named] = open(feed, address) ?? [[]];
  const known = new Map();
  for (const item of items.slice(0, FIRST_SLICE)) {
    const row = headline(item, address);
    if (!row) return;
    if (!known.has(row[0])) known.set(row[0], row);
  }
  const rows = [...known.values()];
  const wanted = rows.filter((row) => !category || row[8] === category);
  if (!wanted.length) return;
  const here = rows.map((row) => row.slice(8, 10)).filter(([id]) => id);
  return {
    rows: wanted.slice(0, Math.min(limit, MOST)),
    hasMore: wanted.length > limit || next,
    categories: categories ? (named.length ? named : [...new Map(here.map((one) => [`${one}`, one])).values()]) : [],
  };
}

/** The age of a saved copy: the time if it is of today, else the day too. */
export function age(time) {
  const [date, clock, day] = inVietNam(time);
  return `Bản lưu lúc ${clock.slice(0, 5)}${date === inVietNam(Date.now())[0] ? "" : ` ngày ${day}`}`;
}

let isOver = false;

/**
 * Puts a tree in the element's shadow root, with these sheets. What has a shadow root is painted already, or is the kit's. Without an
 * answer: it says so by what it throws.
 */
export function put(element, sheets, ...children) {
  if (isOver || element.shadowRoot || !element.isConnected) throw 0;
  const root = make("div", "", { class: "root" }, ...children);
  judge(root, element);
  // A press is not lost: the kit makes up for it (src/elements/take_over.js).
  root.onclick = ({ target }) => (root.pressed = target.closest("button"));
  const shadow = element.attachShadow({ mode: "open" });
  for (const [name, css] of sheets) adopt(shadow, name, css);
  shadow.append(root);
  if (swallows(element)) shadow.append(make("slot"));
  // event="bangtin-painted": The content can be seen and its links lead on; all else comes with bangtin-ready. Sent by the loader, which
  // paints the first lists and the head of an article before the kit is there; what waits for the kit does not send it.
  element.dispatchEvent(new Event("bangtin-painted", { bubbles: true, composed: true }));
}

/**
 * Paints a list as soon as its feed or its saved copy is there: `sources` are promises of a feed, and of when it was saved where it was.
 * Kept when it is painted, broken when it is known that it will not be.
 */
export function paint(element, settings, address, sources) {
  const attempt = async (coming) => {
    const [feed, time] = await coming;
    const wished = wishes(element, settings);
    // Meanwhile the page may have asked for something else.
    if (feedOf(element, settings) !== address) throw 0;
    put(element, [["base"], ["news"]], list(wished, find(feed, wished, address), time && age(time)));
  };
  return wishes(element, settings) && Promise.any(sources.map(attempt));
}

/** There will be no kit: what needs it goes from a painted list, what stands inside the tag is shown below. Nothing more is painted. */
export function leaveAsItIs(element) {
  isOver = true;
  const root = element.shadowRoot?.querySelector(".root") ?? element.shadowRoot;
  root?.querySelectorAll(".tools, .toolbar, .blank, [part=more]").forEach((control) => control.remove());
  root?.append(make("slot"));
}
