// The browser's side of the views: makes elements from templates and changes what fills their holes. One call from WebAssembly does
// the work of many, which a slow phone would feel.
//
// A template is a text of tokens, U+0001 between them: tag, number of attributes, name and value of each, number of children, each
// child; a child that is text is an empty tag and the text, U+0002 is a hole. A child's hole is filled by one node: a text, an element,
// or for a list the text node that ends it. So each node is found by its place in the template, whatever fills the other holes.

const BETWEEN = "\u0001";
// What fills a hole, where it is no text.
const NONE = "\u0002";
const INSTANCE = "\u0003";
const TRUE = "\u0004";
const FALSE = "\u0005";
const LIST = "\u0006";
// In place of a template's number: the owner ends a list, and its items are the holes.
const ITEMS = 0;

const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";

// A document that is never shown: its pictures do not load and its custom elements do nothing.
const inert = document.implementation.createHTMLDocument("");
const templates = [{ holes: [] }];
// The nodes in the holes of an instance, or the items before the end of a list.
const filled = new WeakMap();

const text = (data = "") => document.createTextNode(data);
const isText = (node) => node.nodeType === 3;

/** Learns a template; gives its number. */
export function define(tokens) {
  const parts = tokens.split(BETWEEN);
  const holes = [];
  let at = 0;
  const element = (path, space) => {
    const tag = parts[at++];
    if (!tag) return inert.createTextNode(parts[at++]);
    if (tag === NONE) {
      holes.push({ path, name: "" });
      return inert.createTextNode("");
    }
    const inside = tag === "svg" ? SVG : space;
    const made = inert.createElementNS(inside, tag);
    for (let count = parts[at++]; count > 0; count--) {
      const name = parts[at++];
      const value = parts[at++];
      if (value === NONE) holes.push({ path, name });
      else made.setAttribute(name, value);
    }
    const count = parts[at++];
    for (let index = 0; index < count; index++) made.appendChild(element([...path, index], inside));
    return made;
  };
  return templates.push({ prototype: element([], HTML), holes }) - 1;
}

function along(root, path) {
  let node = root;
  for (const index of path) node = node?.childNodes[index];
  return node;
}

/** The nodes in the holes of an owner; found when they are first asked for. */
function nodes(owner, template) {
  let found = filled.get(owner);
  if (!found) filled.set(owner, (found = templates[template].holes.map(({ path }) => along(owner, path))));
  return found;
}

const copy = (template) => document.importNode(templates[template].prototype, true);

/** A copy of a template, its holes empty. */
export function make(template) {
  const root = copy(template);
  nodes(root, template);
  return root;
}

/** An instance in which nothing moves by itself, in one call: its template's number and what fills each hole, nested. */
export function fill(tokens) {
  const parts = tokens.split(BETWEEN);
  let at = 0;
  const instance = () => {
    const number = parts[at++];
    const { holes } = templates[number];
    const root = copy(number);
    const found = holes.map(({ path }) => along(root, path));
    holes.forEach(({ name }, index) => {
      const value = parts[at++];
      if (value === INSTANCE) {
        const inner = instance();
        found[index].replaceWith(inner);
        found[index] = inner;
      } else if (value === LIST) {
        items(found[index]);
        // Its items stand in the way of those who count.
        filled.set(root, found);
      } else if (value === TRUE || value === FALSE) assign(found[index], name, value === TRUE);
      else if (value !== NONE) assign(found[index], name, value);
    });
    return root;
  };
  const items = (end) => {
    const all = [];
    for (let count = parts[at++]; count > 0; count--) {
      const value = parts[at++];
      const isText = ![INSTANCE, LIST, NONE, TRUE, FALSE].includes(value);
      const item = value === INSTANCE ? instance() : text(isText ? value : "");
      end.before(item);
      all.push(item);
      if (value === LIST) items(item);
    }
    filled.set(end, all);
  };
  return instance();
}

/** Gives the node of a hole its value: a text, true or false, or undefined for none. `name` is "" for a child. */
function assign(node, name, value) {
  if (!node) return; // somebody has taken it out of the page
  const [kind, rest] = name.split(":");
  if (!name) node.data = typeof value === "string" ? value : "";
  else if (kind === "class" && rest) node.classList.toggle(rest, !!value);
  else if (kind === "prop") {
    const wanted = value ?? "";
    // Only where it differs: to set a field's value moves the caret and ends a composition.
    if (node[rest] !== wanted) node[rest] = wanted;
  } else if (value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

const nameOf = (template, index) => templates[template].holes[index]?.name ?? "";

/** Fills a hole with a text, or none. */
export function set(owner, template, index, value) {
  const name = nameOf(template, index);
  const there = node(owner, template, index);
  if (!name && there && !isText(there)) swap(owner, template, index, text());
  assign(node(owner, template, index), name, value);
}

/** Fills an attribute's hole with true or false. */
export function toggle(owner, template, index, value) {
  assign(node(owner, template, index), nameOf(template, index), value);
}

/** The node in a hole. */
export function node(owner, template, index) {
  const found = nodes(owner, template);
  if (found[index] && isText(found[index])) bringBack(found, owner, template, index);
  return found[index];
}

/** Puts another node into a child's hole. What stood there as a list must have been cleared. */
export function swap(owner, template, index, other) {
  const before = node(owner, template, index);
  if (before) {
    release(before);
    before.replaceWith(other);
  }
  nodes(owner, template)[index] = other;
}

// The browser keeps a film whose captions it has loaded, and with it the article, unless they are taken away first.
function release(node) {
  if (!isText(node)) for (const track of node.querySelectorAll("track")) track.remove();
}

// A translator puts its own <font> in the place of a text. When the text changes, it takes its place back, and the translator sees
// that and translates it anew.

const isFont = (node) => node?.localName === "font";

function bringBack(found, owner, template, index) {
  const own = found[index];
  const parent = own.parentNode;
  if (parent && !isFont(parent)) return;
  let font = parent ?? stranger(found, owner, template, index);
  while (isFont(font?.parentNode)) font = font.parentNode;
  if (font) font.replaceWith(own);
  else home(owner, template, index)?.append(own);
}

const home = (owner, template, index) =>
  template === ITEMS ? owner.parentNode : along(owner, templates[template].holes[index].path.slice(0, -1));

/** What stands where a text was: by its place in the template, else beside what stands there still. */
function stranger(found, owner, template, index) {
  const within = home(owner, template, index);
  if (!within) return;
  const path = templates[template].holes[index]?.path;
  if (path) {
    const model = along(templates[template].prototype, path.slice(0, -1));
    const there = within.childNodes[path[path.length - 1]];
    if (model.childNodes.length === within.childNodes.length && isFont(there)) return there;
  }
  const later = [...found.slice(index + 1), ...(template === ITEMS ? [owner] : [])];
  const next = later.find((other) => other.parentNode === within);
  const there = next ? next.previousSibling : within.lastChild;
  return isFont(there) ? there : undefined;
}

/** Makes a child's hole the end of a list without items; gives its node. */
export function list(owner, template, index) {
  set(owner, template, index);
  const end = node(owner, template, index);
  filled.set(end, []);
  return end;
}

/** Adds an empty item to a list. */
export function push(end) {
  const item = text();
  end.before(item);
  filled.get(end).push(item);
}

/** Takes the last item from a list. */
export const pop = (end) => takeItem(end, filled.get(end).length - 1);

function takeItem(end, index) {
  const item = node(end, ITEMS, index);
  filled.get(end).splice(index);
  release(item);
  item.remove();
}

/** Puts a copy of a fragment before the end of a list. */
export function insertCopy(end, fragment) {
  const made = document.importNode(fragment, true);
  filled.set(end, [...made.childNodes]);
  end.before(made);
}

/** Takes all items of a list away. */
export function clear(end) {
  for (let index = filled.get(end).length; index-- > 0; ) takeItem(end, index);
}

/** Puts a row before another or before the end of the list; one that stands there already keeps its state where the browser can. */
export function insert(row, before) {
  const parent = before.parentNode;
  if (!parent) return; // somebody has taken it out of the page
  if (parent.moveBefore && row.parentNode === parent && row.isConnected) parent.moveBefore(row, before);
  else parent.insertBefore(row, before);
}

/** Takes a row away. */
export function remove(row) {
  release(row);
  row.remove();
}

/** Takes all rows from `first` to the end of the list away. */
export function removeAll(first, end) {
  if (first.parentNode !== end.parentNode) return;
  const range = document.createRange();
  range.setStartBefore(first);
  range.setEndBefore(end);
  range.deleteContents();
}

/** The row that has the focus. */
export function focused(end) {
  let node = end.getRootNode().activeElement;
  while (node && node.parentNode !== end.parentNode) node = node.parentNode;
  return node ?? undefined;
}

const listener = (template, index) => {
  const [, event, capture] = nameOf(template, index).split(":");
  return [event, capture === "capture"];
};

/** Listens at the element of a hole: `on:click`, `on:error:capture`. */
export function listen(owner, template, index, act) {
  const [event, capture] = listener(template, index);
  node(owner, template, index).addEventListener(event, act, capture);
}

/** Ends it. */
export function unlisten(owner, template, index, act) {
  const [event, capture] = listener(template, index);
  node(owner, template, index).removeEventListener(event, act, capture);
}

/** The end of a list with one empty item, nowhere yet: the place of a whole view. */
export function place() {
  const end = text();
  document.createDocumentFragment().append(end);
  filled.set(end, []);
  push(end);
  return end;
}

/** Puts a place, with what it holds, into the page. */
export const mount = (end, parent, before) => void parent.insertBefore(end.parentNode, before ?? null);

/** Takes a place, with what it holds, out of the page. */
export function unmount(end) {
  clear(end);
  end.remove();
}
