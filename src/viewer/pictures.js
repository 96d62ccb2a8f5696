// The pictures of an article, as its text shows them.

/** Those that can be seen large beside a link to one of them, as `[pictures, place of that one]`. */
export function picturesAround(link) {
  const links = [...(link.closest("article") ?? link.parentElement).querySelectorAll("a.zoom")];
  return [links.map(picture), links.indexOf(link)];
}

function picture(link) {
  const figcaption = link.closest("figure")?.querySelector("figcaption");
  const credit = figcaption?.querySelector("cite")?.textContent;
  const caption = [...(figcaption?.childNodes ?? [])].filter(({ localName }) => localName !== "cite");
  return {
    url: link.href,
    alt: link.querySelector("img")?.alt,
    caption: caption
      .map(({ textContent }) => textContent)
      .join("")
      .trim(),
    credit,
  };
}
