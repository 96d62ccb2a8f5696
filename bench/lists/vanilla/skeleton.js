import { make } from "./make.js";

/** Holds the place of the rows. */
export function skeleton(rows) {
  const blank = () =>
    make("li", { className: "blank" }, make("span", { className: "picture" }), make("div", { className: "text" }, make("span", {}), make("span", {})));
  const list = make("ul", { ariaHidden: "true" }, ...Array.from({ length: Math.min(rows, 12) }, blank));
  return make("div", { part: "skeleton" }, list);
}
