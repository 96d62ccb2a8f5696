// Reading again without a network, for the stand-alone portal. The network comes first: nobody is kept in an old version.
//
// - Pages and pictures of this origin that were read are kept, so many and no more, with the time at which they came.
// - Files of the kit have their version in the address and never change: what is kept is used at once.
// - Answers of the interface (/v1/) are left to the kit, which keeps the last of each with its age and says so.
// - Nothing else is touched: no form, no page for moderators, no link of a mail, no other origin.

const PAGES = "portal-pages-1";
const PICTURES = "portal-pictures-1";
const ALWAYS = "portal-always-1";
const KIT = "portal-kit-";

// A page that was not read.
const OFFLINE = "/mat-mang";
const MOST = 60;
const MOST_BYTES = { [PAGES]: 5e6, [PICTURES]: 10e6 };
const LARGEST = 3e6;
// When an article of the portal was last taken down, as its pages say: one that was kept before may hold it.
const TAKEN_DOWN = /<meta name="taken-down-ms" content="(\d+)">/;
// Milliseconds that a page may take where there is a copy of it.
const PATIENCE = 10_000;

const READ = /^\/(?:$|tin\/|chuyen-muc\/[^/]+$|van-ban(?:$|\/)|thu-vien-anh(?:$|\/)|video$|lien-he$|lien-ket$|dang-ky$)/;
const SEARCH = "/tim-kiem";
const PICTURE = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;
const FILE_OF_THE_KIT = /^\/bangtin\/([^/]+)\//;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  const always = [OFFLINE, "/service.css", "/portal.css", "/portal.js"];
  event.waitUntil(
    caches
      .open(ALWAYS)
      .then((cache) => cache.addAll(always.map((path) => new Request(path, { cache: "no-cache" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

// What an earlier worker kept under other names. The kit's own cache is not ours.
async function forgetOthers() {
  for (const name of await caches.keys()) {
    const ours = [PAGES, PICTURES, ALWAYS].includes(name) || name.startsWith(KIT);
    if (name.startsWith("portal-") && !ours) await caches.delete(name);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("range")) return;
  const version = FILE_OF_THE_KIT.exec(url.pathname)?.[1];
  if (version) event.respondWith(fileOfTheKit(event, version));
  else if (request.mode === "navigate") {
    if (READ.test(url.pathname)) event.respondWith(page(event, url));
    // What was found is not kept.
    else if (url.pathname === SEARCH) event.respondWith(fetch(request).catch(offline));
  } else if (PICTURE.test(url.pathname)) event.respondWith(other(event, PICTURES));
  else if (["/service.css", "/portal.css", "/portal.js"].includes(url.pathname)) event.respondWith(other(event, ALWAYS));
});

// The page tells what it shows: what came before this worker did, and what the portal has shown without loading a page.
self.addEventListener("message", (event) => {
  if (event.origin !== location.origin) return;
  const { read = [] } = event.data ?? {};
  event.waitUntil(Promise.all(read.slice(0, MOST).map((address) => keepRead(address).catch(() => {}))));
});

async function keepRead(address) {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) return;
  const version = FILE_OF_THE_KIT.exec(url.pathname)?.[1];
  const isPage = READ.test(url.pathname);
  const name = version ? KIT + version : isPage ? PAGES : PICTURE.test(url.pathname) ? PICTURES : undefined;
  if (!name) return;
  const key = keyOf(url);
  const copy = await (await caches.open(name)).match(key);
  if (copy && (version || !isPage || Date.now() - age(copy) < 60_000)) return;
  const answer = await fetch(key, { credentials: "same-origin" });
  await (version ? keepFile(version, key, answer) : keep(name, key, answer));
}

// Of an address, what says which page it is: campaigns and searches do not.
function keyOf(url) {
  const page = url.searchParams.get("trang");
  return url.origin + url.pathname + (page ? `?trang=${encodeURIComponent(page)}` : "");
}

async function page(event, url) {
  const key = keyOf(url);
  const cache = await caches.open(PAGES);
  const copy = await cache.match(key);
  // Asked for anew, which costs little where nothing has changed: else a browser's own copy would pass for the network.
  const network = fetch(event.request, { cache: "no-cache" }).then((answer) => {
    // Errors for programs: as a page the address is asked for once more, and then answers with one for people.
    if (/problem\+json/.test(answer.headers.get("content-type") ?? "")) return fetch(event.request);
    if (answer.ok) event.waitUntil(keep(PAGES, key, answer.clone()));
    // What was taken down must not be read on.
    else if ([404, 410].includes(answer.status)) event.waitUntil(cache.delete(key));
    return answer;
  });
  network.catch(() => {});
  try {
    const answer = await (copy ? Promise.race([network, later(PATIENCE)]) : network);
    return copy && answer.status >= 500 ? await saved(copy) : answer;
  } catch {
    return copy ? saved(copy) : offline();
  }
}

const later = (milliseconds) =>
  new Promise((_, giveUp) => setTimeout(() => giveUp(new Error("too slow")), milliseconds));

// When an answer came: its server says so.
const age = (answer) => Date.parse(answer.headers.get("date") ?? "") || 0;

// A copy says that it is one, and of when.
async function saved(copy) {
  const headers = new Headers(copy.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  const told = `<p class="saved" role="status">Không kết nối được. Đây là bản lưu trên máy${when(age(copy))}.</p>`;
  // Nobody knows whether an alert is over by now: the kit shows its own copy, with its end.
  const whole = (await copy.text()).replace(/<!-- bangtin:alerts -->.*?<!-- \/bangtin:alerts -->/s, "");
  const text = whole.replace("<!-- bangtin:saved -->", () => told);
  return new Response(text, { status: copy.status, headers });
}

// The time in Viet Nam, wherever the reader is.
function when(time) {
  if (!time) return "";
  const at = new Date(time + 7 * 3_600_000);
  const two = (number) => String(number).padStart(2, "0");
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  return ` lúc ${clock} ngày ${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
}

// The page that says so, with what can be read.
async function offline() {
  const page = await (await caches.open(ALWAYS)).match(OFFLINE);
  if (!page) return Response.error();
  const cache = await caches.open(PAGES);
  let list = "";
  for (const key of (await cache.keys()).reverse()) {
    const text = (await (await cache.match(key))?.text()) ?? "";
    // As it stands in the page: it is escaped already.
    const title = /<title>([^<]*)<\/title>/.exec(text)?.[1];
    const { pathname, search } = new URL(key.url);
    const address = (pathname + search).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    if (title) list += `<li><a href="${address}">${title}</a></li>`;
  }
  const read = list && `<h2>Những trang đã đọc</h2><ul>${list}</ul>`;
  const text = (await page.text()).replace("<!-- bangtin:read -->", () => read);
  const headers = new Headers(page.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return new Response(text, { status: 503, headers });
}

async function other(event, name) {
  const key = event.request.url;
  const cache = await caches.open(name);
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keep(name, key, answer.clone()));
    return answer;
  } catch (cause) {
    const copy = await cache.match(key);
    if (copy) return copy;
    throw cause;
  }
}

async function fileOfTheKit(event, version) {
  const key = event.request.url;
  const copy = await (await caches.open(KIT + version)).match(key);
  if (copy && isFixed(copy)) return copy;
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keepFile(version, key, answer.clone()));
    return answer;
  } catch (cause) {
    if (copy) return copy;
    throw cause;
  }
}

const isFixed = (answer) => /immutable/.test(answer.headers.get("cache-control") ?? "");
const isPrivate = (answer) => /private/.test(answer.headers.get("cache-control") ?? "");

// Of the kit the version in use and the one before it stay: pages that were read name that one.
async function keepFile(version, key, answer) {
  if (!answer.ok || answer.type === "opaque") return;
  const cache = await caches.open(KIT + version);
  await cache.put(key, answer).catch(() => {});
  const versions = (await caches.keys()).filter((name) => name.startsWith(KIT));
  for (const oldest of versions.slice(0, -2)) await caches.delete(oldest);
}

// Keeps an answer as the newest; beyond the limits the oldest go.
async function keep(name, key, answer) {
  if (!answer.ok || answer.redirected || answer.type !== "basic" || isPrivate(answer)) return;
  try {
    const body = await answer.blob();
    if (body.size > LARGEST) return;
    const headers = new Headers(answer.headers);
    headers.set("x-bytes", body.size);
    const takenDown = name === PAGES ? Number(TAKEN_DOWN.exec(await body.text())?.[1] ?? 0) : 0;
    headers.set("x-taken-down", takenDown);
    const cache = await caches.open(name);
    await cache.delete(key);
    await cache.put(key, new Response(body, { headers }));
    if (name === ALWAYS) return;
    let bytes = 0;
    let count = 0;
    for (const one of (await cache.keys()).reverse()) {
      const copy = await cache.match(one);
      bytes += Number(copy?.headers.get("x-bytes"));
      count += 1;
      const isOutdated = Number(copy?.headers.get("x-taken-down")) < takenDown;
      if (count > MOST || bytes > MOST_BYTES[name] || isOutdated) await cache.delete(one);
    }
  } catch {
    // The device is full, or keeps nothing: reading goes on by the network.
  }
}
