// Gives every element the sheet of what is only seen later (style/late.css). The build sets LATE_CSS.

/** Follows the page: the elements that are shown, and those that come (`page.look`). */
export function followLate(page) {
  const dress = ({ shadowRoot }) => page.adopt(shadowRoot, "late", LATE_CSS);
  const { look: before } = page;
  page.look = (element) => {
    before?.(element);
    dress(element);
  };
  page.shown.forEach((_, element) => dress(element));
}
