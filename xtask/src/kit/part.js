// Appended to the loaders of the parts: asks for one of them at once, and starts it when it is told what it may import.
function loadPart(name) {
  const request = fetch(new URL(name, import.meta.url));
  request.catch(() => {});
  return async (imports) => {
    const answer = await request;
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    // A gathered file (xtask/src/kit/gather.rs) knows the first one by the name `first`.
    return WebAssembly.instantiate(await answer.arrayBuffer(), { ...imports, first: imports.__wasm_split });
  };
}
