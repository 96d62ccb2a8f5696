// Nodes as Drupal's JSON:API gives them (`/jsonapi/node/article`), with what `include` adds.
import { each } from "./words.js";

/** `undefined` where it is no list of nodes. */
export function drupal({ data, included = [], links }) {
  if (!data?.every(({ type }) => /^node--/.test(type))) return;
  const known = new Map(included.map((one) => [one?.id, one]));
  // What a node or a medium refers to by the relationships of this name.
  const related = ({ relationships = {} }, name) =>
    Object.keys(relationships)
      .filter((key) => name.test(key))
      .flatMap((key) => relationships[key].data ?? [])
      .map(({ id, meta }) => ({ ...known.get(id), meta }));
  const picture = (node) => {
    const [one] = related(node, /image|picture|thumbnail|^field_media/);
    const url = one?.attributes?.uri?.url;
    return url ? { type: "image", url, alt: one.meta?.alt, width: one.meta?.width, height: one.meta?.height } : one && picture(one);
  };
  const item = (node) => {
    const { title, created, changed, body, path, drupal_internal__nid: number, langcode } = node.attributes;
    const terms = related(node, /./).filter(({ type, attributes }) => /^taxonomy_term--/.test(type) && attributes?.name);
    const [tags, groups] = [true, false].map((isTag) => terms.filter(({ type }) => /tags$/.test(type) === isTag).map(({ attributes }) => attributes.name));
    const image = picture(node);
    return {
      id: node.id,
      url: path?.alias || (number && `/node/${number}`),
      title,
      summary: body?.summary,
      content_html: body?.processed ?? body?.value,
      image: image?.url,
      date_published: created,
      date_modified: changed,
      language: langcode,
      tags: [...groups.slice(1), ...tags],
      _bangtin: { precision: "minute", category: groups[0], media: image && [image] },
    };
  };
  return { next_url: links?.next?.href ?? links?.next, items: each(data, item) };
}
