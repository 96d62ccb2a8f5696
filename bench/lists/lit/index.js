import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { sheet } from "../shared/sheet.js";
import { Feed } from "../shared/feed.js";
import { find, status } from "../shared/find.js";
import { words } from "../shared/words.js";
import { row } from "./row.js";
import { skeleton } from "./skeleton.js";

class LitNews extends LitElement {
  static styles = sheet;
  static properties = {
    src: {},
    limit: { type: Number },
    search: { type: Boolean },
    categories: { type: Boolean },
    layout: {},
    query: { state: true },
    category: { state: true },
    steps: { state: true },
  };
  #feed = new Feed(() => this.requestUpdate());

  constructor() {
    super();
    Object.assign(this, { limit: 10, layout: "list", query: "", steps: 1 });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#feed.load(this.src);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#feed.stop();
  }

  willUpdate(changed) {
    if (changed.has("src")) this.#feed.load(this.src);
    if (changed.has("query") || changed.has("category")) this.steps = 1;
  }

  render() {
    const { phase } = this.#feed.state;
    return html`<div class="root">
      <section part="news" class="news" data-layout=${this.layout} aria-label=${words.label}>
        ${phase === "ready" ? this.#list() : phase === "failed" ? this.#failed() : skeleton(this.limit)}
      </section>
    </div>`;
  }

  #list() {
    const { state } = this.#feed;
    const { rows, total } = this.#find();
    const full = this.layout !== "headlines";
    const more = state.next || total > rows.length;
    return html`
      <div class="tools">${this.search ? this.#searchBox() : nothing}${this.categories ? this.#categoryButtons() : nothing}</div>
      <ul part="list" role="list" @error=${{ handleEvent: markBroken, capture: true }}>
        ${repeat(rows, ({ id }) => id, (article) => row(article, full))}
      </ul>
      <p role="status" class="note">${status(state, this.query, total)}</p>
      <div class="end">${more ? html`<button part="more" type="button" @click=${this.#more}>${words.more}</button>` : nothing}</div>
    `;
  }

  #searchBox() {
    return html`<input
      part="search"
      type="search"
      autocomplete="off"
      aria-label=${words.search}
      placeholder=${words.search}
      .value=${this.query}
      @input=${(event) => (this.query = event.target.value)}
    />`;
  }

  #categoryButtons() {
    const button = ({ id, name }) => html`<button
      part="category"
      type="button"
      aria-pressed=${id === this.category}
      @click=${() => (this.category = id)}
    >${name}</button>`;
    const all = [{ id: undefined, name: words.all }, ...this.#feed.state.categories];
    return html`<div part="categories" class="categories" role="group">${all.map(button)}</div>`;
  }

  #failed() {
    return html`<div class="notice" role="alert">
      <p part="failure">${words.failed}</p>
      <button part="retry" type="button" @click=${() => this.#feed.retry()}>${words.retry}</button>
    </div>`;
  }

  #more() {
    this.steps += 1;
    if (this.#find().total < this.limit * this.steps) this.#feed.loadMore();
  }

  #find() {
    return find(this.#feed.state.articles, this.query, this.category, this.limit * this.steps);
  }
}

function markBroken({ target }) {
  target.dataset.broken = "";
}

customElements.define("lit-news", LitNews);
