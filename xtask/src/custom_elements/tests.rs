use super::attributes::declared;
use super::messages::{English, Messages};
use super::source::{Found, Source};
use super::{events, parts};

const FILES: [(&str, &str); 6] = [
    (
        "src/i18n.rs",
        r#"
        impl Message for WallMessage {
            fn vi(self) -> &'static str {
                match self { Self::Title => "Ảnh", Self::Count => "Ảnh: #." }
            }
            fn key(self) -> Option<&'static str> {
                (self == Self::Count).then_some("count")
            }
        }"#,
    ),
    (
        "src/failure.rs",
        r#"
        impl Failure {
            pub fn code(self) -> &'static str {
                match self { Self::Slow => "slow", Self::Busy => "busy" }
            }
            /// The sentence.
            pub fn message(self) -> &'static str { "other" }
        }"#,
    ),
    (
        "src/components.rs",
        "mod note;\npub use note::{Note as Remark, Unused};",
    ),
    (
        "src/components/note.rs",
        r#"
        /// Something went wrong.
        /// - `failure`: what `Failure::code` says, or `other`
        /// - `address`
        const ERROR: &str = "bangtin-error";
        #[component]
        pub fn Note() -> View {
            host.send(ERROR);
            // What is shared.
            view! { <p part="note">{t(WallMessage::Count)}</p> }
        }
        // Not used by anybody.
        pub fn Unused() -> View { view! { <p part="unused"></p> } }"#,
    ),
    (
        "src/widgets/wall.rs",
        r#"
        use crate::{attributes::attributes, components::Remark, i18n::WallMessage};
        attributes! {
            /// The heading, `off` for
            /// none.
            HEADING: Heading("heading", WallMessage::Title);
            /// How many.
            LIMIT: Number("limit", 0..=40, default 8);
            /// Whether it moves.
            #[allow(dead_code, reason = "a test")]
            MOVES: Flag("moves");
            /// Where it leads.
            LINKS: Choice("links", "item" | "reader" | "/{id}.html");
            PAGE: Of("page", super::feedback);
        }
        pub(super) fn wall(host: Host) -> View {
            let wall = Wall { page: super::feedback::page_of(host) };
            view! { <Picture/> }
        }
        #[component]
        fn Picture() -> View {
            view! {
                // The code alone.
                //
                // A picture.
                <li part="picture" class="x"><Remark/></li>
            }
        }"#,
    ),
    (
        "src/widgets/feedback.rs",
        r#"
        /// The article.
        const PAGE: &str = "page";
        pub(super) fn page_of(host: Host) -> View { view! { <i part="mark"></i> } }"#,
    ),
];

fn source() -> Source {
    let files = FILES.map(|(path, text)| (path.to_owned(), text.to_owned()));
    Source::of(files.into()).unwrap()
}

fn path(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn wall(source: &Source) -> Vec<Found<'_>> {
    source.used_by(&path("widgets/wall/wall"), true)
}

#[test]
fn an_attribute_is_declared_once() {
    let source = source();
    let messages = Messages::read(&source);
    let all = declared(&source, &messages, &path("widgets/wall")).unwrap();
    let all: Vec<_> = all
        .iter()
        .map(|one| (&*one.name, &*one.kind, one.usual.as_deref(), &*one.says))
        .collect();
    assert_eq!(
        all,
        [
            (
                "heading",
                "string",
                Some("Ảnh"),
                "The heading, off for none."
            ),
            ("limit", "number", Some("8"), "How many. From 0 to 40."),
            (
                "moves",
                "boolean",
                Some("false"),
                "Whether it moves. The values false and off turn it off."
            ),
            (
                "links",
                "'item' | 'reader' | string",
                Some("item"),
                "Where it leads."
            ),
            ("page", "string", None, "The article."),
        ]
    );
}

#[test]
fn an_attribute_says_what_it_is_for() {
    let text = r#"attributes! { WORDS: Text("words"); }"#;
    let source = Source::of(vec![("src/widgets/wall.rs".into(), text.into())]).unwrap();
    let told = declared(&source, &Messages::default(), &path("widgets/wall")).unwrap_err();
    assert_eq!(
        told.to_string(),
        "src/widgets/wall.rs: say above the attribute words, by ///, what it is for"
    );
}

#[test]
fn parts_are_those_of_what_the_view_is_made_with() {
    let source = source();
    let told = parts::parts(&wall(&source), &|_| false, &|_| None).unwrap_err();
    assert_eq!(
        told.to_string(),
        "src/widgets/feedback.rs:4: say in a comment above what part=\"mark\" is, for those who style it"
    );
    let view = source.used_by(&path("widgets/wall/Picture"), true);
    let parts = parts::parts(&view, &|_| false, &|_| None).unwrap();
    let parts: Vec<_> = parts.iter().map(|one| (&*one.name, &*one.says)).collect();
    assert_eq!(
        parts,
        [("picture", "A picture."), ("note", "What is shared.")]
    );
}

#[test]
fn events_and_keys_are_those_of_what_the_view_is_made_with() {
    let source = source();
    let used = wall(&source);
    let events = events::events(&source, &used).unwrap();
    let events: Vec<_> = events
        .iter()
        .map(|one| (&*one.name, &*one.kind, &*one.says))
        .collect();
    assert_eq!(
        events,
        [(
            "bangtin-error",
            "CustomEvent<{ failure: 'slow' | 'busy' | 'other', address: string }>",
            "Something went wrong."
        )]
    );
    let messages = Messages::read(&source);
    assert_eq!(
        messages.keys(&used),
        ["count (# stands for what is filled in)"]
    );
}

#[test]
fn labels_have_their_words_in_both_languages() {
    let messages = Messages::read(&source());
    let labels = |english: &[(&str, &str)]| {
        let own = |(name, words): &(&str, &str)| ((*name).to_owned(), (*words).to_owned());
        let told = messages.labels(&english.iter().map(own).collect::<English>());
        told.map_err(|cause| cause.to_string())
    };
    let (title, count) = (("Ảnh", "Pictures"), ("Ảnh: #.", "Pictures: #."));
    let both = serde_json::json!({
        "count": [{ "en": "Pictures: #.", "vi": "Ảnh: #." }],
        "Ảnh": [{ "en": "Pictures", "vi": "Ảnh" }],
    });
    assert_eq!(labels(&[title, count]).unwrap(), both);
    assert_eq!(labels(&[title, ("count", "Pictures: #.")]).unwrap(), both);
    for wrong in [
        &[title] as &[_],
        &[title, ("count", "Pictures.")],
        &[title, count, ("Phim", "Films")],
    ] {
        assert!(labels(wrong).is_err(), "{wrong:?}");
    }
}
