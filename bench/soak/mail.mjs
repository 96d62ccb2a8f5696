// A mail server that takes everything, keeps count of it, and can be away.

import { createServer } from "node:net";

import { freePort } from "../service/load/process.mjs";

export async function startMail() {
  const port = await freePort();
  /** How many mails each address got. */
  const got = new Map();
  const open = new Set();
  const server = () => createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => {});
    talk(socket, (address) => got.set(address, (got.get(address) ?? 0) + 1));
  });
  let running;
  const come = () => new Promise((resolve) => (running = server()).listen(port, "127.0.0.1", resolve));
  const go = () => {
    running.close();
    for (const socket of open) socket.destroy();
  };
  await come();
  return { url: `smtp://127.0.0.1:${port}`, got, come, go, end: go };
}

/** RFC 5321, as far as a client needs it that has nothing to hide. */
function talk(socket, took) {
  let [rest, isText, to] = ["", false, []];
  socket.write("220 mail.example.vn\r\n");
  socket.setEncoding("utf8").on("data", (part) => {
    rest += part;
    for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (isText) {
        if (line !== ".") continue;
        isText = false;
        to.forEach(took);
        to = [];
        socket.write("250 taken\r\n");
        continue;
      }
      const word = line.slice(0, 4).toUpperCase();
      if (word === "RCPT") to.push(/<([^>]*)>/.exec(line)?.[1] ?? "");
      if (word === "RSET" || word === "MAIL") to = [];
      isText = word === "DATA";
      socket.write(isText ? "354 go on\r\n" : word === "QUIT" ? "221 bye\r\n" : "250 good\r\n");
      if (word === "QUIT") socket.end();
    }
  });
}
