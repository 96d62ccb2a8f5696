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
