import { fold, matches } from "./text.js";
import { words } from "./words.js";

/** The first `wanted` articles that fit, and how many fit in all. `category` undefined is any. */
export function find(articles, query, category, wanted) {
  const folded = fold(query.trim());
  const fits = (article) =>
    (category === undefined || article.category === category) && (!folded || matches(article.folded, folded));
  const found = articles.filter(fits);
  return { rows: found.slice(0, wanted), total: found.length };
}

/** What is said below the list. */
export function status({ more, next }, query, total) {
  if (more === "loading") return words.loadingMore;
  if (more === "failed") return words.moreFailed;
  const asked = query.trim() !== "";
  if (total === 0) return asked ? words.nothingFound : words.empty;
  return asked && !next ? words.found(total) : "";
}
