use super::*;

#[test]
fn only_what_may_be_a_path_is_a_name() {
    let text = "`src/lib.rs` `cargo xtask run` [a](docs/a.md#b) `/sample/x.json` `style/NAME.css` `https://x.example/y.md`\n\
                ```\n`in/a/block.rs`\n```\n[up](../README.md) `--port`";
    assert_eq!(names(text), ["src/lib.rs", "docs/a.md", "../README.md"]);
}

#[test]
fn a_path_is_known_by_its_end_and_from_its_document() {
    let paths = [
        "README.md",
        "docs/",
        "docs/elements/",
        "docs/elements/news.md",
        "src/",
        "src/client/",
        "src/client.rs",
    ];
    let paths = paths.map(str::to_owned);
    let known = Known::new(&paths);
    for there in [
        "client.rs",
        "src/client/",
        "elements/news.md",
        "text/html",
        "and/or",
        "target/kit/embed.html",
        "../../README.md",
    ] {
        assert!(known.has("docs/elements/news.md", there), "{there}");
    }
    for absent in ["ent.rs", "src/server", "docs/theme.md", "../README.md"] {
        assert!(!known.has("docs/elements/news.md", absent), "{absent}");
    }
}
