// The class behind every element. It holds what only a JavaScript class can: life-cycle callbacks and the shadow root.
// All else is Rust, reached through `kit.connect`, `kit.changed` and `kit.disconnect` with a number, so no closure is made for an element.
// `first` is what the loader has begun and how (src/first): its lists stand in shadow roots already.
import { takeOver, whenShown } from "./take_over.js";

const waiting = new WeakMap();

// One observer for the page: an element's view is made when it is about to come into sight. Each in a task of its own: a press need not
// wait for all. One, then two, four … before the others are looked at again: those may have moved them far away.
let most = 1;
const nearby = new IntersectionObserver(
  (entries) => {
    const next = entries.filter(({ isIntersecting }) => isIntersecting);
    const others = next.splice(most);
    most = others[0] ? most * 2 : 1;
    next.forEach(({ target }) => waiting.get(target)?.());
    setTimeout(() => {
      for (const { target } of others) {
        nearby.unobserve(target);
        if (waiting.has(target)) nearby.observe(target);
      }
    });
  },
  { rootMargin: "600px 0px" },
);

// What is typed into a field of ours is no business of the page: its shortcuts and its default buttons would take it. Tab and Escape
// are the page's too: they move between its parts and close them.
const TYPED = ["keydown", "keypress", "keyup"];
function keep(event) {
  const isOurs = event.target.closest?.("input, textarea, select");
  if (isOurs && event.key !== "Tab" && event.key !== "Escape") event.stopPropagation();
}

// What a page writes on a tag for itself.
const FOREIGN = /^(class|style|data-)/;

/**
 * Registers an element; with `everywhere` its view does not wait until it comes near the reader's. `page` is what is known of the page: the
 * elements that are shown, with their roots, and `look`, which looks for slips of who set it up (src/later.js).
 */
export function define(tag, everywhere, kit, first, page) {
  // A second copy of the script finds the elements defined and leaves them to the first.
  if (customElements.get(tag)) return;
  customElements.define(
    tag,
    class extends HTMLElement {
      // By which another copy of the kit knows this one.
      static from = page.from;
      #id = 0;
      #late;
      #root;
      // Not by `observedAttributes`: their names would be a part of what the first list waits for.
      #written = new MutationObserver((changes) => {
        if (!this.#id || changes.every(({ attributeName }) => FOREIGN.test(attributeName))) return;
        kit.changed(this.#id);
        // Those inside it follow its theme.
        page.shown.forEach(first.judge);
      });

      connectedCallback() {
        if (this.#id) return; // moved within the page, its view is still there
        // What is behind it is looked at while the page stands: once another's view is in, to ask costs a layout of the page.
        waiting.set(this, () => {
          this.#forget();
          const root = (this.#root = document.createElement("div"));
          root.className = "root";
          first.judge(root, this);
          setTimeout(() => this.#mount(root));
        });
        const start = () => waiting.get(this)?.();
        // Not at once: the kit itself may be putting the element in place.
        if (everywhere) return setTimeout(start);
        nearby.observe(this);
        // The page of the portal becomes whole, for who goes through it by its headings.
        if (this.getRootNode().host) this.#late = setTimeout(start, 4000);
      }

      disconnectedCallback() {
        // A move is a removal and an insertion in the same task: look again when the task is over.
        queueMicrotask(() => {
          if (this.isConnected) return;
          this.#forget();
          this.#root = 0;
          if (!this.#id) return;
          kit.disconnect(this.#id);
          this.#id = 0;
          this.#written.disconnect();
          page.shown.delete(this);
          // slot="": What readers see until the element is there, without script, and below a failure.
          //
          // What stood inside the tag is shown again through this slot until the element is connected anew.
          this.shadowRoot?.replaceChildren(document.createElement("slot"));
        });
      }

      #show(root, painted, ...rest) {
        // A `<style>` stays: src/first/sheets.js.
        if (!painted) return this.shadowRoot.replaceChildren(...this.shadowRoot.querySelectorAll("style"), root, ...rest);
        const id = this.#id;
        whenShown(root, () => {
          if (this.#id === id) takeOver(this.shadowRoot, painted, root);
        });
      }

      #forget() {
        clearTimeout(this.#late);
        waiting.delete(this);
        nearby.unobserve(this);
      }

      #mount(root, isRead) {
        if (this.#root !== root) return; // it is gone, or has come anew
        this.#forget();
        const mount = () => this.#mount(root, true);
        if (!isRead && this.querySelector(page.own)) return page.readOwn(this).then(mount, mount);
        const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
        for (const type of TYPED) shadow.addEventListener(type, keep);
        const painted = shadow.querySelector(".root");
        try {
          page.shown.set(this, root);
          this.#id = kit.connect(tag, this, root);
          this.#written.observe(this, { attributes: true });
          // Whoever forgot the end tag has the rest of the page in here: it stays visible.
          this.#show(root, painted, first.swallows(this, page.tags) ? document.createElement("slot") : "");
          page.look?.(this);
        } catch (cause) {
          // What stands inside the tag is shown, as if there were no kit.
          if (painted) first.leaveAsItIs(this);
          else shadow.replaceChildren(document.createElement("slot"));
          console.error(`Bangtin: <${tag}> could not start.`, cause);
        }
      }
    },
  );
}
