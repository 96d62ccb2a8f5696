// The custom element around a view, for those that bring none of their own.
import { sheet } from "./sheet.js";

export class ListElement extends HTMLElement {
  static observedAttributes = ["src", "limit", "search", "categories", "layout"];
  #root;
  #planned = false;

  /** Shows the view in `root`; called once for all attributes that change in one task. */
  show(_settings, _root) {}

  /** The element has left the page. */
  end(_root) {}

  connectedCallback() {
    if (!this.#root) {
      this.#root = document.createElement("div");
      this.#root.className = "root";
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      shadow.append(this.#root);
    }
    this.#plan();
  }

  attributeChangedCallback() {
    this.#plan();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.end(this.#root));
  }

  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (this.isConnected) this.show(this.#settings(), this.#root);
    });
  }

  #settings() {
    return {
      src: this.getAttribute("src"),
      limit: Number(this.getAttribute("limit") ?? 10),
      search: this.hasAttribute("search"),
      categories: this.hasAttribute("categories"),
      layout: this.getAttribute("layout") ?? "list",
    };
  }
}
