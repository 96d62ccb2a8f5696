//! Shortens what wasm-bindgen writes: it serves every browser and every way to start, the kit only a few.
//!
//! Everything that is replaced must be found, so that a new wasm-bindgen which writes otherwise fails the build.

use anyhow::{Context, Result, bail};
use regex::Regex;

/// What takes the place of the declarations in [`REPLACED`].
const RUNTIME: &str = include_str!("runtime.js");

/// How the lines begin with which wasm-bindgen's helpers start that `runtime.js` replaces or makes needless.
const REPLACED: [&str; 25] = [
    "const CLOSURE_DTORS =",
    "let cachedDataViewMemory0 =",
    "function getDataViewMemory0(",
    "function getStringFromWasm0(",
    "let cachedUint8ArrayMemory0 =",
    "function getUint8ArrayMemory0(",
    "function handleError(",
    "function isLikeNone(",
    "function passStringToWasm0(",
    "let cachedTextDecoder =",
    "cachedTextDecoder.decode()",
    "const MAX_SAFARI_DECODE_BYTES =",
    "let numBytesDecoded =",
    "function decodeText(",
    "const cachedTextEncoder =",
    "if (!('encodeInto' in cachedTextEncoder)) {",
    "let WASM_VECTOR_LEN =",
    "let wasmModule, wasmInstance, wasm;",
    "function __wbg_finalize_init(",
    "async function __wbg_load(",
    "function initSync(",
    "let __wbg_init_promise;",
    "async function __wbg_init(",
    "async function __wbg_init_once(",
    "export { initSync, __wbg_init as default };",
];

/// The glue in fewer words.
pub fn shorter(glue: &str) -> Result<String> {
    let glue = without_replaced(glue)?;
    let head = "    const import0 = {\n        __proto__: null,\n";
    let (before, rest) = glue.split_once(head).context(CHANGED)?;
    let (calls, after) = rest.split_once("\n    };\n").context(CHANGED)?;
    let calls = in_their_order(&shorter_calls(calls)?)?;
    let glue = format!("{before}    const import0 = [\n{calls}\n    ];\n{after}{RUNTIME}");
    Ok(glue.replace(", wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)", ")"))
}

const CHANGED: &str =
    "wasm-bindgen writes its glue otherwise now: xtask/src/kit/lean/glue.rs must follow";

/// Leaves out the statements at the outermost level that begin as listed.
fn without_replaced(glue: &str) -> Result<String> {
    let mut missing = REPLACED.to_vec();
    let mut kept = String::new();
    let mut last_line: Option<fn(&str) -> bool> = None;
    for line in glue.lines() {
        if let Some(found) = missing
            .iter()
            .position(|beginning| line.starts_with(beginning))
        {
            missing.remove(found);
            last_line = Some(if line.ends_with('{') {
                |line| line == "}"
            } else {
                |line| line.ends_with(';')
            });
        }
        match last_line {
            None => kept.extend([line, "\n"]),
            Some(is_last) if is_last(line) => last_line = None,
            Some(_) => {}
        }
    }
    if let Some(beginning) = missing.first() {
        bail!("{CHANGED} (`{beginning}` is not there)");
    }
    Ok(kept)
}

pub(super) fn shorter_calls(calls: &str) -> Result<String> {
    let mut calls = calls.to_owned();
    for (long, short) in SHORTER {
        calls = Regex::new(long)?.replace_all(&calls, short).into_owned();
    }
    if calls.contains("handleError") {
        bail!("{CHANGED} (`handleError` is called in a new way)");
    }
    Ok(calls)
}

/// What the generated calls say at length, and how `runtime.js` says it. What is not found stays as it is, and works.
const SHORTER: [(&str, &str); 5] = [
    (
        r"(?x)\ {12}const\ ret\ =\ (.*);\n
        \ {12}(?:var|const)\ ptr1\ =\ (?:isLikeNone\(ret\)\ \?\ 0\ :\ )?
            passStringToWasm0\(ret,\ wasm\.__wbindgen_malloc,\ wasm\.__wbindgen_realloc\);\n
        \ {12}(?:var|const)\ len1\ =\ WASM_VECTOR_LEN;\n
        \ {12}getDataViewMemory0\(\)\.setInt32\(\(arg0\ >>>\ 0\)\ \+\ 4\ \*\ 1,\ len1,\ true\);\n
        \ {12}getDataViewMemory0\(\)\.setInt32\(\(arg0\ >>>\ 0\)\ \+\ 4\ \*\ 0,\ ptr1,\ true\);",
        "            putString(arg0, $1);",
    ),
    (
        r"const ret = (.*);\n            return isLikeNone\(ret\) \? 0 : addToExternrefTable0\(ret\);",
        "return reference($1);",
    ),
    (
        r"let result;\n *try \{\n *result = (arg0 instanceof \w+);\n *\} catch \(_\) \{\n *result = false;\n *\}\n *const ret = result;",
        "const ret = is(() => $1);",
    ),
    (
        r"(?s)function\(\) \{ return handleError\(function \(([\w, ]*)\) \{\n(.*?)\n        \}, arguments\); \},",
        "catching(($1) => {\n$2\n        }),",
    ),
    (r"(?m)^(        \d+: )function\((.*)\) \{$", "$1($2) => {"),
];

/// The calls without their numbers, each in the place of its number.
pub(super) fn in_their_order(calls: &str) -> Result<String> {
    let head = Regex::new(r"(?m)^        (\d+): ")?;
    let numbers = head.captures_iter(calls).map(|found| Ok(found[1].parse()?));
    let numbers = numbers.collect::<Result<Vec<usize>>>()?;
    let texts = head
        .split(calls)
        .skip(1)
        .map(|text| text.trim_end().trim_end_matches(','));
    let mut ordered: Vec<_> = numbers.into_iter().zip(texts).collect();
    ordered.sort_unstable_by_key(|(number, _)| *number);
    if ordered
        .iter()
        .enumerate()
        .any(|(place, (number, _))| place != *number)
    {
        bail!("the numbers of the imports have gaps: xtask/src/kit/shorten.rs gives them");
    }
    let texts = ordered.iter().map(|(_, text)| *text);
    Ok(texts.collect::<Vec<_>>().join(",\n"))
}
