// Appended to the loaders of the parts: starts one of them from its answer.
async function instantiatePart(request, imports) {
  const answer = await request;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  // A gathered file (xtask/src/kit/gather.rs) knows the first one by the name `first`.
  return WebAssembly.instantiate(await answer.arrayBuffer(), { ...imports, first: imports.__wasm_split });
}
