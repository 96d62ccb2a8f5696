// Chromium over the DevTools protocol, through the pipe of `--remote-debugging-pipe`: no package is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--remote-debugging-pipe",
  "about:blank",
];
const IN_PAGE = readFileSync(new URL("in-page.js", import.meta.url), "utf8");
const PATIENCE = 30_000;

/** Runs `work(browser)` in a browser with an empty profile, and ends both. */
export async function withBrowser(work) {
  const profile = mkdtempSync(join(tmpdir(), "bench-"));
  const browser = new Browser(profile);
  try {
    // What a browser does at its start is over.
    await browser.send("Target.getTargets");
    await pause(700);
    return await work(browser);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

class Browser {
  #process;
  #last = 0;
  #asked = new Map();
  #listeners = new Set();
  #rest = "";

  constructor(profile) {
    const program = process.env.CHROME_PATH ?? "/usr/bin/chromium";
    const stdio = ["ignore", "ignore", "ignore", "pipe", "pipe"];
    this.#process = spawn(program, [`--user-data-dir=${profile}`, ...FLAGS], { stdio });
    this.ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.once("error", (cause) => this.#fail(cause));
    this.ended.then(() => this.#fail(new Error("the browser has gone")));
    const [, , , input, output] = this.#process.stdio;
    this.input = input.on("error", () => {});
    output.setEncoding("utf8").on("data", (text) => this.#read(text));
  }

  send(method, params = {}, sessionId) {
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject, method }));
    this.input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return withLimit(answer, method);
  }

  /** Calls `listener` for each event until the returned function is called. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A new tab as a phone shows it. */
  async tab() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const tab = new Tab(this, targetId, sessionId);
    for (const domain of ["Page", "Network", "Runtime"]) await tab.send(`${domain}.enable`);
    await tab.send("Emulation.setDeviceMetricsOverride", { width: 360, height: 740, deviceScaleFactor: 2, mobile: true });
    await tab.send("Page.addScriptToEvaluateOnNewDocument", { source: IN_PAGE });
    return tab;
  }

  async close() {
    this.send("Browser.close").catch(() => {});
    const late = setTimeout(() => this.#process.kill("SIGKILL"), 5000);
    await this.ended;
    clearTimeout(late);
  }

  #read(text) {
    const messages = (this.#rest + text).split("\0");
    this.#rest = messages.pop();
    for (const message of messages) this.#take(JSON.parse(message));
  }

  #take({ id, result, error, method, params, sessionId }) {
    if (id === undefined) {
      for (const listener of this.#listeners) listener({ method, params, sessionId });
      return;
    }
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (error) asked?.reject(new Error(`${asked.method}: ${error.message}`));
    else asked?.resolve(result);
  }

  #fail(cause) {
    for (const { reject } of this.#asked.values()) reject(cause);
    this.#asked.clear();
  }
}

class Tab {
  constructor(browser, targetId, sessionId) {
    Object.assign(this, { browser, targetId, sessionId });
  }

  send(method, params) {
    return this.browser.send(method, params, this.sessionId);
  }

  listen(method, listener) {
    return this.browser.listen((event) => event.sessionId === this.sessionId && event.method === method && listener(event.params));
  }

  /** 1.6 Mbps down, 150 ms there and back. */
  async slowNetwork(kbps, latency) {
    const line = { latency, downloadThroughput: (kbps * 1000) / 8, uploadThroughput: (kbps * 500) / 8 };
    await this.send("Network.emulateNetworkConditions", { offline: false, ...line });
  }

  /** The main thread so many times slower. */
  async slowProcessor(rate) {
    await this.send("Emulation.setCPUThrottlingRate", { rate });
  }

  async navigate(url) {
    const { errorText } = await this.send("Page.navigate", { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
  }

  /** The value of an expression; promises are waited for. */
  async evaluate(expression) {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async close() {
    await this.browser.send("Target.closeTarget", { targetId: this.targetId });
  }
}

function withLimit(promise, what) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${PATIENCE / 1000} s`)), PATIENCE);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
