import { memo } from "react";

export const Row = memo(function Row({ article, full }) {
  const { href, picture, published, date, views } = article.row;
  return (
    <li part="row">
      {full && picture && (
        <span part="picture" className="picture">
          <img part="thumbnail" loading="lazy" decoding="async" width={600} height={400} alt="" src={picture} />
        </span>
      )}
      <div className="text">
        <a part="link" href={href}><span part="title">{article.title}</span></a>
        <div className="about">
          {date && <time part="date" dateTime={published}>{date}</time>}
          {full && views && <span part="views">{views}</span>}
        </div>
        {full && article.summary && <p part="summary">{article.summary}</p>}
      </div>
    </li>
  );
});
