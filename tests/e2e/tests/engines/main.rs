//! The kit as readers meet it. See the crate `bangtin_e2e` for how the cases run.

mod a11y;
mod article;
mod faults;
mod harness;
mod hosts;
mod lifecycle;
mod loader;
mod looks;
mod news;
mod reader;
mod sanitizer;

fn main() -> std::process::ExitCode {
    bangtin_e2e::run(&[
        harness::CASES,
        news::CASES,
        article::CASES,
        reader::CASES,
        loader::CASES,
        hosts::CASES,
        faults::CASES,
        lifecycle::CASES,
        a11y::CASES,
        sanitizer::CASES,
        looks::CASES,
    ])
}
