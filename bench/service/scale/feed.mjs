// A made source of any number of articles: pages of JSON Feed, the same for the same number.

import { createServer } from "node:http";

const ON_A_PAGE = 500;
const NEWEST = Date.UTC(2026, 10, 20);
const HOUR = 60 * 60 * 1000;
/** What a portal says again and again, and what it says seldom. */
const PHRASES = ["Ủy ban nhân dân xã", "công tác dân vận", "cải cách hành chính", "lịch tiếp công dân", "phát triển kinh tế", "chuyển đổi số", "xây dựng nông thôn mới"];
const ONSETS = ["b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "s", "t", "th", "tr", "v", "x"];
const RIMES = ["a", "á", "à", "ả", "ạ", "an", "ang", "ao", "ăn", "âu", "ây", "em", "ê", "ế", "iên", "iệt", "inh", "o", "ó", "on", "ông", "ơ", "ơi", "u", "úc", "uân", "ường", "ưu"];
const CATEGORIES = ["tin-tuc", "thong-bao", "nong-nghiep", "y-te", "giao-duc", "van-hoa", "an-ninh", "kinh-te", "cong-khai", "lao-dong", "dat-dai", "moi-truong"];

/** Numbers that look like chance and are the same each time. */
function chance(seed) {
  let state = (seed + 1) * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822507) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
}

/** Some syllables come often, most come seldom. */
function syllable(next) {
  const place = Math.floor(next() ** 3 * ONSETS.length * RIMES.length);
  return ONSETS[place % ONSETS.length] + RIMES[Math.floor(place / ONSETS.length)];
}

const words = (next, many) => Array.from({ length: many }, () => syllable(next)).join(" ");
const one = (next, list) => list[Math.floor(next() * list.length)];

function article(number, changed) {
  const next = chance(number);
  const paragraph = () => `<p>${one(next, PHRASES)} ${words(next, 60)}. ${one(next, PHRASES)} ${words(next, 40)}.</p>`;
  const category = one(next, CATEGORIES);
  // Each hundredth is about something that the others do not speak of.
  const rare = number % 100 === 0 ? "<p>Lễ hội cồng chiêng.</p>" : "";
  return {
    id: `bai-${number}`,
    url: `https://songba.example.gov.vn/bai-${number}`,
    title: `${one(next, PHRASES)} ${words(next, 6)} ${number}${number === changed ? " mới" : ""}`,
    date_published: new Date(NEWEST - number * HOUR).toISOString(),
    content_html: `${paragraph()}${paragraph()}${paragraph()}${rare}`,
    tags: [one(next, PHRASES), one(next, CATEGORIES)],
    _bangtin: { version: 1, category: { id: category, name: category }, ...(number % 10 === 0 ? { document: { number: `${number}/QĐ-UBND`, issued: "2026-01-02" } } : {}) },
  };
}

const FORMS = ["Quyết định", "Nghị quyết", "Thông báo", "Kế hoạch", "Công văn", "Tờ trình", "Chỉ thị", "Báo cáo"];

/** A document that no article announces: of eight forms, sixty agencies and twelve years. */
function document(number) {
  const next = chance(number);
  const form = FORMS[Math.floor(next() ** 2 * FORMS.length)];
  const issued = new Date(NEWEST - number * HOUR).toISOString().slice(0, 10);
  const expires = number % 50 === 0 ? { expires: "2026-01-01" } : {};
  return {
    id: `van-ban-${number}`,
    number: `${number}/QĐ-UBND`,
    form,
    issuer: `UBND xã ${1 + Math.floor(next() ** 2 * 60)}`,
    signer: "Đỗ Khắc Triều",
    issued,
    effective: issued,
    ...expires,
    abstract: `${form} về ${one(next, PHRASES)} ${words(next, 12)}`,
    files: [{ url: `https://songba.example.gov.vn/${number}.pdf`, mime_type: "application/pdf", size_in_bytes: 17000 }],
  };
}

/** Serves the pages; `change(n)` has article n say something else from then on, `slow(true)` has answers come a byte a second. */
export async function serveFeed(articles, documentsOnly, polls) {
  let changed = -1;
  let isSlow = false;
  // Made once: what is measured is the service, not this server.
  const made = new Map();
  const some = (first, make) => Array.from({ length: Math.min(ON_A_PAGE, articles - first) }, (_, index) => make(first + index));
  const feed = (first) => ({
    version: "https://jsonfeed.org/version/1.1",
    title: "Xã Sông Ba",
    ...(documentsOnly ? { items: [], _bangtin: { documents: some(first, document) } } : { items: some(first, (number) => article(number, changed)), ...(polls ? { _bangtin: { polls } } : {}) }),
    ...(first + ON_A_PAGE < articles ? { next_url: `${first / ON_A_PAGE + 2}.json` } : {}),
  });
  const server = createServer((request, response) => {
    const page = Number(/(\d+)\.json/.exec(request.url)?.[1] ?? 1);
    const first = (page - 1) * ON_A_PAGE;
    const here = changed >= first && changed < first + ON_A_PAGE;
    const tag = `"${page}${here ? `-${changed}` : ""}"`;
    response.setHeader("etag", tag);
    if (request.headers["if-none-match"] === tag) return response.writeHead(304).end();
    if (!made.has(tag)) made.set(tag, Buffer.from(JSON.stringify(feed(first))));
    response.setHeader("content-type", "application/feed+json");
    if (isSlow) return drip(response, made.get(tag));
    response.end(made.get(tag));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/1.json`,
    change: (number) => (changed = number),
    slow: (slow) => (isSlow = slow),
    end: () => server.close(),
  };
}

/** A byte a second, until whoever asked has gone. */
function drip(response, bytes) {
  let place = 0;
  const timer = setInterval(() => response.write(bytes.subarray(place, (place += 1))), 1_000);
  response.on("close", () => clearInterval(timer));
}
