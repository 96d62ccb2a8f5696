/** A new element with these properties; `part` and `role` too. */
export function make(tag, { part, ...properties }, ...children) {
  const element = document.createElement(tag);
  if (part) element.part.add(part);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}
