// An article as it stands in HTML: in a page (by what it tells search engines, else by its main text), or in the element's own tag.
import { authors, escaped, slug } from "./words.js";

const KIND = /(Article|BlogPosting)$/;

// What stands in a text and is none of it. The sanitizer takes out what is dangerous.
const BESIDE = "script, style, template, noscript, nav, aside, footer, form, button, [hidden], [role=navigation], #comments, .comments";

export const HEADING = "h1, h2, h3, h4, h5, h6";

/** The words of a node in one line. */
export const words = (node) => node?.textContent.replace(/\s+/g, " ").trim() || undefined;

const first = (list) => [list].flat().find(Boolean);

/** What the data blocks of a page tell search engines: the first article among them (schema.org, as JSON-LD). */
function told(scope) {
  for (const block of scope.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const things = [JSON.parse(block.textContent)].flat().flatMap((thing) => thing["@graph"] ?? thing);
      const article = things.find((thing) => [thing["@type"]].flat().some((kind) => KIND.test(kind)));
      if (article) return article;
    } catch {
      // A broken block is as good as none.
    }
  }
}

/** The same as microdata, by the names that JSON-LD has. */
function marked(scope) {
  const item = [...scope.querySelectorAll("[itemtype*='schema.org/']"), scope].find((one) => KIND.test(one.getAttribute?.("itemtype")));
  if (!item) return;
  const get = (name) => {
    const element = item.querySelector(`[itemprop~=${name}]`);
    const read = (attribute) => element?.getAttribute(attribute);
    return read("content") ?? read("datetime") ?? read("src") ?? words(element?.querySelector("[itemprop~=name]") ?? element);
  };
  return Object.fromEntries(["headline", "name", "description", "datePublished", "dateModified", "image", "author", "articleSection"].map((name) => [name, get(name)]));
}

/** Where the text of a page stands. */
function mainOf(scope) {
  const articles = [...scope.querySelectorAll("article")].filter((one) => !one.parentElement.closest("article"));
  return (
    scope.querySelector("[itemprop~=articleBody]") ??
    (articles[1] ? articles.find((one) => one.querySelector("h1")) : articles[0]) ??
    scope.querySelector("main, [role=main]")
  );
}

/** Whether it is a text and no form, no list of links. */
function isText(main) {
  const length = (nodes) => [...nodes].reduce((sum, node) => sum + (words(node)?.length ?? 0), 0);
  return !main.querySelector("[type=password]") && length([main]) > 140 && length(main.querySelectorAll("a")) * 2 < length([main]);
}

/** The text as HTML, with absolute addresses, without its title and date, which stand above it. */
function bodyOf(main, title, base) {
  // In a document that loads nothing.
  const body = document.implementation.createHTMLDocument("").importNode(main, true);
  body.querySelectorAll(BESIDE).forEach((one) => one.remove());
  [...body.querySelectorAll(HEADING)].find((heading) => words(heading) === title)?.remove();
  const time = body.querySelector("time");
  const line = time?.closest("p, div, span") ?? time;
  if (line && line !== body && words(line)?.length < 60) line.remove();
  for (const attribute of ["data-src", "data-original", "data-lazy-src"]) body.querySelectorAll(`img[${attribute}]`).forEach((picture) => picture.setAttribute("src", picture.getAttribute(attribute)));
  for (const attribute of ["href", "src", "poster"])
    body.querySelectorAll(`[${attribute}]`).forEach((element) => {
      const address = element.getAttribute(attribute);
      // A place in the text is one of the shown text too.
      if (!/^#/.test(address)) element.setAttribute(attribute, absolute(address, base) ?? "");
    });
  return { html: [...body.childNodes].map((node) => new XMLSerializer().serializeToString(node)).join(""), text: words(body), picture: body.querySelector("img[src]") ?? undefined };
}

/** `address` against `base`; undefined where it is none. */
export function absolute(address, base) {
  try {
    return address === undefined ? address : new URL(address, base).href;
  } catch {
    return undefined;
  }
}

/** The item of an article in `scope`, a document or an element; undefined where there is none. `main` is where its text stands. */
export function article(scope, base, main = mainOf(scope)) {
  const meta = (name) => scope.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.content || undefined;
  const data = told(scope) ?? marked(scope);
  if (!data && scope.body && !(main && isText(main))) return;
  const { headline, name, description, datePublished, dateModified, image, author, articleBody, articleSection } = data ?? {};
  const heading = main?.querySelector(HEADING) ?? scope.querySelector("h1");
  const title = headline ?? name ?? words(heading) ?? meta("og:title") ?? scope.title;
  const body = main && bodyOf(main, words(heading), base);
  const time = main?.querySelector("time") ?? scope.querySelector("time");
  const summary = description ?? (meta("og:type") === "article" ? meta("og:description") : undefined);
  const picture = first(image);
  const src = absolute(picture?.url ?? picture ?? meta("og:image") ?? body?.picture?.getAttribute("src"), base);
  const category = first(articleSection);
  if (!title && !body?.text) return;
  return {
    title: escaped(title),
    summary: escaped(summary),
    content_html: body?.text ? body.html : undefined,
    content_text: body?.text ? undefined : articleBody,
    image: src,
    date_published: datePublished ?? meta("article:published_time") ?? time?.getAttribute("datetime") ?? words(time),
    date_modified: dateModified ?? meta("article:modified_time"),
    authors: authors([author ?? meta("author")].flat().map((one) => one?.name ?? one)),
    _bangtin: {
      category: category && { id: slug(category), name: category },
      excerpt: !!summary && !!body?.text?.includes(summary.slice(0, 60)),
      media: src && !body?.picture ? [{ type: "image", url: src }] : [],
    },
  };
}

/** An article's page as a feed of one; undefined where it is no page of one. */
export function page(text, url, policy) {
  if (!/<(html|body|article|main)[\s>]/i.test(text)) return;
  // Nothing of it runs in any case: the page's policy would be told that it does not.
  const html = text.replace(/<base(?=\s)/gi, "<meta").replace(/\son(?=\w+\s*=\s*["'])/gi, " data-on");
  // A sink for Trusted Types. The document is never shown, and nothing in it loads.
  const parsed = new DOMParser().parseFromString(policy()?.createHTML(html) ?? html, "text/html");
  const here = url || location.href;
  const base = absolute(parsed.querySelector("meta[href]")?.getAttribute("href") ?? "", here) ?? here;
  const item = article(parsed, base);
  return item && { language: parsed.documentElement.lang, items: [{ id: here, url: here, ...item }] };
}
