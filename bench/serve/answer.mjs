// Compresses each answer once and keeps it.
import { createHash } from "node:crypto";
import { brotliCompressSync, constants } from "node:zlib";

const kept = new Map();

/** Answers one request with what the site has at its address. */
export function answer(site, request, response) {
  const found = prepared(site, request.url);
  if (!found) {
    response.writeHead(404, { "content-type": "text/plain" }).end("Not here.");
    return;
  }
  const { body, headers } = found;
  if (request.headers["if-none-match"] === headers.etag) response.writeHead(304, headers).end();
  else response.writeHead(200, { ...headers, "content-length": body.length }).end(body);
}

/** Makes these answers now: compressing one while a browser waits would be measured too. */
export function prepare(site, addresses) {
  for (const address of addresses) prepared(site, address);
}

function prepared(site, address) {
  if (!kept.has(address)) kept.set(address, pack(site(address)));
  return kept.get(address);
}

function pack(found) {
  if (!found) return undefined;
  const headers = {
    "content-type": found.mime,
    "cache-control": found.cache,
    etag: `"${createHash("sha256").update(found.body).digest("hex").slice(0, 16)}"`,
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    // Full resolution for the resource timing of the pages.
    "timing-allow-origin": "*",
  };
  if (!/text|json|javascript|svg|wasm/.test(found.mime)) return { body: found.body, headers };
  headers["content-encoding"] = "br";
  headers.vary = "accept-encoding";
  return { body: brotli(found.body), headers };
}

function brotli(body) {
  // The best quality would take a minute for the feed of 10,000 items.
  const quality = body.length < 1_000_000 ? 11 : 5;
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}
