// The rows: one template cloned for each article; a row whose article is still wanted is kept, moved and altered.
const template = document.createElement("template");
template.innerHTML =
  '<li part="row"><span part="picture" class="picture"><img part="thumbnail" width="600" height="400" alt="" loading="lazy" decoding="async"></span>' +
  '<div class="text"><a part="link"><span part="title"></span></a>' +
  '<div class="about"><time part="date"></time><span part="views"></span></div><p part="summary"></p></div></li>';

// What each row shows: the article, the layout and its elements.
const shown = new WeakMap();

export function showRows(list, articles, layout) {
  const known = new Map();
  for (const row of list.children) known.set(shown.get(row).article.id, row);
  const rows = articles.map((article) => {
    const row = known.get(article.id) ?? build();
    known.delete(article.id);
    fill(row, article, layout);
    return row;
  });
  if (known.size === list.childElementCount) {
    list.replaceChildren(...rows);
    return;
  }
  for (const row of known.values()) row.remove();
  place(list, rows);
}

/** Puts the rows into this order; those that are right already are not touched, and new ones go in together. */
function place(list, rows) {
  let at = list.firstChild;
  let fresh = [];
  const insert = () => {
    if (fresh.length) list.insertBefore(pack(fresh), at);
    fresh = [];
  };
  for (const row of rows) {
    if (row === at) {
      insert();
      at = at.nextSibling;
    } else fresh.push(row);
  }
  insert();
}

function pack(rows) {
  const fragment = document.createDocumentFragment();
  fragment.append(...rows);
  return fragment;
}

function build() {
  const row = template.content.firstChild.cloneNode(true);
  const [picture, text] = row.children;
  const [link, about, summary] = text.children;
  const [date, views] = about.children;
  shown.set(row, { line: {}, places: { picture, link, title: link.firstChild, date, views, summary } });
  return row;
}

function fill(row, article, layout) {
  const state = shown.get(row);
  if (state.article === article && state.layout === layout) return;
  const { places, line: before } = state;
  const line = lineOf(article, layout);
  const changed = (key) => line[key] !== before[key];
  for (const key of ["title", "date", "views", "summary"]) {
    if (changed(key)) places[key].textContent = line[key] ?? "";
  }
  if (changed("picture") && line.picture) places.picture.firstChild.src = line.picture;
  if (changed("href")) line.href ? (places.link.href = line.href) : places.link.removeAttribute("href");
  if (changed("published")) places.date.dateTime = line.published ?? "";
  for (const key of ["picture", "views", "summary"]) {
    if (changed(key) || !(key in before)) places[key].style.display = line[key] ? "" : "none";
  }
  Object.assign(state, { article, layout, line });
}

function lineOf(article, layout) {
  const line = { title: article.title, summary: article.summary, ...article.row };
  return layout === "headlines" ? { ...line, picture: undefined, views: undefined, summary: undefined } : line;
}
