// What the loader imports: joins the WebAssembly part (`bangtin-glue`) with the shim that registers the elements.
import init, { changed, connect, disconnect, elements, moved, online, start as begin } from "bangtin-glue";
import { define } from "./elements/host.js";

// What an article needs of JavaScript, a file of its own. Its name is set by the build. The first article asks for it.
const reading = () => import(new URL(READING_JS, import.meta.url).href);

/**
 * Starts the kit.
 * @param {Promise<Response>} wasm the first WebAssembly file, already on its way
 * @param {DOMStringMap} settings the page-wide `data-*` of the loader's tag
 * @param {Map<string, Promise<Response>>} started feeds that the loader has already asked for, by absolute address
 * @param first what the loader has begun to show (public/bangtin.js)
 */
export async function start(wasm, settings, started, first) {
  await init({ module_or_path: wasm });
  begin(settings, started, reading, first);
  for (const [tag, attributes, everywhere] of elements()) define(tag, attributes, everywhere, { connect, changed, disconnect }, first);
  addEventListener("online", online);
  addEventListener("popstate", moved);
}
