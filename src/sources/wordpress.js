// Posts as WordPress's REST interface gives them (`/wp-json/wp/v2/posts`), with what `_embed` adds.
import { authors, each, plain } from "./words.js";

// A draft has noughts for its time.
const time = (gmt, local) => (/^[1-9]/.test(gmt) ? `${gmt}Z` : local);

const isOpen = ({ content, excerpt }) => !content?.protected && !excerpt?.protected && !/post-password-form/.test(content?.rendered);

/** The excerpt without its tags, and without the `[…]` that stands for the rest. */
const lead = (html) =>
  plain(html)
    ?.replace(/<[^<>]*>/g, "")
    .replace(/\s*\[(…|&hellip;|\.\.\.)]/, "…")
    .trim();

function item({ id, slug, link, title, excerpt, content, _embedded: beside, ...post }) {
  const terms = (beside?.["wp:term"] ?? []).flat();
  const of = (wanted) => terms.filter(({ taxonomy }) => taxonomy === wanted);
  const [category, ...further] = of("category");
  const picture = beside?.["wp:featuredmedia"]?.[0];
  const { sizes, width, height } = picture?.media_details ?? {};
  const url = picture?.source_url;
  const small = sizes?.medium?.source_url;
  const image = sizes?.medium_large?.source_url ?? small ?? url;
  return {
    id: slug && slug.length < 101 && !slug.includes("%") ? slug : id,
    url: link,
    title: plain(title?.rendered),
    summary: lead(excerpt?.rendered),
    content_html: content?.rendered,
    image,
    date_published: time(post.date_gmt, post.date),
    date_modified: time(post.modified_gmt, post.modified),
    tags: [...further, ...of("post_tag")].map(({ name }) => name),
    authors: authors([beside?.author?.[0]?.name]),
    _bangtin: {
      precision: "minute",
      category: category && { id: category.slug, name: category.name },
      media: url ? [{ type: "image", url, alt: picture.alt_text, caption: picture.caption?.rendered, width, height }] : [],
      thumbnail: small === image ? undefined : small,
    },
  };
}

/** The next page, where the site says how many there are. It says so to other sites too. */
function next(address, headers) {
  // Where a page has put something of its own in place of fetch.
  if (!address) return;
  const url = new URL(address);
  const page = +(url.searchParams.get("page") ?? 1);
  url.searchParams.set("page", page + 1);
  return headers.get("x-wp-totalpages") > page ? url.href : undefined;
}

export const wordpress = (posts, address, headers) => ({ next_url: next(address, headers), items: each(posts, (post) => isOpen(post) && item(post)) });
