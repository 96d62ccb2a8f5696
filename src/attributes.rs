//! Attributes as typed values. A wrong one is explained by name and value to who set the page up (src/advice.js).
//!
//! A widget declares each of its own once, in [`attributes!`]. `cargo xtask manifest` reads what stands there into
//! custom-elements.json.

use bangtin_model::{join, split_once, trim};

use crate::{host::Host, page};

/// Declares attributes: a constant for each, by which it is read, and `ATTRIBUTES`, which says that it was done.
///
/// ```ignore
/// attributes! {
///     /// Shows one category only, by its id.
///     CATEGORY: Text("category");
///     /// Shows a search box.
///     SEARCH: Flag("search");
///     /// How rows look. The first is the default.
///     LAYOUT: Choice("layout", "list" | "cards");
///     /// Rows at first.
///     LIMIT: Number("limit", 1..=1000, default 10);
///     /// The heading.
///     HEADING: Heading("heading", OrganizationMessage::Contact);
///     // Declared and described in the module `feedback`.
///     PAGE: Of("page", feedback);
/// }
/// ```
macro_rules! attributes {
    ($($(#[$meta:meta])* $constant:ident: $kind:ident($name:literal $($facts:tt)*);)*) => {
        /// The attributes are declared here.
        pub const ATTRIBUTES: $crate::attributes::Declared = $crate::attributes::Declared;
        $($crate::attributes::attribute! { $(#[$meta])* $constant $kind $name $($facts)* })*
    };
}

/// One line of [`attributes!`].
macro_rules! attribute {
    ($(#[$meta:meta])* $constant:ident Text $name:literal $(, default $usual:literal)?) => {
        $(#[$meta])*
        pub(crate) const $constant: &str = $name;
    };
    ($(#[$meta:meta])* $constant:ident Flag $name:literal) => {
        $(#[$meta])*
        pub(crate) const $constant: $crate::attributes::Flag = $crate::attributes::Flag($name);
    };
    ($(#[$meta:meta])* $constant:ident Choice $name:literal, $($value:literal)|+) => {
        $(#[$meta])*
        pub(crate) const $constant: $crate::attributes::Choice = $crate::attributes::Choice {
            name: $name,
            values: &[$($value),+],
        };
    };
    ($(#[$meta:meta])* $constant:ident Number $name:literal, $least:literal..=$most:literal, default $usual:literal) => {
        $(#[$meta])*
        pub(crate) const $constant: $crate::attributes::Number = $crate::attributes::Number {
            name: $name,
            least: $least,
            most: $most,
            range: concat!($least, "–", $most),
            usual: $usual,
        };
    };
    // What the heading says where the page gives none.
    ($(#[$meta:meta])* $constant:ident Heading $name:literal, $message:ident::$usual:ident) => {
        $(#[$meta])*
        pub(crate) const $constant: $message = $message::$usual;
    };
    // The constant of another module is read: there is nothing to declare.
    ($constant:ident Of $name:literal, $($module:ident)::+) => {};
}

pub(crate) use {attribute, attributes};

/// That attributes are declared. Their names are not in the program: who needs them all (src/later.js) has them from custom-elements.json.
#[derive(Clone, Copy, Debug)]
pub struct Declared;

attributes! {
    /// The address of the feed (JSON Feed 1.1, RSS, Atom, posts of WordPress, JSON:API of Drupal) or of an article's HTML page, http or https,
    /// relative to the page.
    /// Where it is absent: the loader's data-src, else service with site.
    SRC: Text("src");
    /// The address of a Bangtin service, http or https. Where it is absent: the loader's data-service. What an element reads from a
    /// feed comes from the service where there is no src.
    SERVICE: Text("service");
    /// The code of the site in the service, such as xa-song-ba. Where it is absent: the loader's data-site.
    SITE: Text("site");
    /// vi or a tag that begins with en. Where it is absent: the loader's data-lang, else that of the nearest ancestor. Anything else
    /// is Vietnamese.
    #[allow(dead_code, reason = "read by a room below this one, `host`")]
    LANG: Text("lang", default "vi");
    /// auto follows the colour that is really behind the element. Where it is absent: the loader's data-theme.
    THEME: Choice("theme", "auto" | "light" | "dark");
    /// The colours: son (red), lam (blue), luc (green), light and dark. Where it is absent: that of the element in which it stands, else the
    /// loader's data-look, else those of style/tokens.css.
    #[allow(dead_code, reason = "read by the page's own script, `looks.js`")]
    LOOK: Text("look");
    /// A JSON object with words of the page's own, or its address. Where it is absent: the loader's data-labels.
    #[allow(dead_code, reason = "read by what says the words, `i18n`")]
    LABELS: Text("labels");
    /// Where the address of the page says which article is open: ?tin=… or #tin=…. Where it is absent: the loader's data-address.
    #[allow(dead_code, reason = "read by the page's own script, `page/address.js`")]
    ADDRESS: Choice("address", "query" | "fragment");
}

/// An attribute that is true where it stands.
#[derive(Clone, Copy)]
pub struct Flag(pub &'static str);

/// An attribute with one of a few named values. The first is the default.
pub struct Choice {
    /// The attribute.
    pub name: &'static str,
    /// What it takes.
    pub values: &'static [&'static str],
}

/// An attribute that is a whole number.
pub struct Number {
    /// The attribute.
    pub name: &'static str,
    /// The smallest.
    pub least: u32,
    /// The largest.
    pub most: u32,
    /// Both in figures: `1–100`.
    pub range: &'static str,
    /// The default.
    pub usual: u32,
}

/// An address with a place for an id: `/tin/{id}.html`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    before: String,
    after: String,
}

impl Pattern {
    /// The pattern that a text is; `None` where there is no place for an id in it.
    fn read(text: &str) -> Option<Self> {
        let (before, rest) = split_once(text, b'{')?;
        Some(Self {
            before: before.into(),
            after: rest.strip_prefix("id}")?.into(),
        })
    }

    /// The absolute address of this id.
    // Within the file that asks: a function of the first file for others costs there.
    #[inline(always)]
    pub fn address(&self, id: &str) -> Option<String> {
        let address = join(&[&self.before, &page::encoded(id), &self.after]);
        page::resolve(&address, &page::base())
    }
}

impl Host {
    /// The pattern in an attribute; `None` where it is none.
    #[inline(always)]
    pub fn pattern(self, name: &str) -> Option<Pattern> {
        Pattern::read(&self.get(name)?)
    }

    /// Judges the attributes that every element takes, but for the address of its feed.
    pub fn judge_shared(self) -> Result<(), Misconfigured> {
        self.choice(&THEME).map(drop)
    }

    /// True where the attribute is there, whatever its value but `false` and `off`.
    pub fn has(self, flag: Flag) -> bool {
        self.raw(flag.0).is_some_and(|value| {
            let value = trim(&value);
            !value.eq_ignore_ascii_case("false") && !value.eq_ignore_ascii_case("off")
        })
    }

    /// Which of the values it is, whatever its case, by its place among them.
    pub fn choice(self, choice: &'static Choice) -> Result<usize, Misconfigured> {
        let Some(value) = self.get(choice.name) else {
            return Ok(0);
        };
        let found = choice
            .values
            .iter()
            .position(|one| value.eq_ignore_ascii_case(one));
        found.ok_or(Misconfigured {
            attribute: choice.name,
            value,
            takes: listed(choice.values),
        })
    }

    /// The number, within its range.
    pub fn number(self, number: &'static Number) -> Result<u32, Misconfigured> {
        let Some(value) = self.get(number.name) else {
            return Ok(number.usual);
        };
        match value.parse() {
            Ok(read) if (number.least..=number.most).contains(&read) => Ok(read),
            _ => Err(Misconfigured {
                attribute: number.name,
                value,
                takes: number.range.into(),
            }),
        }
    }
}

fn listed(names: &[&str]) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name);
    }
    list
}

/// An attribute that holds what it does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misconfigured {
    /// Its name.
    pub attribute: &'static str,
    /// What it holds; empty where it is missing.
    pub value: String,
    /// What it takes: names with commas between them, numbers as `1–100`, `address`, `json`, `feed`; or a sentence that says what is
    /// missing.
    pub takes: String,
}

impl Misconfigured {
    /// The address of a feed was needed and there is none.
    pub fn feed_missing() -> Self {
        Self::missing(SRC, "feed".into())
    }

    /// An attribute that only this element needs is not there; `sentence` says so.
    pub fn missing(attribute: &'static str, sentence: String) -> Self {
        Self {
            attribute,
            value: String::new(),
            takes: sentence,
        }
    }

    /// The value is no address.
    pub fn address(attribute: &'static str, value: String) -> Self {
        Self {
            attribute,
            value,
            takes: "address".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_has_a_place_for_the_id() {
        let parts = |text| {
            let Pattern { before, after } = Pattern::read(text)?;
            Some([before, after].join("|"))
        };
        assert_eq!(parts("/tin/{id}.html").as_deref(), Some("/tin/|.html"));
        assert_eq!(parts("{id}").as_deref(), Some("|"));
        assert_eq!(parts("/tin/{ten}"), None);
        assert_eq!(parts("reader"), None);
    }
}
