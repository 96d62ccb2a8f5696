// nginx with one worker and two files: the article list, plain and packed.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, brotliCompressSync } from "node:zlib";

import { freePort, start, until } from "./process.mjs";

export async function startNginx(folder, articles) {
  const root = join(folder, "static");
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "articles.json"), articles);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  writeFileSync(join(root, "articles.json.br"), brotliCompressSync(articles, quality));
  const port = await freePort();
  const config = join(folder, "nginx.conf");
  writeFileSync(config, text(folder, root, port));
  const server = start("/usr/sbin/nginx", ["-c", config, "-e", join(folder, "nginx.log"), "-g", "daemon off;"]);
  const url = `http://127.0.0.1:${port}/articles.json`;
  await until("nginx", async () => (await fetch(url)).ok);
  return { ...server, url };
}

const text = (folder, root, port) => `
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 512; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=10;
  types { application/json json; }
  client_body_temp_path ${folder}/nginx-body;
  proxy_temp_path ${folder}/nginx-proxy;
  fastcgi_temp_path ${folder}/nginx-fastcgi;
  uwsgi_temp_path ${folder}/nginx-uwsgi;
  scgi_temp_path ${folder}/nginx-scgi;
  server {
    listen 127.0.0.1:${port};
    root ${root};
    location = /articles.json.br { default_type application/json; add_header content-encoding br; }
  }
}
`;
