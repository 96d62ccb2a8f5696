//! The kit as readers meet it. See the crate `bangtin_e2e` for how the cases run.

mod a11y;
mod alert;
mod artalk;
mod article;
mod comments;
mod contact;
mod copyright;
mod desk;
mod display;
mod documents;
mod documents_by_service;
mod embedding;
mod faults;
mod first;
mod gallery;
mod harness;
mod head;
mod hosts;
mod keyboard;
mod labels;
mod layouts;
mod lifecycle;
mod links;
mod loader;
mod look;
mod looks;
mod newest_comments;
mod news;
mod pages;
mod phones;
mod poll;
mod portal;
mod print;
mod rates;
mod rating;
mod reader;
mod related;
mod report;
mod sanitizer;
mod seen;
mod share;
mod sizes;
mod sources;
mod sources_as_found;
mod sources_damaged;
mod speech;
mod subscribe;
mod today;
mod top;
mod units;
mod videos;
mod visitors;
mod wave;
mod weather;

fn main() -> std::process::ExitCode {
    bangtin_e2e::run(&[
        harness::CASES,
        // By far the longest: last, they would keep the other lanes waiting.
        sanitizer::CASES,
        units::CASES,
        news::CASES,
        keyboard::CASES,
        labels::CASES,
        layouts::CASES,
        look::CASES,
        article::CASES,
        reader::CASES,
        visitors::CASES,
        wave::CASES,
        contact::CASES,
        copyright::CASES,
        desk::CASES,
        today::CASES,
        top::CASES,
        share::CASES,
        related::CASES,
        report::CASES,
        loader::CASES,
        first::CASES,
        head::CASES,
        hosts::CASES,
        embedding::CASES,
        faults::CASES,
        lifecycle::CASES,
        a11y::CASES,
        looks::CASES,
        sizes::CASES,
        sources::CASES,
        sources_as_found::CASES,
        sources_damaged::CASES,
        print::CASES,
        speech::CASES,
        phones::CASES,
        comments::CASES,
        artalk::CASES,
        rating::CASES,
        poll::CASES,
        subscribe::CASES,
        documents::CASES,
        documents_by_service::CASES,
        pages::CASES,
        weather::CASES,
        rates::CASES,
        links::CASES,
        gallery::CASES,
        videos::CASES,
        newest_comments::CASES,
        portal::CASES,
        display::CASES,
        alert::CASES,
    ])
}
