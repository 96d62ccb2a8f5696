// The headlines of a feed, as crates/sources reads them. Only what is plain is read here: where a feed needs more than this (markup in a
// title, a date in a form of its own), the whole reader is brought, a file of its own (src/widgets/feed_page.rs). A test holds both to
// the same rows.
import { resolve } from "../page/address.js";

/** The object's own member, else undefined: what a page has put on a prototype is not seen. */
export const member = (value, key) => ({}.hasOwnProperty.call(value ?? 0, key) ? (value[key] ?? undefined) : undefined);

function beyond() {
  throw 0;
}

// Control characters, and what is white space to the one reader and not to the other, are left to the whole reader.
export const string = (value = "") =>
  typeof value === "string" && !/[\0-\x08\x0e-\x1f\x7f-\x9f\ufeff\u1680\u205f]/.test(value) ? value.normalize().trim() : beyond();

const plain = (value) => {
  const text = string(value);
  return /<|&[#a-z]/i.test(text) ? beyond() : text.replace(/\s+/g, " ");
};

export const name = (value) => (Number.isSafeInteger(value) ? `${value}` : string(value));

export const extension = (node) => {
  const own = member(node, "_bangtin");
  return typeof own === "object" && !Array.isArray(own) ? own : node;
};

/** `[id, name]` */
function category(value) {
  if (typeof value !== "object") return [name(value) || beyond(), name(value)];
  const id = name(member(value, "id")) || beyond();
  return [id, plain(member(value, "name")) || id];
}

// RFC 3339, or a day; `Date.parse` refuses minutes and seconds from 60 on.
const MOMENT = /^[12]\d{3}-\d\d-(\d\d)(T([01]\d|2[0-3]):\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** `[seconds since 1970, how exact]`: 0 the day, 1 the minute, 2 the second; no more exact than `precision` says. */
export function moment(value, precision) {
  const [, day, time, , second] = MOMENT.exec(string(value)) ?? beyond();
  const isDay = new Date(`${value.slice(0, 10)}T00:00Z`).getUTCDate() === +day;
  const instant = Math.floor(Date.parse(time ? value : `${value}T00:00+07:00`) / 1000);
  const most = precision === "day" ? 0 : precision === "minute" ? 1 : 2;
  return isDay && !isNaN(instant) ? [instant, Math.min(most, second ? 2 : time ? 1 : 0)] : beyond();
}

function read(item, base) {
  const extra = extension(item);
  const address = (key, of = item) => {
    const written = string(member(of, key));
    return written ? resolve(written, base) : undefined;
  };
  const [date, views, group, media] = [member(item, "date_published"), member(extra, "views"), member(extra, "category"), member(extra, "media")];
  const image = address("image");
  // Elsewhere, and in another form.
  if ((!image && (media?.length || member(item, "banner_image"))) || views >>> 0 !== (views ?? 0)) beyond();
  return [
    name(member(item, "id")) || beyond(),
    plain(member(item, "title")) || beyond(),
    address("url"),
    plain(member(item, "summary")),
    image,
    ...(date === undefined ? [date, date] : moment(date, string(member(extra, "precision")))),
    views,
    ...(group === undefined ? [group, group] : category(group)),
    (member(item, "tags") ?? []).map(plain).filter(Boolean),
    address("thumbnail", extra),
  ];
}

const orNothing = (act) => {
  try {
    return act();
  } catch {
    // Beyond this.
  }
};

/**
 * An item as a list shows it: `[id, title, address, summary, picture, seconds since 1970, how exact, views, category's id, its name,
 * tags, a smaller picture]`, each but the first two undefined where it is not known; undefined where the item is beyond this.
 */
export const headline = (item, base) => orNothing(() => read(item, base));

/** A feed that came from the address `base`, as `[items, address of the next page, categories]`; undefined where it is beyond this. */
export const open = (feed, base) =>
  orNothing(() => {
    const items = member(feed, "items") ?? feed;
    const next = string(member(feed, "next_url"));
    return [Array.isArray(items) ? items : beyond(), next ? resolve(next, base) : undefined, (member(extension(feed), "categories") ?? []).map(category)];
  });
