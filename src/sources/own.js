// What stands in an element's own tag: a list of links, or an article. Both go on being what readers see where there is no kit.
import { HEADING, absolute, article, words } from "./html.js";
import { escaped } from "./words.js";

// A day as it is written among other words.
const DAY = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}([ ,-]+\d{1,2}[:hg]\d{2})?/;

const LINK = "a[href]:not([href^='#'], [href^=javascript])";

/** The innermost elements of this name that hold a link. */
const innermost = (element, name) => [...element.querySelectorAll(name)].filter((row) => row.querySelector(LINK) && ![...row.querySelectorAll(name)].some((inner) => inner.querySelector(LINK)));

/** The rows of a list: articles, items, rows of a table, else what stands side by side. */
function rowsOf(element) {
  for (const name of ["article", "li", "tr"]) {
    const rows = innermost(element, name);
    if (rows.length) return rows;
  }
  let box = element;
  while (box.childElementCount === 1) box = box.firstElementChild;
  return [...box.children].filter((row) => row.matches(LINK) || row.querySelector(LINK));
}

function read(row) {
  const links = row.matches(LINK) ? [row] : [...row.querySelectorAll(LINK)];
  const [heading] = row.querySelectorAll(HEADING);
  const named = links.map((link) => [link, words(link.querySelector(HEADING) ?? link)?.length ?? 0]).sort(([, one], [, other]) => other - one);
  const link = heading?.closest("a") ?? heading?.querySelector(LINK) ?? named[0][0];
  const picture = row.querySelector("img");
  const time = row.querySelector("time");
  const lead = [...row.querySelectorAll("p")].find((one) => !one.contains(link) && !link.contains(one) && !one.contains(time) && words(one));
  const src = picture?.dataset.src ?? picture?.getAttribute("src");
  return {
    id: link.href,
    url: link.href,
    title: escaped(words(heading) ?? words(link) ?? (link.title || picture?.alt)),
    summary: escaped(words(lead)),
    image: src && absolute(src, document.baseURI),
    date_published: time?.getAttribute("datetime") ?? words(time) ?? DAY.exec(row.textContent.replace(link.textContent, ""))?.[0],
  };
}

/** The feed of what stands in an element. */
export function own(element) {
  const here = location.href.split("#")[0];
  if (!element.matches("bangtin-article")) return { items: rowsOf(element).map(read) };
  const main = element.querySelector("article");
  return { items: [{ id: location.pathname, url: here, ...article(element, document.baseURI, main) }] };
}
