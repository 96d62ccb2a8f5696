// Frames, in which another site shows something, as links to it: nothing of another site is loaded before a reader asks for it. The
// service writes the same words (crates/feeds/src/sanitize/mend/frame.rs).

const FILMS = ["YouTube", "Facebook", "Vimeo", "Dailymotion", "TikTok"];
const UNSEEN = /(^|\.)(googletagmanager|doubleclick|googlesyndication|google-analytics|facebook\.net)\b/;

// Loaders of their own write the address elsewhere.
const attributesOf = (written) => (/\bdata-(lazy-)?src\b/i.test(written) ? written.replace(/(^|\s)src\b/gi, " alt").replace(/\bdata-(lazy-)?src\b/i, "src") : written);

/**
 * HTML that is not cleaned yet, with a link that has a `src` in the place of each frame, and the content of an `<object>` in its place.
 * What stands in a frame is for who can't show frames.
 */
export const withoutFrames = (html) =>
  html
    .replace(/<(?:iframe|embed)\b([^<>]*?)\/?>(?:[^<]*<\/iframe\s*>)?/gi, (_, written) => `<a${attributesOf(written)}></a>`)
    .replace(/<(\/?)object\b/gi, "<$1span");

/** Gives the links that stand for frames their words; their addresses are absolute and judged. What was around a frame that is gone goes. */
export function nameFrames(fragment) {
  for (const link of fragment.querySelectorAll("a[src], a:not([href]):empty")) {
    const address = link.getAttribute("src");
    link.removeAttribute("src");
    const found = address && !(link.getAttribute("width") <= 1 && link.hasAttribute("width")) && wordsFor(new URL(address));
    for (const name of ["width", "height", "title", "alt", "type"]) link.removeAttribute(name);
    if (!found) {
      if (!link.id) dropWithWhatHeldIt(link);
      continue;
    }
    [link.href, link.textContent] = found;
    link.rel = "noopener noreferrer";
  }
}

// Where a frame leads, and what is said of it; nothing where a reader sees nothing in it.
function wordsFor(address) {
  const host = address.hostname.replace(/^www\./, "");
  const { pathname, searchParams } = address;
  if (UNSEEN.test(host)) return;
  const last = pathname.split("/").filter(Boolean).at(-1);
  const film = FILMS.find((name) => host.includes(name.toLowerCase()) || (name === "YouTube" && host === "youtu.be"));
  const list = searchParams.get("list");
  if (film === "YouTube" && last)
    return [`https://www.youtube.com/${last === "videoseries" && list ? `playlist?list=${encodeURIComponent(list)}` : `watch?v=${encodeURIComponent(searchParams.get("v") ?? last)}`}`, "Xem video trên YouTube"];
  const inside = [searchParams.get("href"), searchParams.get("url")].find((inside) => /^https?:/.test(inside ?? "")) ?? address.href;
  if (film) return [inside, film === "Facebook" && !/^video/.test(last) ? "Xem trang trên Facebook" : `Xem video trên ${film}`];
  if (/(^|\.)(google\.com(\.vn)?|openstreetmap\.org|goo\.gl)$/.test(host) && (/^\/maps/.test(pathname) || !/google|goo/.test(host) || /^maps\./.test(host))) return [address.href, "Xem bản đồ"];
  return [address.href, `Xem nội dung trên ${host}`];
}

function dropWithWhatHeldIt(node) {
  const held = node.parentElement;
  node.remove();
  if (held && !held.textContent.trim() && !held.querySelector("img,video,audio,hr,table,[id]")) dropWithWhatHeldIt(held);
}
