// A reader opens the page for the first time, or comes back to it.
import { pause, withBrowser } from "./chromium.mjs";

const ROWS = 10;
const CPU = 4;

/** An empty profile. */
export function cold(origin, name, tag) {
  return withBrowser((browser) => visit(browser, `${origin}/visit/${name}.html`, tag));
}

/** A profile that has been on the page before, with a fast line; the tab of that visit is closed. */
export function second(origin, name, tag) {
  const url = `${origin}/visit/${name}.html`;
  return withBrowser(async (browser) => {
    const tab = await browser.tab();
    await tab.navigate(url);
    await tab.evaluate(`bench.listPainted("${tag}", ${ROWS})`);
    // What is kept for the next visit is written, pictures are there.
    await pause(2000);
    await tab.close();
    return visit(browser, url, tag);
  });
}

async function visit(browser, url, tag) {
  const tab = await browser.tab();
  const bytes = countBytes(tab);
  await tab.slowNetwork();
  await tab.slowProcessor(CPU);
  await tab.navigate(url);
  const shown = await tab.evaluate(`bench.listPainted("${tag}", ${ROWS})`);
  await pause(1500);
  await tab.close();
  return { shown, kilobytes: bytes() / 1000 };
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
