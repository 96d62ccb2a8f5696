use super::*;

#[test]
fn unused_classes_go_and_the_rest_stays() {
    let glue = r#"
export class IntoUnderlyingSink {
    free() {
    }
}
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = 1;
export class Kept {
}
const IntoUnderlyingSinkFinalization = (typeof F === 'undefined')
    ? {}
    : new F(p => 1);
let last;
"#;
    let kept = r#"
export class Kept {
}
let last;
"#;
    assert_eq!(without_unused_classes(glue), kept);
}

const OFFER: &str = r#"
    const import0 = {
        __proto__: null,
        __wbg_get_01: function(arg0) {
            return 1;
        },
        __wbg_set_02: function() { return handleError(function (arg0) {
            return 2;
        }, arguments); },
    };
"#;

#[test]
fn imports_are_renamed_and_unused_ones_go() {
    let names = Names::from([("__wbg_set_02".into(), "i0".into())]);
    let kept = r#"
    const import0 = {
        __proto__: null,
        i0: function() { return handleError(function (arg0) {
            return 2;
        }, arguments); },
    };
"#;
    assert_eq!(with_imports(OFFER, names).unwrap(), kept);
}

#[test]
fn an_import_that_is_not_offered_is_told() {
    let names = Names::from([("__wbg_new_03".into(), "i0".into())]);
    let told = with_imports(OFFER, names).unwrap_err().to_string();
    assert!(told.contains("__wbg_new_03"), "{told}");
}

#[test]
fn functions_of_other_modules_are_taken_by_name() {
    let glue = r#"
import * as import1 from "./snippets/speech.js"
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        0: function() {
        },
    };
    return {
        __proto__: null,
        b: import0,
        "./snippets/speech.js": import1,
    };
}
"#;
    let kept = r#"import { speak as direct1 } from "./snippets/speech.js";

function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        1: direct1,
        0: function() {
        },
    };
    return {
        __proto__: null,
        b: import0,
    };
}
"#;
    let direct = Direct {
        module: "./snippets/speech.js".into(),
        name: "speak".into(),
        short: "1".into(),
    };
    assert_eq!(with_direct(glue, &[direct]).unwrap(), kept);
}

#[test]
fn exports_are_called_by_their_short_names() {
    let names = [("__wbindgen_malloc", letters(0)), ("connect", letters(26))];
    let names = names.map(|(long, short)| (long.to_owned(), short));
    let renamed = Renamed {
        imports: Names::new(),
        direct: Vec::new(),
        exports: Names::from(names),
    };
    let glue = "const at = wasm.__wbindgen_malloc(1); wasm.connect(wasm.connected);";
    let short = "const at = wasm.a(1); wasm.ab(wasm.connected);";
    assert_eq!(exports(glue, &renamed).unwrap(), short);
}
