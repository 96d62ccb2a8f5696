//! Whether a document holds today, as far as its dates say.

use bangtin_model::{Document, Moment, Precision};

use crate::{
    i18n::{DocumentsMessage, Language, date_line, t, t_with},
    page,
    view::{View, component, view},
};

/// How many days before its end a document is said to end.
const SOON: i64 = 60;

/// Whether a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Validity {
    /// From a day to come.
    NotYet(Moment),
    /// It does.
    InForce,
    /// It does, but only until a day that is near.
    Ending(Moment),
    /// It does not any more.
    Ended,
}

impl Validity {
    /// What its dates say of a day; `None` where they say nothing.
    pub(super) fn of(document: &Document, today: Moment) -> Option<Self> {
        let today = today.day_number();
        let left = document.expires.map(|day| (day, day.day_number() - today));
        match (left, document.effective) {
            (Some((_, ..=0)), _) => Some(Self::Ended),
            (_, Some(day)) if day.day_number() > today => Some(Self::NotYet(day)),
            (Some((day, ..=SOON)), _) => Some(Self::Ending(day)),
            (_, Some(_)) => Some(Self::InForce),
            _ => None,
        }
    }

    /// Under which readers filter, as a service calls it.
    pub(super) fn group(self) -> &'static str {
        match self {
            Self::NotYet(_) => "not-yet",
            Self::InForce | Self::Ending(_) => "in-force",
            Self::Ended => "ended",
        }
    }

    fn words(self, today: Moment, language: Language) -> String {
        match self {
            Self::NotYet(day) => t_with(DocumentsMessage::EffectiveFrom, &date(day, language)),
            Self::InForce => t(DocumentsMessage::InForce),
            Self::Ending(day) => {
                let mut date = date(day, language);
                // `30/11`: the year goes without saying.
                if language == Language::Vi && day.civil().year == today.civil().year {
                    date.truncate(5);
                }
                t_with(DocumentsMessage::EndsOn, &date)
            }
            Self::Ended => t(DocumentsMessage::Ended),
        }
    }

    /// Its class, and the lines of its sign: a tick, a clock, a cross.
    fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::InForce => ("pill good", "M5 13l4 4L19 7"),
            Self::Ended => ("pill bad", "M6 6l12 12M18 6L6 18"),
            _ => (
                "pill warn",
                "M12 7v5l3 2M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0",
            ),
        }
    }
}

/// The groups, with what readers call them.
pub(super) const GROUPS: [(&str, DocumentsMessage); 3] = [
    ("in-force", DocumentsMessage::InForce),
    ("not-yet", DocumentsMessage::NotYet),
    ("ended", DocumentsMessage::Ended),
];

/// What readers call what is filtered by.
pub(super) fn called(value: &str) -> String {
    match GROUPS.iter().find(|(group, _)| *group == value) {
        Some((_, message)) => t(*message),
        None => value.to_owned(),
    }
}

/// Today in Asia/Ho_Chi_Minh.
pub(super) fn today() -> Moment {
    Moment::from_unix((page::now() / 1000.0) as i64, Precision::Day)
}

/// A date by its day.
pub(super) fn date(moment: Moment, language: Language) -> String {
    date_line(&moment.at_most(Precision::Day), language)
}

/// Says whether a document holds, in words and by a sign.
#[component]
pub(super) fn Pill(validity: Validity, language: Language) -> View {
    let (class, lines) = validity.look();
    view! {
        // Whether a document is in force.
        <span part="state" class=class>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d=lines></path></svg>
            {validity.words(today(), language)}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_its_dates_say_of_today() {
        let day = |day: &str| {
            let mut parts = day.split('-').map(|part| part.parse().expect("a number"));
            let mut next = || parts.next().expect("a part");
            Moment::on_day(next(), next(), next()).expect("a day")
        };
        let check = |effective: &str, expires: &str, expected: Option<Validity>| {
            let known = |text: &str| (!text.is_empty()).then(|| day(text));
            let document = Document {
                effective: known(effective),
                expires: known(expires),
                ..Document::default()
            };
            let found = Validity::of(&document, day("2026-11-26"));
            assert_eq!(found, expected, "{effective} – {expires}");
        };
        check("", "", None);
        check("2026-11-26", "", Some(Validity::InForce));
        check("2026-11-27", "", Some(Validity::NotYet(day("2026-11-27"))));
        let near = Some(Validity::Ending(day("2026-11-30")));
        check("2026-11-02", "2026-11-30", near);
        check("", "2026-11-30", near);
        check("2026-11-02", "2026-11-26", Some(Validity::Ended));
        check("2026-11-02", "2028-01-01", Some(Validity::InForce));
        check("", "2028-01-01", None);
    }
}
