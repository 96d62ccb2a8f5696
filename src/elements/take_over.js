// The kit takes the list that the loader has painted over: its own, the same, takes the painted one's place between two frames.

/** Waits until a view has something to show and the browser is about to paint. */
export function whenShown(root, act) {
  const watch = new MutationObserver(() => {
    if ((root.dataset.state ?? "loading") === "loading") return;
    watch.disconnect();
    const once = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      act();
    };
    // A page that is not seen does not paint.
    const timer = setTimeout(once, document.hidden ? 0 : 100);
    const frame = requestAnimationFrame(once);
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-state"] });
}

const CONTROLS = "a, input, button";

/** The control of `root` that is the same as one of another tree: it leads to the same article, or has the same part and words. */
function counterpart(root, control) {
  const name = ({ dataset, part, textContent }) => dataset.item ?? `${part} ${textContent}`;
  return control && [...root.querySelectorAll(CONTROLS)].find((own) => name(own) === name(control));
}

/** What a row's content takes, in pixels. */
function contentHeight(row) {
  const { paddingTop, paddingBottom, borderTopWidth, borderBottomWidth } = getComputedStyle(row);
  const [above, below] = [parseFloat(paddingTop) + parseFloat(borderTopWidth), parseFloat(paddingBottom) + parseFloat(borderBottomWidth)];
  return row.getBoundingClientRect().height - above - below;
}

/**
 * Puts `root` in the place of the painted one. Focus, what was typed or pressed and the pictures that have come go with it, and nothing
 * moves.
 */
export function takeOver(shadow, painted, root) {
  const pairs = (selector) => {
    const own = root.querySelectorAll(selector);
    return [...painted.querySelectorAll(selector)].map((one, index) => [one, own[index]]).filter(([, own]) => own);
  };
  const { activeElement: focused } = shadow;
  // A row that is not in sight is laid out only when it comes near: until then it keeps the place of the painted one.
  for (const [row, own] of pairs("li")) own.style.containIntrinsicSize = `auto ${contentHeight(row)}px`;
  for (const [picture, own] of pairs("img")) if (picture.src === own.src && picture.naturalWidth) own.replaceWith(picture);
  // The age of a copy goes when the answer is there; its place stays.
  const [[status, ownStatus] = []] = pairs("[role=status]");
  if (status) ownStatus.style.minHeight = `${status.getBoundingClientRect().height}px`;
  painted.replaceWith(root);
  const own = counterpart(root, focused);
  for (const [field, ownField] of pairs("input")) {
    if (!field.value) continue;
    ownField.value = field.value;
    ownField.dispatchEvent(new InputEvent("input", { bubbles: true }));
    ownField.setSelectionRange(field.selectionStart, field.selectionEnd);
  }
  own?.focus({ preventScroll: true });
  counterpart(root, painted.pressed)?.click();
}
