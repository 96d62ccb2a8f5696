// Sends texts through the function of the kit by which all foreign HTML comes, each into a shadow root of its own, and says what is wrong
// with what came out: a list of `[place in the list, what]`.
const [texts, module, configuration] = arguments;
const { clean } = await import(module);
const place = document.querySelector("#cho");
const same = (text) => text;
const wrong = [];
let policy;
const bodies = await Promise.all(
  texts.map(async (text) => {
    let cleaned = await clean(text, configuration, location.href);
    if (cleaned === "policy") {
      policy ??= trustedTypes.createPolicy("trial", { createHTML: same, createScript: same, createScriptURL: same });
      cleaned = await clean(text, configuration, location.href, policy);
    }
    const { fragment, texts: candidates, finish } = cleaned;
    // What may be a caption is one: so each of them is written anew.
    finish(
      candidates.map((candidate) => [candidate, candidate]),
      "Mở ảnh",
      "Bấm để xem ảnh",
    );
    const host = document.createElement("div");
    host.style.cssText = IN_SIGHT;
    host.attachShadow({ mode: "open" }).append(fragment);
    return host;
  }),
);
place.replaceChildren(...bodies);
await pause(60);
bodies.forEach((host, at) => judge(host.shadowRoot, (what) => wrong.push([at, what])));
await pause(120);
place.replaceChildren();
return { wrong: wrong.slice(0, 60), fired: window.fired.splice(0) };
