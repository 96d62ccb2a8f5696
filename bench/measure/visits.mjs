// A reader opens the page for the first time, or comes back to it.
import { pause, withBrowser } from "./chromium.mjs";

const ROWS = 10;

/** Lines and processors of readers: the kilobits a second and the milliseconds of latency; how many times slower the main thread is. */
export const USUAL = { kbps: 1600, latency: 150, cpu: 4 };
export const POOR = { kbps: 400, latency: 400, cpu: 6 };

/** An empty profile. */
export function cold(origin, name, tag, reader) {
  return withBrowser((browser) => visit(browser, `${origin}/visit/${name}.html`, tag, reader));
}

/** A profile that has been on the page before, with a fast line; the tab of that visit is closed. */
export function second(origin, name, tag, reader) {
  const url = `${origin}/visit/${name}.html`;
  return withBrowser(async (browser) => {
    const tab = await browser.tab();
    await tab.navigate(url);
    await tab.evaluate(`bench.listPainted("${tag}", ${ROWS})`);
    // What is kept for the next visit is written, pictures are there.
    await pause(2000);
    await tab.close();
    return visit(browser, url, tag, reader);
  });
}

async function visit(browser, url, tag, { kbps, latency, cpu }) {
  const tab = await browser.tab();
  const bytes = countBytes(tab);
  await tab.slowNetwork(kbps, latency);
  await tab.slowProcessor(cpu);
  await tab.navigate(url);
  const shown = await tab.evaluate(`bench.listPainted("${tag}", ${ROWS})`);
  const kilobytesShown = bytes() / 1000;
  const ready = await tab.evaluate(`bench.listReady("${tag}", ${ROWS})`);
  const kilobytesReady = bytes() / 1000;
  await pause(1500);
  const shift = await tab.evaluate("bench.shift()");
  await tab.close();
  return { shown, ready, kilobytesShown, kilobytesReady, kilobytes: bytes() / 1000, shift };
}

/** Bytes on the line, headers included, without pictures: those come after the list and are the same for all. */
function countBytes(tab) {
  const pictures = new Set();
  let sum = 0;
  tab.listen("Network.responseReceived", ({ requestId, type }) => type === "Image" && pictures.add(requestId));
  tab.listen("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!pictures.has(requestId)) sum += encodedDataLength;
  });
  return () => sum;
}
