// The categories of a feed, as who set the page up may write them.
import { extension, member } from "../first/read.js";
import { addressOf } from "./shown.js";

/** `id (name), …`: those that the feed says it has, else those of its items; undefined where this one is among them, or nothing is known. */
export async function categoriesOf(element, category) {
  try {
    const feed = await (await fetch(addressOf(element), { cache: "force-cache" })).json();
    const said = member(extension(feed), "categories");
    // A further page may have it.
    if (!said && member(feed, "next_url")) return;
    const known = new Map();
    for (const one of said ?? member(feed, "items").map((item) => member(extension(item), "category"))) {
      const id = typeof one === "string" ? one : member(one, "id");
      if (id) known.set(`${id}`, member(one, "name") ?? id);
    }
    if ([...known.keys()].some((id) => id.toLowerCase() === category.toLowerCase())) return;
    return [...known].map(([id, name]) => (id === name ? id : `${id} (${name})`)).join(", ");
  } catch {
    // The feed says no more.
  }
}
