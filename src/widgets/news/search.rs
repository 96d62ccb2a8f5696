//! The search box and the category buttons above a list.

use std::rc::Rc;

use bangtin_model::Category;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{News, settings::Settings};
use crate::{
    i18n::{Common, Words},
    markup::{Markup, el},
};

/// What the reader asks the list for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    /// As typed.
    pub query: String,
    /// The category that the reader picked; `None` for all.
    pub category: Option<String>,
    /// How many times the limit: one, and one more for each "Xem thêm". Another question starts over.
    pub steps: usize,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            query: String::new(),
            category: None,
            steps: 1,
        }
    }
}

pub(super) fn tools(news: &Rc<News>, settings: &Settings, words: &Words) -> Markup {
    let search = settings.search.then(|| search_box(news, words));
    let categories = news.shelf.categories();
    let pick = settings.categories && settings.category.is_none() && !categories.is_empty();
    let categories = pick.then(|| category_buttons(news, categories, words));
    el("div").class("tools").with(search).with(categories)
}

fn search_box(news: &Rc<News>, words: &Words) -> Markup {
    let news = news.clone();
    let label = words.t(Common::Search);
    let field = el("input")
        .part("search")
        .is("type", "search")
        .is("autocomplete", "off")
        .is("enterkeyhint", "search");
    field
        .attr("aria-label", label.clone())
        .attr("placeholder", label)
        .on("input", move |event| {
            let field = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let category = news.question.borrow().category.clone();
            ask(
                &news,
                Question {
                    query: field.map(|field| field.value()).unwrap_or_default(),
                    category,
                    ..Question::default()
                },
            );
        })
}

fn category_buttons(news: &Rc<News>, categories: Vec<Category>, words: &Words) -> Markup {
    let picked = news.question.borrow().category.clone();
    let button = |id: Option<String>, name: String| {
        let pressed = if id == picked { "true" } else { "false" };
        let button = el("button")
            .part("category")
            .is("type", "button")
            .attr("aria-pressed", pressed)
            .with(name);
        let news = news.clone();
        button.on("click", move |_| {
            let query = news.question.borrow().query.clone();
            ask(
                &news,
                Question {
                    query,
                    category: id.clone(),
                    ..Question::default()
                },
            );
        })
    };
    let all = button(None, words.t(Common::AllCategories));
    let group = el("div").part("categories").class("categories");
    let mut group = group.is("role", "group").with(all);
    for category in categories {
        group = group.with(button(Some(category.id), category.name));
    }
    group
}

fn ask(news: &News, question: Question) {
    news.shelf.look_ahead_again();
    news.question.replace(question);
    news.host.touch();
}
