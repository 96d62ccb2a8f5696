// What a reader has asked a list for, kept in the page's address: a reload and a shared address show the same. One list of a page keeps it
// there: the first that offers it.

// The names in the address, by the attribute that offers it.
const NAMES = { search: "tin-tim", categories: "tin-muc" };

const keeps = (list, offer) => document.querySelector(`bangtin-news[${offer}]`) === list;

let timer;

/** Asks what the address asks for, and follows what readers ask for. `shown` are the elements, with their roots. */
export function followAsked(shown, { currentItem, itemAddress }) {
  const ask = (list) => {
    const root = shown.get(list);
    const [query, category] = [keeps(list, "search") && currentItem(NAMES.search), keeps(list, "categories") && currentItem(NAMES.categories)];
    const field = root?.querySelector("[part=search]");
    if (query && field && !field.value) {
      field.value = query;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    const buttons = [...(root?.querySelectorAll("[part=category]") ?? [])];
    const button = category && buttons.find(({ textContent }) => textContent === category);
    if (button && button.getAttribute("aria-pressed") !== "true") button.click();
  };
  const askAll = () => shown.forEach((_, list) => ask(list));

  const keep = (list, offer, value) => {
    if (!keeps(list, offer)) return;
    // When the reader pauses: browsers refuse an address that changes with each letter.
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        history.replaceState(history.state, "", itemAddress(value, NAMES[offer]));
      } catch {
        // A page in a sandbox has no address of its own.
      }
    }, 400);
  };
  const hear = (event) => {
    const [control] = event.composedPath();
    const list = control.getRootNode?.().host;
    if (!shown.has(list)) return;
    if (event.type === "input" && control.matches("[part=search]")) keep(list, "search", control.value);
    if (event.type === "click" && control.matches?.("[part=category]")) keep(list, "categories", control.previousElementSibling ? control.textContent : "");
  };
  addEventListener("input", hear);
  addEventListener("click", hear);
  addEventListener("bangtin-ready", ({ target }) => ask(target));
  // A list that stands where an article was.
  addEventListener("popstate", () => setTimeout(askAll));
  askAll();
}
