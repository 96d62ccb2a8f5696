// What the loader has brought and the kit goes on with (public/bangtin.js).

let first;

export const keep = (brought) => void (first = brought);

/** The promise of an address that needs no request. What the loader has begun serves once. */
export function take(address) {
  const begun = first.started.get(address);
  if (begun?.again) return begun.again();
  first.started.delete(address);
  return begun;
}

/** The table of words under this name (src/labels.js). */
export const words = (name) => first.words[name];

/** A promise that is kept when the words in English are there, or cannot be had. */
export const bringEnglish = () => first.english();

/** Gives an element's shadow root the sheet of that name. */
export const adopt = (element, name, css) => void (element.shadowRoot && first.adopt(element.shadowRoot, name, css));

/** See read.js; `[[]]` where the feed is beyond what is read there. */
export const open = (feed, base) => first.open(feed, base) ?? [[]];

/** See read.js. */
export const headline = (item, base) => first.headline(item, base);

/** See src/page/address.js, of which there is one copy: the loader's. */
export const currentItem = (name) => first.currentItem(name);

/** See src/page/address.js. */
export const itemAddress = (item, name) => first.itemAddress(item, name);

/** See src/page/address.js. */
export const resolve = (value, base) => first.resolve(value, base);

/** See src/client/saved.js. The loader has looked for the first feed's copy while the kit was on its way. */
export const saved = (address) => take(`saved:${address}`) ?? first.saved(address);
