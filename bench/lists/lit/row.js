import { html, nothing } from "lit";

export function row(article, full) {
  const { href, picture, published, date, views } = article.row;
  return html`<li part="row">
    ${full && picture ? thumbnail(picture) : nothing}
    <div class="text">
      <a part="link" href=${href ?? nothing}><span part="title">${article.title}</span></a>
      <div class="about">
        ${date ? html`<time part="date" datetime=${published}>${date}</time>` : nothing}
        ${full && views ? html`<span part="views">${views}</span>` : nothing}
      </div>
      ${full && article.summary ? html`<p part="summary">${article.summary}</p>` : nothing}
    </div>
  </li>`;
}

function thumbnail(picture) {
  return html`<span part="picture" class="picture">
    <img part="thumbnail" src=${picture} width="600" height="400" alt="" loading="lazy" decoding="async" />
  </span>`;
}
