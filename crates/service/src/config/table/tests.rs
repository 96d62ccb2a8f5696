use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::json;

use super::rows::ROWS;
use super::{Settings, table};
use crate::config::{
    CommentRule, Commenting, Counted, Feed, Importing, Limits, NamedList, RateSource, Rates,
    SiteSettings, Subscribing, Topic, Weather,
};

/// The fields of a struct, from the complaint about one that it has not: nothing can be forgotten by hand.
fn fields<T: DeserializeOwned>() -> Vec<String> {
    let complaint = T::deserialize(json!({ "no such": 1 }))
        .err()
        .map(|error| error.to_string());
    let complaint = complaint.expect("an unknown field is refused");
    let (_, known) = complaint
        .split_once("expected ")
        .expect("it lists the known ones");
    known
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn add<T: DeserializeOwned>(names: &mut BTreeSet<String>, before: &str) {
    names.extend(fields::<T>().iter().map(|field| format!("{before}{field}")));
}

#[test]
fn each_setting_is_in_the_table_and_nothing_else() {
    let mut names = BTreeSet::new();
    add::<Settings>(&mut names, "");
    assert!(names.remove("limits"), "a group, not a setting");
    add::<Limits>(&mut names, "limits.");
    add::<SiteSettings>(&mut names, "sites[].");
    add::<Feed>(&mut names, "sites[].feeds[].");
    add::<Commenting>(&mut names, "sites[].comments.");
    add::<CommentRule>(&mut names, "sites[].comments.rules[].");
    add::<NamedList>(&mut names, "sites[].lists[].");
    add::<Importing>(&mut names, "sites[].imports.");
    add::<Counted>(&mut names, "sites[].counted.");
    add::<Subscribing>(&mut names, "sites[].subscribing.");
    add::<Topic>(&mut names, "sites[].subscribing.topics[].");
    add::<Rates>(&mut names, "sites[].rates.");
    add::<RateSource>(&mut names, "sites[].rates.sources[].");
    add::<Weather>(&mut names, "sites[].weather.");
    let told: BTreeSet<String> = ROWS.iter().map(|row| row.name.to_owned()).collect();
    assert_eq!(told.len(), ROWS.len(), "each once");
    assert_eq!(told, names);
}

#[test]
fn the_page_is_what_the_program_writes() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/settings.md");
    let page = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(
        page,
        table(),
        "write it anew: bangtin-service settings > docs/settings.md"
    );
}
