// The folded part in an element, for who set the page up.

const SHEET = `
  .advice { margin-top: 8px; color: var(--quiet); font-size: 0.88em; }
  .advice summary { padding: 6px 0; cursor: pointer; }
  .advice p { padding: 8px 12px; border: 1px solid var(--line); border-radius: var(--radius); overflow-wrap: anywhere; }
`;

let [roots, adopt] = [new Map()];

/** Where elements show what they do (not what the loader has painted, which goes), and how they get a sheet. */
export const use = ({ shown, adopt: given }) => void ([roots, adopt] = [shown ?? roots, given ?? adopt]);

/** Whether an element speaks English. */
export const isEnglish = (element, settings) =>
  /^en/i.test(element.getAttribute("lang") || settings.lang || element.getRootNode().host?.closest("[lang]")?.lang || element.closest("[lang]")?.lang);

/** The address that an element asked last. */
export const addressOf = (element) => roots.get(element)?.address;

const shown = new WeakMap();

/** Takes back what was told. */
export function forget(element) {
  shown.get(element)?.();
  shown.delete(element);
}

/**
 * Shows a sentence, folded, until the element is in another state or the attribute that it is about has changed; `instead` for readers
 * in the place of what they are told.
 */
export function fold(element, say, sentence, { attribute, instead } = {}) {
  const root = roots.get(element);
  if (!root) return;
  forget(element);
  const advice = document.createElement("details");
  advice.className = "advice";
  advice.part = "advice";
  const summary = document.createElement("summary");
  summary.textContent = say.forOfficers;
  const line = document.createElement("p");
  line.part = root.dataset.state === "misconfigured" ? "misconfigured" : "cause";
  line.textContent = sentence;
  advice.append(summary, line);
  root.append(advice);
  adopt(element.shadowRoot, "advice", SHEET);
  const told = root.querySelector("[part=failure]");
  if (instead && told) told.textContent = instead;
  const { state } = root.dataset;
  const watch = new MutationObserver((records) => {
    const isOver = root.dataset.state !== state || records.some(({ target }) => target === element);
    if (isOver) forget(element);
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-state"] });
  if (attribute) watch.observe(element, { attributeFilter: [attribute] });
  shown.set(element, () => {
    watch.disconnect();
    advice.remove();
  });
}
