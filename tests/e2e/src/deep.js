// `a >>> b` looks for b inside the shadow root of a.
const parts = (selector) => selector.split(">>>").map((part) => part.trim());
const inside = (node) => (node && node.shadowRoot) || node;
const deep = (selector) => parts(selector).reduce((node, part) => node && inside(node).querySelector(part), document);
const deepAll = (selector) => {
  const path = parts(selector);
  const last = path.pop();
  const from = path.reduce((node, part) => node && inside(node).querySelector(part), document);
  return from ? [...inside(from).querySelectorAll(last)] : [];
};
const focused = () => {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  return node;
};
