// The head of the article that is read (title, date, lead, first picture), painted from feed or saved copy while the kit is still on its
// way: as src/widgets/article makes it, which a test compares. The text comes with the kit: it alone lets foreign HTML in. A file of its
// own, which the loader brings where an article is read. The build sets SHEETS (what an article needs beside the loader's own).
import { currentItem, itemAddress, resolve } from "../page/address.js";
import { place } from "../page/places.js";
import { canSpeak } from "../page/voice.js";
import { savesData } from "../page/saver.js";
import { remembered } from "../page/storage.js";
import { dateOf, viewsLine, inVietNam, make } from "./list.js";
import { age, feedOf, own, speaksVietnamese } from "./paint.js";
import { extension, headline, member, moment, open, string } from "./read.js";

const DAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
const SIZES = ["115", "130", "150", "175", "200"];

/** `09:30 Thứ Tư, 18/11/2026` */
function longDate(part, [seconds, precision], before = "") {
  const [date, clock, day] = inVietNam(seconds * 1000);
  const words = `${precision ? `${clock.slice(0, 5)} ` : ""}${DAYS[new Date(date).getUTCDay()]}, ${day}`;
  return make("time", part, { datetime: dateOf(seconds, precision) }, before + words);
}

function about(item, [, , , , , seconds, precision, views, category, categoryName], hasService) {
  const extra = extension(item);
  const written = member(item, "date_modified");
  const modified = written === undefined ? undefined : moment(written, string(member(extra, "precision")));
  return make(
    "div",
    "",
    { class: "about" },
    category && make("span", "category", {}, categoryName),
    seconds !== undefined && longDate("date", [seconds, precision]),
    modified && (seconds === undefined || modified[0] - seconds >= 60) && longDate("updated", modified, "Cập nhật: "),
    views !== undefined && make("span", "views", {}, viewsLine(views)),
    // The counter's place.
    hasService && views === undefined && make("span", "", { class: "counter" }),
  );
}

/** The first picture, unless the text shows it or it waits for a press. Its caption comes with the text. */
function picture(item, base) {
  const media = member(extension(item), "media") ?? [];
  const first = media.find((one) => /^image/.test(member(one, "type") ?? member(one, "mime_type")));
  const src = resolve(string(member(first, "url")), base);
  const text = member(item, "content_html");
  if (!first || !src || savesData() || (text && string(text).includes(src.split("/").pop()))) return;
  const pixels = (key, otherwise) => (Number.isInteger(first[key]) && first[key] > 0 ? first[key] : otherwise);
  const [width, height] = [pixels("width", 1200), pixels("height", 800)];
  const alt = string(member(first, "alt"));
  const shown = make("img", "", { src, alt, width, height, decoding: "async" });
  return make("figure", "lead-picture", {}, make("a", "zoom", { class: "zoom", href: src, "aria-label": !alt && "Xem ảnh lớn" }, shown));
}

const tool = (id, words, pressed) => make("button", "tool", { type: "button", "data-tool": id, "aria-pressed": pressed }, ...words);

function toolbar() {
  const unseen = (words) => make("span", "", { class: "unseen" }, words);
  return make(
    "div",
    "tools",
    { class: "toolbar", role: "group", "aria-label": "Công cụ đọc" },
    tool("smaller", ["A−", unseen("Giảm cỡ chữ")]),
    tool("larger", ["A+", unseen("Tăng cỡ chữ")]),
    tool("contrast", ["Tương phản cao"], `${!!remembered("contrast")}`),
    canSpeak("vi") && tool("speak", ["Nghe bài viết"]),
    tool("print", ["In bài viết"]),
  );
}

function article(element, settings, feed, item, base) {
  const row = headline(item, base);
  const isOn = (attribute) => own(element, attribute)?.toLowerCase() !== "off";
  const hasService = (own(element, "service") ?? settings.service) && (own(element, "site") ?? settings.site);
  const title = make(document.querySelector("h1") ? "h2" : "h1", "title", { tabindex: "-1" }, row[1]);
  const size = remembered("size");
  const made = make(
    "article",
    "article",
    {
      class: "article",
      lang: string(member(item, "language")) || string(member(feed, "language")),
      "data-size": SIZES.includes(size) ? size : "100",
    },
    make(
      "header",
      "",
      {},
      title,
      about(item, row, hasService),
      row[3] && !member(extension(item), "excerpt") && make("p", "lead", {}, row[3]),
    ),
    isOn("toolbar") && toolbar(),
    picture(item, base),
    make("div", "skeleton", { class: "blank", "aria-hidden": "true" }, ...Array.from({ length: 9 }, () => make("span"))),
  );
  made.toggleAttribute("data-contrast", !!remembered("contrast"));
  return made;
}

/** The item that an element shows as an article. */
const itemIn = (element) => (element.localName === "bangtin-article" && own(element, "item")) || (element === place() ? currentItem() : undefined);

async function paintIn(element, settings, sourcesOf, put) {
  const id = itemIn(element);
  if (!id || !speaksVietnamese(element, settings)) return;
  const address = feedOf(element, settings, `/articles/${encodeURIComponent(id)}`);
  const attempt = async (coming) => {
    const [feed, time] = await coming;
    const item = open(feed, address)[0].find((one) => `${member(one, "id")}`.normalize().trim() === id);
    const isInPlace = element.localName === "bangtin-news";
    // Meanwhile the page may have asked for something else.
    if (itemIn(element) !== id) return;
    const shown = make(
      "div",
      "",
      {},
      make("div", "", { role: "status" }, time && make("p", "stale", { class: "note" }, age(time))),
      article(element, settings, feed, item, address),
    );
    put(
      element,
      [["base"], ["rest", SHEETS.rest], ...(isInPlace ? [["news"]] : []), ["article", SHEETS.article]],
      isInPlace ? make("div", "", {}, make("a", "back", { href: itemAddress() }, "Quay lại danh sách"), shown) : shown,
    );
  };
  await Promise.any(sourcesOf(address).map(attempt));
}

/** Paints what articles there are among these elements. `sourcesOf` gives the promises of a feed, `put` puts a tree in an element. */
export const paintArticle = (near, settings, sourcesOf, put) => Promise.allSettled(near.map((element) => paintIn(element, settings, sourcesOf, put)));
