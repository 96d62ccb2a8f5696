use super::*;

#[test]
fn faults_nest_and_the_rest_is_decoded() {
    let (faults, rest) =
        parse("/fault/delay/500/fault/first/2/503/a%2Fb/mime/text%2Fplain/sample/t%C3%AAn.json")
            .unwrap();
    let code = StatusCode::SERVICE_UNAVAILABLE;
    let expected = [
        Fault::Delay(Duration::from_millis(500)),
        Fault::First {
            times: 2,
            code,
            key: "a/b".into(),
        },
        Fault::Mime("text/plain".into()),
    ];
    assert_eq!(faults, expected);
    assert_eq!(rest, "/sample/tên.json");
}

#[test]
fn a_misspelt_fault_is_no_address() {
    for path in [
        "/fault/dealy/500/x",
        "/fault/delay/soon/x",
        "/fault/status/9/x",
        "/fault/",
        "/fault/first/2/503",
    ] {
        assert_eq!(parse(path), None, "{path}");
    }
}

#[test]
fn names_of_faults_are_ordinary_without_a_fault_before() {
    assert_eq!(parse("/html/x"), Some((vec![], "/html/x".into())));
}
