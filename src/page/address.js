// The page's address and what it says of ours, in its query string (`?tin=ID`), or in its fragment (`#tin=ID`) where the page asks for that.
// Nothing here throws.

// By the browser's own hand: old libraries put a `URLSearchParams` of theirs in the place of its.
const here = () => new URL(location.href);

// What the fragment says, where it has names and is no anchor of the page.
const inFragment = (address) => new URL(/^#[\w-]+=/.test(address.hash) ? `?${address.hash.slice(1)}` : "?", address).searchParams;

/** What the address says under a name of ours: the item that is read, unless another is asked for. */
export function currentItem(name = "tin") {
  const address = here();
  return address.searchParams.get(name) || inFragment(address).get(name) || undefined;
}

/** The page's own address with this item in it, or with none; or with another value of ours. */
export function itemAddress(item, name = "tin") {
  const address = here();
  const [query, fragment] = [address.searchParams, inFragment(address)];
  const isOurs = fragment.has(name);
  fragment.delete(name);
  // A query that is not touched stays as it is written.
  if (query.has(name)) query.delete(name);
  if (item && document.querySelector("[address=fragment i], [data-address=fragment i]")) fragment.set(name, item);
  else if (item) query.set(name, item);
  if (isOurs || fragment.has(name)) address.hash = fragment;
  return address.href;
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
