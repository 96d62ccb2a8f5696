/** Does this with each element of the page: those that are shown, and those that come (`page.look`; src/entry.js tells what `page` is). */
export function withEach(page, act) {
  const { look: before } = page;
  page.look = (element) => {
    before?.(element);
    act(element);
  };
  page.shown.forEach((_, element) => act(element));
}
