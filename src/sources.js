// Feeds of others as JSON Feed, which the kit reads: RSS and Atom, posts of WordPress, nodes of Drupal, an article's page, and what stands in
// an element's own tag. A file of its own, which the first answer brings that is in another format (src/client/answer.js). Of feeds it means
// what the service's own readers mean (crates/feeds).
import { drupal } from "./sources/drupal.js";
import { page } from "./sources/html.js";
import { own } from "./sources/own.js";
import { rss } from "./sources/rss.js";
import { wordpress } from "./sources/wordpress.js";

/** The text of a JSON Feed, and so it is saved; a text that is no feed stays as it is. `policy` gives the kit's Trusted Types policy. */
export function read(text, { url, headers }, policy) {
  try {
    const feed = /^\s*[[{]/.test(text) ? json(JSON.parse(text), url, headers) : (rss(text, policy) ?? page(text, url, policy));
    return feed ? written(feed) : text;
  } catch {
    // Whoever asked for it says that it is no feed.
    return text;
  }
}

/** Lets an element read what stands in its own tag, which is seen until that is shown; `started` is what needs no request. */
export function readOwn(element, started) {
  if (!/-(news|article)$/.test(element.localName)) return;
  const address = `${location.href.split("#")[0]}#bangtin-${started.size}`;
  const held = new WeakRef(element);
  // Anew whenever it is asked for.
  started.set(address, { again: async () => new Response(written(own(held.deref()))) });
  // Nobody needs a copy.
  started.set(`saved:${address}`, { again: async () => {} });
  element.setAttribute("src", address);
  if (/e$/.test(element.localName)) element.setAttribute("item", "");
  if (element.shadowRoot) return;
  const root = document.createElement("div");
  root.className = "root";
  root.append(document.createElement("slot"));
  element.attachShadow({ mode: "open" }).append(root);
}

const written = (feed) => JSON.stringify({ version: "https://jsonfeed.org/version/1.1", ...feed });

const json = (value, url, headers) => (Array.isArray(value) ? wordpress(value, url, headers) : drupal(value));
