// Of the stand-alone portal alone. What was known of alerts when a page was sent goes when it ends, also where nothing else comes.
setInterval(() => {
  for (const alert of document.querySelectorAll(".bangtin-alerts [data-ends]")) if (Date.parse(alert.dataset.ends) <= Date.now()) alert.remove();
}, 5_000);

// What was read of it can be read again without a network (sw.js).
const workers = navigator.serviceWorker;

async function begin() {
  // A page that asks for trusted addresses gets this one and no other.
  const policy = window.trustedTypes?.createPolicy("bangtin-portal", { createScriptURL: () => "/sw.js" });
  await workers.register(policy?.createScriptURL("") ?? "/sw.js", { updateViaCache: "none" });
  const { active } = await workers.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage({ read: [location.href, ...loaded.filter((name) => name.startsWith(location.origin))] });
  let shown = location.pathname;
  const tell = () => {
    if (location.pathname === shown || navigator.connection?.saveData) return;
    shown = location.pathname;
    (workers.controller ?? active)?.postMessage({ read: [location.href] });
  };
  // The portal goes from page to page without loading one.
  addEventListener("popstate", tell);
  addEventListener("bangtin-navigate", () => setTimeout(tell));
  window.navigation?.addEventListener("navigatesuccess", tell);
}

// Reading comes first, keeping after it. Without https, or where a browser keeps nothing, there is nothing to do.
const start = () => begin().catch((cause) => console.info("Bangtin: pages are not kept for reading offline.", cause));
if (workers) document.readyState === "complete" ? start() : addEventListener("load", start, { once: true });
