// A JSON Feed and its further pages. Every list shows this state in the way of its framework.
import { Article } from "./article.js";

const TIMEOUT = 10_000;

export class Feed {
  /** Replaced at each change, never altered. `phase`: loading, ready, failed; `more`: idle, loading, failed. */
  state = { phase: "loading", articles: [], categories: [], next: undefined, more: "idle" };
  #changed;
  #src;
  #abort;

  /** `changed` is called after each change of `state`. */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Reads this address, unless it is the one already read. What was shown stays until the answer is there. */
  load(src) {
    if (!src || src === this.#src) return;
    this.#src = src;
    this.retry();
  }

  async retry() {
    const abort = this.#begin();
    if (this.state.phase === "failed") this.#set({ phase: "loading" });
    try {
      const page = await read(new URL(this.#src, document.baseURI).href, abort);
      this.#set({ ...page, phase: "ready", more: "idle" });
    } catch (cause) {
      if (abort.aborted) return;
      console.warn(this.#src, cause);
      this.#set({ phase: "failed" });
    }
  }

  async loadMore() {
    if (this.state.more === "loading" || !this.state.next) return;
    const abort = this.#begin();
    this.#set({ more: "loading" });
    try {
      const { articles, next } = await read(this.state.next, abort);
      this.#set({ articles: withoutTwins([...this.state.articles, ...articles]), next, more: "idle" });
    } catch (cause) {
      if (abort.aborted) return;
      console.warn(this.state.next, cause);
      this.#set({ more: "failed" });
    }
  }

  /** Gives up what is under way. */
  stop() {
    this.#abort?.abort();
    this.#src = undefined;
  }

  #begin() {
    this.#abort?.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  #set(change) {
    this.state = { ...this.state, ...change };
    this.#changed();
  }
}

async function read(address, abort) {
  const answer = await fetch(address, { signal: AbortSignal.any([abort, AbortSignal.timeout(TIMEOUT)]) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const feed = await answer.json();
  const articles = feed.items.filter((item) => item?.id && item.title).map((item) => new Article(item, address));
  return {
    articles: withoutTwins(articles),
    categories: feed._bangtin?.categories ?? [],
    next: feed.next_url && new URL(feed.next_url, address).href,
  };
}

/** Lists are keyed by id: the second of two equal ones is left out. */
function withoutTwins(articles) {
  const seen = new Set();
  return articles.filter(({ id }) => !seen.has(id) && seen.add(id));
}
