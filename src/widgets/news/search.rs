//! The search box and the category buttons above a list.

use bangtin_model::Category;

use super::state::News;
use crate::{
    i18n::{Common, t},
    page,
    view::{View, component, view},
};

/// What the reader narrows the list by.
#[component]
pub(super) fn Tools(news: News) -> View {
    let settings = &news.attributes.read().settings;
    let picks = settings.categories && settings.category.is_none();
    view! {
        <div class="tools">
            {settings.search.then(|| view! { <SearchBox news/> })}
            {picks.then(|| view! { <Categories news/> })}
        </div>
    }
}

#[component]
fn SearchBox(news: News) -> View {
    let label = t(Common::Search);
    view! {
        <input
            // The search box.
            part="search"
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            aria-label=label.clone()
            placeholder=label
            prop:value=move || news.asked().query
            on:input=move |event| news.search(&page::typed(&event))
        />
    }
}

/// "Tất cả", and a button for each category of the feed.
#[component]
fn Categories(news: News) -> View {
    view! {
        {move || {
            let feed = news.feed.get().filter(|feed| !feed.categories.is_empty())?;
            let picked = news.asked().category;
            let mut buttons = vec![view! { <CategoryButton news picked=picked.is_none() category=None/> }];
            for category in &feed.categories {
                let picked = picked.as_ref() == Some(&category.id);
                buttons.push(view! { <CategoryButton news picked category=Some(category.clone())/> });
            }
            // The group of category buttons.
            Some(view! { <div part="categories" class="categories" role="group">{buttons}</div> })
        }}
    }
}

#[component]
fn CategoryButton(news: News, picked: bool, category: Option<Category>) -> View {
    let (id, name) = match category {
        Some(category) => (Some(category.id), category.name),
        None => (None, t(Common::AllCategories)),
    };
    view! {
        <button
            // A category button.
            part="category"
            type="button"
            aria-pressed=if picked { "true" } else { "false" }
            on:click=move |_| news.pick(id.as_deref())
        >
            {name}
        </button>
    }
}
