// Shows an article for each feed and item, all at once, acts on what came out as a curious reader would, and says what is wrong with it.
const [wanted] = arguments;
const ALLOWED_ADDRESS = ["http:", "https:", "mailto:", "tel:"];
const FORBIDDEN = "script, iframe, frame, object, embed, applet, form, input, button, textarea, select, style, link, meta, base, svg, math, template, noscript, portal, marquee, dialog";
const place = document.querySelector("#cho");
const pause = (time) => new Promise((go) => setTimeout(go, time));
place.replaceChildren(
  ...wanted.map(([src, id]) => {
    const article = document.createElement("bangtin-article");
    for (const [name, value] of Object.entries({ src, item: id, toolbar: "off", related: "0" })) article.setAttribute(name, value);
    // In sight, so that all of it comes, and small and unpainted, so that many at once cost no drawing.
    article.style.cssText = "position: absolute; top: 0; left: 0; width: 300px; height: 200px; contain: strict; opacity: 0; overflow: hidden";
    return article;
  }),
);
const articles = [...place.children];
const settled = (one) => ["ready", "empty", "failed"].includes(one.shadowRoot?.querySelector(".root")?.dataset.state);
for (let tries = 0; !articles.every(settled); tries++) {
  if (tries > 400) break; // those that never come are complained of below
  await pause(20);
}
await pause(60);
const wrong = [];
articles.forEach((article, at) => {
  const state = article.shadowRoot.querySelector(".root").dataset.state;
  const complain = (what) => wrong.push([wanted[at][1], what]);
  if (state !== "ready") return complain(`the article is ${state}`);
  const body = article.shadowRoot.querySelector("[part=body]");
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
    for (const name of ["focus", "mouseover", "mouseenter", "pointerdown", "mousedown", "mouseup", "click", "dblclick", "keydown", "animationstart", "transitionend", "toggle", "scroll", "wheel", "copy", "paste", "beforeinput"])
      node.dispatchEvent(new Event(name, { bubbles: true, cancelable: true, composed: true }));
  }
});
await pause(120);
place.replaceChildren();
return { wrong: wrong.slice(0, 60), fired: window.fired.splice(0) };
