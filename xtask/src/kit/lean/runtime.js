// What the kit's glue does instead of wasm-bindgen's: the same calls, for browsers that have what the kit needs anyway
// (TextEncoder.encodeInto, FinalizationRegistry), and a file that the loader has already asked for.

let wasm;

/** The parts of the kit ask for the exports of the first file. */
export const initSync = () => wasm;

let starting;

/** Starts the first file, once for all loaders of the page; again only where that has failed. */
export default function (source) {
  starting ??= begin(source).catch((cause) => {
    starting = undefined;
    throw cause;
  });
  return starting;
}

// From its answer, whatever type the server gives it.
async function begin({ module_or_path }) {
  const answer = await module_or_path;
  const imports = __wbg_get_imports();
  const streams = answer.headers.get("content-type") === "application/wasm";
  const started = streams && WebAssembly.instantiateStreaming
    ? WebAssembly.instantiateStreaming(answer, imports)
    : WebAssembly.instantiate(await answer.arrayBuffer(), imports);
  wasm = (await started).instance.exports;
  wasm.__wbindgen_start();
}

// Views of the memory. When it grows it gets a new buffer, and the old one's views have no length any more.
let bytes, numbers;

function getUint8ArrayMemory0() {
  if (!bytes?.length) bytes = new Uint8Array(wasm.memory.buffer);
  return bytes;
}

function getDataViewMemory0() {
  const { buffer } = getUint8ArrayMemory0();
  if (numbers?.buffer !== buffer) numbers = new DataView(buffer);
  return numbers;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

function getStringFromWasm0(at, length) {
  at >>>= 0;
  return decoder.decode(getUint8ArrayMemory0().subarray(at, at + length));
}

let WASM_VECTOR_LEN = 0;

/** Its length is in WASM_VECTOR_LEN then. A code unit takes at most three bytes. */
function passStringToWasm0(text) {
  const room = text.length * 3;
  const at = wasm.__wbindgen_malloc(room, 1) >>> 0;
  WASM_VECTOR_LEN = encoder.encodeInto(text, getUint8ArrayMemory0().subarray(at, at + room)).written;
  // Rust wants no call for an empty text.
  return WASM_VECTOR_LEN < room ? wasm.__wbindgen_realloc(at, room, WASM_VECTOR_LEN, 1) >>> 0 : at;
}

/** Hands over a text, or nothing, as address and length. */
function putString(to, text) {
  const at = isLikeNone(text) ? 0 : passStringToWasm0(text);
  to >>>= 0;
  getDataViewMemory0().setInt32(to, at, true);
  getDataViewMemory0().setInt32(to + 4, WASM_VECTOR_LEN, true);
}

const isLikeNone = (value) => value == null;

const reference = (value) => (isLikeNone(value) ? 0 : addToExternrefTable0(value));

/** Whether a value is of a class, which the browser need not know. */
const is = (test) => {
  try {
    return test();
  } catch {
    return false;
  }
};

/** A call whose failure Rust takes as a value. */
const catching = (call) => (...values) => {
  try {
    return call(...values);
  } catch (failure) {
    wasm.__wbindgen_exn_store(addToExternrefTable0(failure));
  }
};

const CLOSURE_DTORS = new FinalizationRegistry(({ a, b }) => wasm.__wbindgen_destroy_closure(a, b));
