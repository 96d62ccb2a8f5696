// One item of a JSON Feed. What only a shown row needs is worked out when the row is first shown: a feed can hold thousands.
import { dateLine, digits, fold } from "./text.js";
import { words } from "./words.js";

export class Article {
  #raw;
  #base;
  #row;
  #folded;

  constructor(raw, base) {
    this.#raw = raw;
    this.#base = base;
    this.id = String(raw.id);
    this.title = raw.title;
    this.summary = raw.summary;
    this.category = raw._bangtin?.category?.id;
  }

  /** What the row shows beside title and summary; what the feed does not tell is undefined. */
  get row() {
    return (this.#row ??= this.#readRow());
  }

  /** Title and summary as the search compares them. */
  get folded() {
    return (this.#folded ??= fold(`${this.title} ${this.summary ?? ""}`));
  }

  #readRow() {
    const { url, image, date_published: published, _bangtin: more = {} } = this.#raw;
    return {
      href: safe(url, this.#base),
      picture: safe(image, this.#base),
      published,
      date: dateLine(published, more.precision),
      views: more.views === undefined ? undefined : words.views(digits(more.views)),
    };
  }
}

/** An absolute web address, or undefined for everything else, `javascript:` above all. */
function safe(address, base) {
  if (!address) return undefined;
  try {
    const url = new URL(address, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}
