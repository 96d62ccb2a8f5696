// What must hold for a cleaned text, wherever it stands. `complain` is given what does not.
const ALLOWED_ADDRESS = ["http:", "https:", "mailto:", "tel:"];
const FORBIDDEN = "script, iframe, frame, object, embed, applet, form, input, button, textarea, select, style, link, meta, base, svg, math, template, noscript, portal, marquee, dialog";
const TOUCHES = ["focus", "mouseover", "mouseenter", "pointerdown", "mousedown", "mouseup", "click", "dblclick", "keydown", "animationstart", "transitionend", "toggle", "scroll", "wheel", "copy", "paste", "beforeinput"];
// In sight, so that all of it comes, and small and unpainted, so that many at once cost no drawing.
const IN_SIGHT = "position: absolute; top: 0; left: 0; width: 300px; height: 200px; contain: strict; opacity: 0; overflow: hidden";
const pause = (time) => new Promise((go) => setTimeout(go, time));

/** Looks at all that stands in `body`, and acts on it as a curious reader would. */
function judge(body, complain) {
  if (body.querySelector(FORBIDDEN)) complain(`<${body.querySelector(FORBIDDEN).localName}> came through`);
  for (const node of body.querySelectorAll("*")) {
    for (const { name, value } of node.attributes) {
      if (/^on/i.test(name) || ["style", "srcdoc", "formaction", "action", "background", "ping"].includes(name)) complain(`${name} came through`);
      if (["href", "src", "xlink:href", "poster", "cite", "data"].includes(name)) {
        let protocol = "unreadable:";
        try {
          protocol = new URL(value, document.baseURI).protocol;
        } catch {}
        const fine = ALLOWED_ADDRESS.includes(protocol) || (protocol === "unreadable:" && name !== "href") || (name === "src" && /^data:(image|,|;)/.test(value));
        if (!fine) complain(`${name}=${value}`);
      }
    }
    if (node.localName === "a" && node.href && new URL(node.href, document.baseURI).origin !== location.origin && !/noopener|noreferrer/.test(node.rel) && /^https?:/.test(node.href))
      complain(`no rel on ${node.href}`);
    for (const name of TOUCHES) node.dispatchEvent(new Event(name, { bubbles: true, cancelable: true, composed: true }));
  }
}
