// Brings words of a page's own from their addresses: a file of its own, for pages whose `labels` names one.

// Whoever waits longer reads the usual words.
const PATIENCE_MS = 2_000;

/** The settings of the page and, under each address, its words: elements look for them there (src/i18n.rs). `first`: public/bangtin.js. */
export async function withLabels(settings, { elements, resolve }) {
  const all = { __proto__: null, ...settings };
  const read = async (labels) => {
    const address = labels?.trim();
    if (address && !address.includes("{")) await bring(address, all, resolve);
  };
  const named = new Set([settings.labels, ...elements.map((element) => element.getAttribute("labels"))]);
  await Promise.race([Promise.all([...named].map(read)), new Promise((go) => setTimeout(go, PATIENCE_MS))]);
  return all;
}

/** Puts the words of an address into the settings; none where they cannot be had. */
export async function bring(address, settings, resolve) {
  try {
    const url = resolve(address, document.baseURI);
    const answer = url && (await fetch(url));
    if (!answer?.ok) throw answer?.status;
    settings[address] = JSON.stringify(await answer.json());
  } catch (cause) {
    console.warn("Bangtin: labels", address, cause);
  }
}
