// Feeds of others as JSON Feed, which the kit reads: RSS and Atom, posts of WordPress, nodes of Drupal, and an article's
// page. A file of its own, which the first answer brings that is in another format (src/client/answer.js). Of feeds it means
// what the service's own readers mean (crates/feeds).
import { drupal } from "./sources/drupal.js";
import { page } from "./sources/html.js";
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

const written = (feed) => JSON.stringify({ version: "https://jsonfeed.org/version/1.1", ...feed });

const json = (value, url, headers) => (Array.isArray(value) ? wordpress(value, url, headers) : drupal(value));
