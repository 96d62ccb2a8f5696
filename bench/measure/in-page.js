// Put into every page before its own scripts: the clock of the measurements. All lists have the same parts in their shadow roots.
globalThis.bench = (() => {
  const rowsOf = (element) => element?.shadowRoot?.querySelector("ul[part=list]")?.children ?? [];
  const titleOf = (row) => row?.querySelector("[part=title]")?.textContent ?? "";
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /**
   * The time, since the start of the navigation, of the first task after the frame that painted what `there` sees.
   * Each frame looks at its beginning; what a frame's own callbacks add is seen through the change of the page's height.
   */
  function painted(there) {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      let done = false;
      const look = () => {
        if (!done && there()) {
          done = true;
          height?.disconnect();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage("");
        }
        return done;
      };
      const height = document.documentElement && new ResizeObserver(look);
      height?.observe(document.documentElement);
      const frame = () => look() || requestAnimationFrame(frame);
      requestAnimationFrame(frame);
    });
  }

  const hasRows = (element, count) => rowsOf(element).length >= count && titleOf(rowsOf(element)[count - 1]) !== "";

  /** Milliseconds from `act` to `there`. Begins at a random moment between two frames. */
  async function timed(act, there) {
    await pause(100 + Math.random() * 17);
    const seen = painted(there);
    const start = performance.now();
    act();
    return (await seen) - start;
  }

  /** Milliseconds from the start of the navigation to so many rows of the page's list. */
  const listPainted = (tag, count) => painted(() => hasRows(document.querySelector(tag), count));

  /** The same until a press is answered: the kit paints its list before it is there itself, the others are there with theirs. */
  const listReady = (tag, count) =>
    tag === "bangtin-news"
      ? painted(() => document.querySelector(tag)?.shadowRoot?.querySelector(".root[data-state=ready]"))
      : listPainted(tag, count);

  let shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifted += value;
  }).observe({ type: "layout-shift", buffered: true });

  /** The sum of all layout shifts so far (https://wicg.github.io/layout-instability). */
  const shift = () => shifted;

  /** Brings an address into the browser's cache. */
  const warm = async (address) => (await fetch(address)).text();

  /** Replaces the page's list by a new one; resolves to the times of its first ten rows and of all. */
  async function create(tag, src, limit, count) {
    await warm(src);
    document.querySelector(tag)?.remove();
    await pause(300);
    const element = document.createElement(tag);
    element.setAttribute("limit", limit);
    element.setAttribute("search", "");
    let start;
    const first = painted(() => hasRows(element, Math.min(10, count)));
    const all = await timed(
      () => {
        start = performance.now();
        document.body.append(element);
        element.setAttribute("src", src);
      },
      () => hasRows(element, count),
    );
    return { first: (await first) - start, all };
  }

  /** Milliseconds from another `src`, in which every tenth title ends with the edition, to the new titles. */
  async function update(tag, src, edition) {
    const address = `${src}?edition=${edition}`;
    await warm(address);
    await pause(300);
    const element = document.querySelector(tag);
    const count = rowsOf(element).length;
    const ending = `(bản ${edition})`;
    const last = count - 1 - (count % 10);
    const there = () => rowsOf(element).length === count && titleOf(rowsOf(element)[last]).endsWith(ending);
    return timed(() => element.setAttribute("src", address), there);
  }

  /** Milliseconds from typing a text to the rows that hold it, and from emptying the box to all rows. */
  async function filter(tag, text, holds, total) {
    const element = document.querySelector(tag);
    const type = (value) => () => {
      const box = element.shadowRoot.querySelector("input[type=search]");
      // Past the property that a framework may have laid over it.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, value);
      box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    };
    const fits = () => {
      const rows = rowsOf(element);
      return rows.length > 0 && rows.length < total && titleOf(rows[0]).includes(holds) && titleOf(rows[rows.length - 1]).includes(holds);
    };
    const narrow = await timed(type(text), fits);
    const found = rowsOf(element).length;
    const widen = await timed(type(""), () => rowsOf(element).length === total);
    return { narrow, widen, found };
  }

  return { listPainted, listReady, shift, create, update, filter };
})();
