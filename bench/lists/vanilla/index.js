import { ListElement } from "../shared/element.js";
import { Feed } from "../shared/feed.js";
import { find, status } from "../shared/find.js";
import { words } from "../shared/words.js";
import { make } from "./make.js";
import { showRows } from "./rows.js";
import { skeleton } from "./skeleton.js";

class VanillaNews extends ListElement {
  #settings;
  #parts;
  #feed = new Feed(() => this.#update());
  #query = "";
  #category;
  #steps = 1;

  show(settings, root) {
    this.#settings = settings;
    this.#parts ??= this.#build(root);
    this.#parts.news.dataset.layout = settings.layout;
    this.#feed.load(settings.src);
    this.#update();
  }

  end() {
    this.#feed.stop();
  }

  #build(root) {
    const ask = (change) => {
      change();
      this.#steps = 1;
      this.#update();
    };
    const search = make("input", { part: "search", type: "search", autocomplete: "off", placeholder: words.search });
    search.ariaLabel = words.search;
    search.oninput = () => ask(() => (this.#query = search.value));
    const categories = make("div", { part: "categories", className: "categories", role: "group" });
    categories.onclick = ({ target }) => {
      if (target.localName === "button") ask(() => (this.#category = target.value || undefined));
    };
    const list = make("ul", { part: "list", role: "list" });
    list.addEventListener("error", ({ target }) => (target.dataset.broken = ""), true);
    const line = make("p", { role: "status", className: "note" });
    const more = make("button", { part: "more", type: "button", textContent: words.more });
    more.onclick = () => this.#more();
    const retry = make("button", { part: "retry", type: "button", textContent: words.retry });
    retry.onclick = () => this.#feed.retry();
    const tools = make("div", { className: "tools" });
    const news = make("section", { part: "news", className: "news", ariaLabel: words.label });
    root.append(news);
    return {
      news, search, categories, tools, list, line, more,
      loading: skeleton(this.#settings.limit),
      failed: make("div", { className: "notice", role: "alert" }, make("p", { part: "failure", textContent: words.failed }), retry),
      content: [tools, list, line, make("div", { className: "end" }, more)],
    };
  }

  #update() {
    const { news, loading, failed, content } = this.#parts;
    const { phase } = this.#feed.state;
    const wanted = phase === "ready" ? content : phase === "failed" ? [failed] : [loading];
    if (phase === "ready") this.#updateContent();
    if (news.firstChild !== wanted[0]) news.replaceChildren(...wanted);
  }

  #updateContent() {
    const { tools, search, categories, list, line, more } = this.#parts;
    const { rows, total } = this.#find();
    this.#updateTools(tools, search, categories);
    showRows(list, rows, this.#settings.layout);
    line.textContent = status(this.#feed.state, this.#query, total);
    more.hidden = !this.#feed.state.next && total === rows.length;
  }

  #updateTools(tools, search, categories) {
    const wanted = [this.#settings.search && search, this.#settings.categories && categories].filter(Boolean);
    // Moving the box would take the focus from it.
    if (wanted.length !== tools.childElementCount || !wanted.every(({ parentNode }) => parentNode)) tools.replaceChildren(...wanted);
    if (this.#settings.categories) this.#updateCategories(categories);
  }

  #updateCategories(group) {
    const all = [{ id: "", name: words.all }, ...this.#feed.state.categories];
    if (group.childElementCount !== all.length) {
      group.replaceChildren(
        ...all.map(({ id, name }) => make("button", { part: "category", type: "button", value: id, textContent: name })),
      );
    }
    for (const button of group.children) button.ariaPressed = String(button.value === (this.#category ?? ""));
  }

  #more() {
    this.#steps += 1;
    if (this.#find().total < this.#settings.limit * this.#steps) this.#feed.loadMore();
    this.#update();
  }

  #find() {
    return find(this.#feed.state.articles, this.#query, this.#category, this.#settings.limit * this.#steps);
  }
}

customElements.define("vanilla-news", VanillaNews);
