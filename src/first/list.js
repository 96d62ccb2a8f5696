// The first list, painted as src/widgets/news paints it: the same elements, parts and classes. A test compares the two.

import { savesData } from "../page/saver.js";

/** An element. Of the attributes those that say something, and `alt`; of the children those that are there. */
export function make(tag, part, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ part, ...attributes })) if (value || name === "alt") element.setAttribute(name, value);
  element.append(...children.filter(Boolean));
  return element;
}

/** A moment (milliseconds since 1970) as calendar and clock show it in Viet Nam: `["2026-11-18", "09:30:00.000Z", "18/11/2026"]`. */
export function inVietNam(time) {
  const [date, clock] = new Date(time + 25_200_000).toISOString().split("T");
  return [date, clock, date.split("-").reverse().join("/")];
}

/** A date (see read.js) for machines. */
export function dateOf(seconds, precision) {
  const [date, clock] = inVietNam(seconds * 1000);
  return precision ? `${date}T${clock.slice(0, precision * 3 + 2)}+07:00` : date;
}

/** A date for readers. */
function dated(seconds, precision) {
  const [, clock, day] = inVietNam(seconds * 1000);
  return make("time", "date", { datetime: dateOf(seconds, precision) }, precision ? `${day} ${clock.slice(0, 5)}` : day);
}

/** `1.234 lượt xem` */
export const viewsLine = (views) => `${`${views}`.replace(/\B(?=(\d{3})+$)/g, ".")} lượt xem`;

/** One article of the list. */
function row([id, title, , summary, src, seconds, precision, views, , , , small], layout, href) {
  const isFull = layout !== "headlines";
  return make(
    "li",
    "row",
    {},
    isFull &&
      src &&
      !savesData() &&
      make("span", "picture", { class: "picture" }, make("img", "thumbnail", { alt: "", loading: "lazy", decoding: "async", src: (layout !== "cards" && small) || src })),
    make(
      "div",
      "",
      { class: "text" },
      make("a", "link", { href, "data-item": id }, make("span", "title", {}, title)),
      make(
        "div",
        "",
        { class: "about" },
        seconds !== undefined && dated(seconds, precision),
        isFull && views !== undefined && make("span", "views", {}, viewsLine(views)),
      ),
      isFull && summary && make("p", "summary", {}, summary),
    ),
  );
}

/** The whole list. `saved` is the sentence that tells the age of a copy; `target` gives the address of a row. */
export function list({ layout, heading, search, seeAll, target }, { rows, categories, hasMore }, saved) {
  const label = "Tìm tin (gõ không dấu cũng được)";
  const button = (part, words, pressed) => make("button", part, { type: "button", "aria-pressed": pressed }, words);
  return make(
    "section",
    "news",
    { class: "news", "data-layout": layout, "aria-label": heading ?? "Danh sách tin" },
    heading && make("h2", "heading", { class: "heading" }, heading),
    make("div", "", { role: "status" }, saved && make("p", "stale", { class: "note" }, saved)),
    make(
      "div",
      "",
      { class: "tools" },
      search && make("input", "search", { type: "search", autocomplete: "off", enterkeyhint: "search", "aria-label": label, placeholder: label }),
      categories.length &&
        make(
          "div",
          "categories",
          { class: "categories", role: "group" },
          button("category", "Tất cả", "true"),
          ...categories.map(([, name]) => button("category", name, "false")),
        ),
    ),
    make("ul", "list", { role: "list" }, ...rows.map((one) => row(one, layout, target(one)))),
    make("p", "", { role: "status", class: "note" }),
    make("div", "", { class: "end" }, hasMore && button("more", "Xem thêm"), seeAll && make("a", "see-all", { href: seeAll }, "Xem tất cả")),
  );
}
