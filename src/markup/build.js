// Makes an element from a text of tokens, in one call: a row of a list is ten elements and twenty attributes, and as many calls from
// WebAssembly cost a slow phone more than the elements themselves.
//
// An element is: tag, number of attributes, name and value of each, number of children, each child. A child that is text is: "", text.

/** The element that the tokens describe; they are separated by U+0001. */
export function build(tokens) {
  const parts = tokens.split("\u0001");
  let at = 0;
  const next = () => parts[at++];
  const make = () => {
    const tag = next();
    if (!tag) return document.createTextNode(next());
    const element = document.createElement(tag);
    for (let count = next(); count > 0; count--) element.setAttribute(next(), next());
    for (let count = next(); count > 0; count--) element.appendChild(make());
    return element;
  };
  return make();
}
