//! One alert: its level in words, its title, what to do, until when.

use bangtin_model::{Moment, Precision, answers::AlertLevel, join};
use web_sys::Event;

use super::state::{Row, State};
use crate::{
    components::Icon,
    i18n::{AlertMessage, Words, t, t_with, time_line},
    page,
    view::{View, component, view},
};

/// What came or changed while the reader is there is told at once; what was there from the start stands in its region.
#[component]
pub(super) fn Notice(state: State, row: Row) -> View {
    let role = row.is_news.then_some("alert");
    let level = row.alert.level.name();
    let is_folded = state.is_folded(&row.alert.id);
    let id = row.alert.id.clone();
    let inside = match row.alert.level {
        AlertLevel::Emergency => view! { <div><Title row=row.clone()/><Body row/></div> },
        _ => view! {
            // What a reader can fold and open again.
            <details part="fold" open=!is_folded on:toggle=move |event| state.fold(&id, !is_open(&event))>
                <summary><Title row=row.clone()/></summary>
                <Body row/>
            </details>
        },
    };
    view! {
        // An alert.
        <article part="alert" class="alert" data-level=level role=role>{inside}</article>
    }
}

fn is_open(event: &Event) -> bool {
    let details = event.target().map(Into::into).unwrap_or_default();
    page::member(&details, "open").is_truthy()
}

#[component]
fn Title(row: Row) -> View {
    let (word, drawing) = match row.alert.level {
        AlertLevel::Notice => (AlertMessage::Notice, "bell"),
        AlertLevel::Warning => (AlertMessage::Warning, "warning"),
        AlertLevel::Emergency => (AlertMessage::Emergency, "horn"),
    };
    view! {
        <div class="head">
            <Icon name=drawing.into()/>
            // The title.
            <h2 part="title">
                // The level, in words.
                <span part="level" class="level">{t(word)}":"</span>
                " "
                {row.alert.title}
            </h2>
        </div>
    }
}

#[component]
fn Body(row: Row) -> View {
    let ends = Moment::from_unix((row.ends / 1000.0) as i64, Precision::Minute);
    let until = time_line(&Words::here(), &ends, page::now());
    let title = row.alert.title;
    view! {
        <div class="body">
            // What to know and to do.
            {row.alert.text.map(|text| view! { <p part="text">{text}</p> })}
            <p class="note">
                // Until when it is shown.
                <time part="until" datetime=ends.iso()>{t_with(AlertMessage::Until, &until)}</time>
            </p>
            {row.link.map(|link| view! {
                <p>
                    // The link to more.
                    <a part="link" href=link>{t(AlertMessage::More)}<span class="unseen">{join(&[": ", &title])}</span></a>
                </p>
            })}
        </div>
    }
}
