// Where a page's editor takes every tag with a hyphen out, `<div data-bangtin="news" data-limit="6">…</div>` is the same element.

/** The tag that a box stands for. */
export const tagOf = (box) => `bangtin-${box.dataset.bangtin.replace(/\W/g, "").toLowerCase()}`;

/** Puts the element that a box stands for into it, unless it is there: with the box's `data-*` as its attributes, around what stood in the box. */
export function upgrade(box) {
  const tag = tagOf(box);
  if (box.firstElementChild?.localName === tag) return;
  const element = document.createElement(tag);
  for (const { name, value } of box.attributes) if (/^data-(?!bangtin)/.test(name)) element.setAttribute(name.slice(5), value);
  element.append(...box.childNodes);
  box.append(element);
}
