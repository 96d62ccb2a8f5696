// What the loader imports: joins the WebAssembly part (`bangtin-glue`) with the shim that registers the elements.
import init, * as kit from "bangtin-glue";
import { define } from "./elements/host.js";

// The name of the sanitizer's file, set by the build. Only engines without `setHTML` ask for it.
const purify = () => import(new URL(PURIFY_JS, import.meta.url).href);

/**
 * Starts the kit.
 * @param {Promise<Response>} wasm the first WebAssembly file, already on its way
 * @param {DOMStringMap} settings the page-wide `data-*` of the loader's tag
 * @param {Map<string, Promise<Response>>} started feeds that the loader has already asked for, by absolute address
 */
export async function start(wasm, settings, started) {
  await init({ module_or_path: wasm });
  kit.start(settings, started, purify);
  for (const [tag, attributes] of kit.elements()) define(tag, attributes, kit);
  addEventListener("online", kit.online);
  addEventListener("popstate", kit.moved);
}
