// Pictures seen large: one after the other in a dialog that fills the window. A file of its own, which the first press on a picture brings.
// The build sets VIEWER_CSS (the sheet style/viewer.css).
import { make } from "./first/list.js";
import { Lens } from "./viewer/lens.js";
import { picturesAround } from "./viewer/pictures.js";
import { step } from "./viewer/step.js";

/** How it looks. */
export const sheet = VIEWER_CSS;

const PATHS = {
  close: "M5.5 5.5l13 13M18.5 5.5l-13 13",
  next: "M9 5l7 7-7 7",
  previous: "M15 5l-7 7 7 7",
  zoom: "M16 16l4.5 4.5M4 10.5a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1-13 0M10.5 7.5v6M7.5 10.5h6",
};

function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

function button(name, label, act) {
  const made = make("button", `viewer-${name}`, { type: "button", "aria-label": label }, icon(name));
  made.onclick = act;
  return made;
}

/**
 * Shows pictures, beginning with that of `link`, a link in a shadow root to a picture. `given` are the pictures as
 * `{url, alt, caption, credit, title, page}` and `at` is the first of them; where they are not given, those of the same article are shown.
 * Back closes it, and the focus goes back to the link.
 */
export async function open(link, words, given, at) {
  const root = link.getRootNode();
  const [pictures, first] = given ? [given, at] : picturesAround(link);
  const isOne = pictures.length < 2;
  const dialog = make("dialog", "viewer", { class: "viewer", "aria-label": words.viewer });
  const count = make("p", "viewer-count", {});
  const stage = make("div", "viewer-stage", { class: "stage" });
  const about = make("div", "viewer-text", { class: "text", "aria-live": "polite" });
  const foot = make("div", "", { class: "foot" }, about);
  let current;

  const lens = new Lens(stage, {
    turn: (by) => !isOne && show(current + by),
    zoomed: (is) => zoom.setAttribute("aria-pressed", is),
  });
  const zoom = button("zoom", words.zoom, () => lens.toggle());
  dialog.append(make("div", "", { class: "bar" }, count, zoom, button("close", words.close, () => dialog.close())), stage, foot);
  if (!isOne) foot.prepend(button("previous", words.previous, () => show(current - 1)));
  if (!isOne) foot.append(button("next", words.next, () => show(current + 1)));

  function show(index) {
    current = (index + pictures.length) % pictures.length;
    const { url, alt, caption, credit, title, page } = pictures[current];
    const picture = make("img", "viewer-picture", { alt: alt || caption || "", draggable: "false", decoding: "async" });
    stage.dataset.state = "loading";
    picture.onload = () => (stage.dataset.state = "there");
    picture.onerror = () => {
      stage.dataset.state = "failed";
      stage.replaceChildren(make("p", "viewer-failure", { role: "alert" }, words.failed));
    };
    picture.src = url;
    stage.replaceChildren(picture);
    lens.look(picture);
    count.textContent = isOne ? "" : `${current + 1} / ${pictures.length}`;
    about.replaceChildren(
      ...[
        caption && make("p", "viewer-caption", {}, caption),
        credit && make("cite", "viewer-credit", {}, credit),
        page && make("a", "viewer-article", { href: page }, title || words.article),
      ].filter(Boolean),
    );
    // Who goes on finds the next one there.
    if (!isOne && !words.saves) new Image().src = pictures[(current + 1) % pictures.length].url;
  }

  dialog.onkeydown = (event) => {
    const act = {
      ArrowLeft: () => lens.push(1, 0) || (isOne ? 0 : show(current - 1)),
      ArrowRight: () => lens.push(-1, 0) || (isOne ? 0 : show(current + 1)),
      ArrowUp: () => lens.push(0, 1),
      ArrowDown: () => lens.push(0, -1),
      Home: () => show(0),
      End: () => show(pictures.length - 1),
      "+": () => lens.toggle(true),
      "-": () => lens.toggle(false),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };

  const leave = await step(() => dialog.close());
  if (!link.isConnected) return leave();
  dialog.onclose = () => {
    leave();
    dialog.remove();
    link.focus({ preventScroll: true });
  };
  // Within what has the colours and the size of the text.
  (root.querySelector(".root") ?? root).append(dialog);
  show(first);
  dialog.querySelector(isOne ? "[part=viewer-close]" : "[part=viewer-next]").autofocus = true;
  dialog.showModal();
}
