// How the reader wants to read, brought to every element of the page: a file of its own, brought where <bangtin-display> stands, which a
// portal has too (src/elements/displayed.js). What is chosen is chosen in src/components/display.rs. The build sets DISPLAYED_CSS.
import { withEach } from "./elements/each.js";
import { remembered } from "./page/storage.js";

/** Follows what the reader chooses, for each element of the page. */
export function display(page) {
  let chosen = { size: remembered("size"), spacing: remembered("spacing"), contrast: remembered("contrast") };
  const dress = (element) => {
    const root = page.shown.get(element);
    if (!root) return;
    page.adopt(element.shadowRoot, "displayed", DISPLAYED_CSS);
    for (const name in chosen) {
      if (chosen[name]) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
  };
  addEventListener("bangtin-display", ({ detail: { size, spacing, contrast } }) => {
    chosen = { size, spacing, contrast };
    page.shown.forEach((_, element) => dress(element));
  });
  withEach(page, dress);
}
