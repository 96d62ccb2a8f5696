// What the loader imports: joins the WebAssembly part (`bangtin-glue`) with the shim that registers the elements.
// The build sets the names ADVICE_JS, LABELS_JS, LATER_JS, READING_JS and SOURCES_JS.
import init, { changed, connect, disconnect, elements, moved, online, start as begin } from "bangtin-glue";
import { define } from "./elements/host.js";

// What an article needs of JavaScript, a file of its own. Its name is set by the build. The first article asks for it.
const reading = () => import(new URL(READING_JS, import.meta.url).href);

/**
 * Starts the kit.
 * @param {Promise<Response>} wasm the first WebAssembly file, already on its way
 * @param {DOMStringMap} settings the page-wide `data-*` of the loader's tag
 * @param {Map<string, Promise<Response>>} started feeds that the loader has already asked for, by absolute address; `{ again }` in place of a
 *   promise makes one whenever it is asked for
 * @param first what the loader has begun to show (public/bangtin.js)
 */
export async function start(wasm, settings, started, first) {
  first.words = { __proto__: null };
  // What brings words is a file of its own: few pages need it.
  const labels = (act) => import(new URL(LABELS_JS, import.meta.url).href).then(act).catch(() => {});
  first.english = () => labels(({ bringEnglish }) => bringEnglish(first));
  // What has a brace are the words themselves.
  const words = document.querySelector("[labels]:not([labels*='{']),[data-labels]:not([data-labels*='{']),[lang^=en i],[data-lang^=en i]") && labels(({ bringAll }) => bringAll(settings, first));
  await init({ module_or_path: wasm });
  await words;
  settings = { ...settings };
  first.started = started;
  begin(settings, reading, first);
  const kinds = elements();
  const page = { from: import.meta.url, kinds, settings, labels, adopt: first.adopt, shown: new Map(), tags: kinds.map(([tag]) => tag).join(", "), other: customElements.get("bangtin-news") };
  // What is told to who set the page up: a file of its own, which comes when there is something to tell.
  page.advise = (...what) => import(new URL(ADVICE_JS, import.meta.url).href).then(({ advise }) => advise(page, ...what)).catch(() => {});
  // What stands in a tag of its own accord: an article, and where no feed is named a list of links. It is shown as it is until it is read.
  page.own = `bangtin-article:not([src],[item]) article${settings.src ?? settings.service ? "" : ",bangtin-news:not([src],[service]) :is(article,div,li,tr) a"}`;
  page.readOwn = (element) => import(new URL(SOURCES_JS, import.meta.url).href).then(({ readOwn }) => readOwn(element, started));
  for (const [tag, everywhere] of kinds) define(tag, everywhere, { connect, changed, disconnect }, first, page);
  if (!page.other) addEventListener("bangtin-error", (event) => page.advise("explain", event.composedPath()[0], event.detail), true);
  addEventListener("online", online);
  addEventListener("popstate", moved);
  import(new URL(LATER_JS, import.meta.url).href).then(({ follow }) => follow(page, first)).catch(() => {});
}
