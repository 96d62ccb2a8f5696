// What the page says of itself while it shows an article: the document's title and a data block in the element's own light DOM.

const before = new WeakMap();

// What json_ld.rs gives, in this order: https://schema.org/NewsArticle
const MEMBERS = ["headline", "description", "url", "datePublished", "dateModified", "image", "articleSection", "inLanguage"];

/** Sets both, or takes back what is no longer wanted. */
export function describe(element, title, description, policy) {
  if (title !== undefined) {
    if (!before.has(element)) before.set(element, document.title);
    document.title = `${title} – ${before.get(element)}`;
  } else if (before.has(element)) {
    document.title = before.get(element);
    before.delete(element);
  }
  let block = element.querySelector(":scope > script[type='application/ld+json']");
  if (description === undefined) return block?.remove();
  if (!block) {
    block = document.createElement("script");
    block.type = "application/ld+json";
    element.append(block);
  }
  const article = { "@context": "https://schema.org", "@type": "NewsArticle" };
  MEMBERS.forEach((member, index) => (article[member] = description[index]));
  const author = description[MEMBERS.length];
  if (author) article.author = { "@type": "Person", name: author };
  // "<" is written so that no text of a feed can end the block.
  const text = JSON.stringify(article).replaceAll("<", "\\u003c");
  block.textContent = policy?.createScript(text) ?? text;
}
