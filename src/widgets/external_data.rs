//! What exchange rates and the weather share: where they are read, what is said where there is nothing, how old they are.

use bangtin_model::{Moment, Precision};
use bangtin_sources::date;

use crate::{
    attributes::{Misconfigured, SERVICE, SRC},
    client,
    components::{Failed, Icon, Nothing},
    failure::Failure,
    host::Host,
    i18n::{ExternalDataMessage, Words, date_line, figure, t, t_with, time_line},
    page,
    resource::{Phase, Progress, Retry},
    view::{View, component, view},
};

/// Where an element reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A file of the page's own.
    File(String),
    /// A resource of the service.
    Service(String),
}

impl Origin {
    /// By the element's attributes; `path` is the service's resource.
    pub(super) fn of(host: Host, path: &str) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        // A page-wide `src` is a feed, which has no such values: only the element's own says where they are.
        // attribute="src": A file in the form in which the service answers, read in its place. Only the element's own counts, not the
        // loader's data-src.
        if let Some(address) = client::own_address(host, SRC)? {
            return Ok(Self::File(address));
        }
        let missing = || {
            let sentence = Words::of(host).t(ExternalDataMessage::SourceMissing);
            Misconfigured::missing(SERVICE, sentence)
        };
        let address = client::service_address(host, path)?;
        address.map(Self::Service).ok_or_else(missing)
    }

    /// How far it has come. A site of the service that shows no such values has nothing, which is no failure.
    pub(super) fn judged(&self, progress: Progress) -> Progress {
        match (self, progress.phase) {
            (Self::Service(_), Phase::Failed(Failure::NotFound)) => Progress::empty(),
            _ => progress,
        }
    }
}

/// There is nothing to show, or it could not be had.
#[component]
pub(super) fn Unknown(phase: Phase, empty: ExternalDataMessage, retry: Retry) -> View {
    match phase {
        Phase::Failed(failure) => view! { <Failed failure retry/> },
        _ => view! { <Nothing sentence=t(empty)/> },
    }
}

/// Who says so and when; below it the age of what is older than it should be.
#[component]
pub(super) fn SourceLine(
    source: String,
    /// When it was fetched (RFC 3339).
    as_of: String,
    /// The time that the source itself states.
    stated: Option<String>,
    /// In hours: what is older is said to be old.
    fresh: u64,
) -> View {
    let words = Words::here();
    let now = page::now();
    let told = |message, moment: Moment| {
        let time = match moment.precision() {
            Precision::Day => date_line(&moment, words.language),
            _ => time_line(&words, &moment, now),
        };
        words.t_with(message, &time)
    };
    let as_of = date::rfc3339(&as_of);
    let stated = stated.as_deref().and_then(date::rfc3339);
    let old = as_of.and_then(|as_of| age(as_of, now, fresh));
    view! {
        <div>
            // Who says so, and when.
            <p part="source" class="note">
                {source}
                {stated.map(|at| told(ExternalDataMessage::Published, at))}
                {as_of.map(|at| told(ExternalDataMessage::Updated, at))}
            </p>
            {old.map(|(message, count)| view! {
                // How old the values are, where the source has nothing newer.
                <p part="age" class="age">
                    <Icon name="clock".into()/>
                    {t_with(message, &figure(count, Words::here().language))}
                </p>
            })}
        </div>
    }
}

/// How old it is, where that is more than `fresh` hours: in hours for two days, then in days.
fn age(as_of: Moment, now: f64, fresh: u64) -> Option<(ExternalDataMessage, u64)> {
    let seconds = (now / 1000.0) as i64 - as_of.unix();
    let hours = u64::try_from(seconds).ok()? / 3_600;
    match hours {
        _ if hours < fresh => None,
        0..48 => Some((ExternalDataMessage::HoursOld, hours)),
        _ => Some((ExternalDataMessage::DaysOld, hours / 24)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_than_it_should_be_says_how_old() {
        let as_of = Moment::from_unix(1_795_573_800, Precision::Second);
        let after = |hours: f64| age(as_of, (1_795_573_800.0 + hours * 3_600.0) * 1000.0, 3);
        assert_eq!(after(-1.0), None, "the device's clock is behind");
        assert_eq!(after(2.9), None);
        assert_eq!(after(3.0), Some((ExternalDataMessage::HoursOld, 3)));
        assert_eq!(after(47.9), Some((ExternalDataMessage::HoursOld, 47)));
        assert_eq!(after(72.5), Some((ExternalDataMessage::DaysOld, 3)));
    }
}
