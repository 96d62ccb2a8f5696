// The page's address and the item in its query string. Nothing here throws.

const ITEM = "tin";

// By the browser's own hand: old libraries put a `URLSearchParams` of theirs in the place of its.
const here = () => new URL(location.href);

/** The item that the address names. */
export const currentItem = () => here().searchParams.get(ITEM) || undefined;

/** The page's own address with this item in it, or with none. */
export function itemAddress(item) {
  const address = here();
  if (item === undefined) address.searchParams.delete(ITEM);
  else address.searchParams.set(ITEM, item);
  return address.href;
}

/** Changes the address without leaving the page; Back leads to where the reader was. */
export function pushAddress(address) {
  try {
    history.pushState(null, "", address);
  } catch {
    // A page in a sandbox has no address of its own: the reader sees the item, the address stays.
  }
}

/** `value` against `base`, where it is a web, mail or telephone address; as the browser's own parser sees it. */
export function resolve(value, base) {
  try {
    const address = new URL(value, base);
    return /^(https?|mailto|tel):$/.test(address.protocol) ? address.href : undefined;
  } catch {
    return undefined;
  }
}
