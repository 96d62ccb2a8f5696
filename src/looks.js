// The looks that a page can choose (`look`, `data-look`): a file of its own, brought where one is chosen. The build sets LOOKS_CSS.
const LOOKS = ["son", "lam", "luc"];

/** The look of an element: its own, that of the element in which it stands, that of the page. */
function chosen(element, settings) {
  for (let at = element; at; at = at.getRootNode().host) {
    const own = at.getAttribute("look")?.trim();
    if (own) return own;
  }
  return settings.look?.trim();
}

/** Gives an element its look, and takes the last one off. */
export function dress({ adopt, advise, settings }, element, root) {
  const written = chosen(element, settings);
  const look = LOOKS.find((one) => one === written?.toLowerCase());
  if (!look) delete root.dataset.look;
  else root.dataset.look = look;
  if (look) adopt(element.shadowRoot, "looks", LOOKS_CSS);
  else if (written) advise("explain", element, { failure: "misconfigured", attribute: "look", value: written, takes: LOOKS.join(", ") });
}
