use super::*;

fn expanded(markup: &str) -> String {
    let tokens: TokenStream = markup.parse().unwrap();
    expand(tokens).to_string().replace(' ', "")
}

#[test]
fn what_is_fixed_is_the_template_and_the_rest_fills_its_holes() {
    let code = expanded(r#"<ul part="list" lang=language>"Tin: "{rows}<Footer/></ul>"#);
    let template = r#"Template::new("ul\u{1}2\u{1}part\u{1}list\u{1}lang\u{1}\u{2}\u{1}3\u{1}\u{1}Tin:\u{1}\u{2}\u{1}\u{2}",0u32)"#;
    assert!(code.contains(template), "{code}");
    let holes = code.split("ManuallyDrop::new([").nth(1).unwrap();
    assert_eq!(holes.matches("IntoView::into_view(").count(), 2, "{code}");
}

#[test]
fn props_go_by_their_names() {
    let code = expanded("<components::Heading level=2 text/>");
    let call = "components::Heading(::bangtin::view::props_of(&components::Heading).level(#[allow(unused_braces,unused_parens)]{2}).text(text).build())";
    assert!(code.contains(call), "{code}");
}

#[test]
fn children_are_a_closure_that_may_be_given_something() {
    let code = expanded("<For each=rows key let:row><li>{row}</li></For>");
    assert!(code.contains(".children(move|row|"), "{code}");
    let code = expanded("<Frame><p/></Frame>");
    assert!(code.contains(".children(move||"), "{code}");
}

#[test]
fn a_wrong_template_is_an_error() {
    let check = |markup: &str, said: &str| {
        let code = expanded(markup);
        let wanted = said.replace(' ', "");
        assert!(
            code.contains("compile_error") && code.contains(&wanted),
            "{code}"
        );
    };
    check("<p use:focus=x/>", "`use:` is not known");
    check("<p on:click/>", "this needs a value");
    check("<p {..all}/>", "attributes are written one by one");
    check("<p title=a > b></p>", "text is written in quotes");
    check("<p>a &lt; b</p>", "text is written in quotes");
    check("<Frame class:open=x/>", "a prop has a plain name");
}
