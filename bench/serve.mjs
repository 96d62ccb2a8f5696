// The server of the measurements, on loopback. By itself (`npm run serve`) it prints the addresses of the pages, to look at.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { answer, prepare } from "./serve/answer.mjs";
import { LISTS } from "./serve/lists.mjs";
import { addresses, openSite } from "./serve/site.mjs";

/** Listens on a port of 127.0.0.1 (0: any free one) and resolves to `{ origin, close }`. */
export async function serve(port = 0) {
  const server = createServer();
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const site = openSite(origin);
  prepare(site, addresses());
  server.on("request", (request, response) => answer(site, request, response));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin, close };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { origin } = await serve(Number(process.env.PORT ?? 4190));
  for (const page of ["visit", "rows"]) for (const name of Object.keys(LISTS)) console.log(`${origin}/${page}/${name}.html`);
}
