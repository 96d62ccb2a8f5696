//! A view whose code is a file of its own: on the way, there, or not to be had.

use std::{pin::Pin, rc::Rc};

use leptos::prelude::untrack;

use super::{Failed, LoadingNote, announce::tell};
use crate::{
    failure::Failure,
    host::Host,
    page::{self, Job},
    parts::{Part, SplitLoaderError},
    resource::{Phase, Progress, Retry},
    view::{RwSignal, View, component, effect, view},
};

/// Makes a view whose code is there.
pub type LazyView = Rc<dyn Fn() -> View>;

/// The code of a view on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<LazyView, SplitLoaderError>>>>;

/// Begins to load the code of a view.
pub type Load = Rc<dyn Fn() -> Loading>;

#[derive(Clone, Default)]
enum Stage {
    #[default]
    Loading,
    There(LazyView),
    Failed(Failure),
}

/// Shows a view whose code is the file of a part.
#[component]
pub fn LazyPart(host: Host, place: &'static str, file: Part) -> View {
    let load = Rc::new(move || {
        Box::pin(async move {
            let make = file.bring().await?;
            Ok(Rc::new(move || make(host)) as LazyView)
        }) as Loading
    });
    view! { <Lazy host place load/> }
}

/// Shows a view whose code is loaded first. From then on the view itself tells the page how far it has come.
#[component]
pub fn Lazy(
    host: Host,
    /// The class of what keeps the view's room meanwhile.
    place: &'static str,
    load: Load,
) -> View {
    let stage = RwSignal::new(Stage::Loading);
    let retry = loader(stage, load);
    load_and_again_with_the_network(stage, retry.clone());
    announce_loading(host, stage);
    so_far(stage, place, retry)
}

/// The same within an element that is there: the page is told nothing of it.
#[component]
pub fn LazyWithin(load: Load) -> View {
    let stage = RwSignal::new(Stage::Loading);
    let retry = loader(stage, load);
    load_and_again_with_the_network(stage, retry.clone());
    so_far(stage, "", retry)
}

fn so_far(stage: RwSignal<Stage>, place: &'static str, retry: Retry) -> View {
    view! {
        {move || match stage.get() {
            Stage::Loading => view! { <div class=place><LoadingNote/></div> },
            // The element's own view begins here, with what it follows: once, since its code comes once.
            Stage::There(view) => untrack(|| view()),
            Stage::Failed(failure) => view! { <Failed failure retry=retry.clone()/> },
        }}
    }
}

fn loader(stage: RwSignal<Stage>, load: Load) -> Retry {
    let job = Job::new();
    Rc::new(move || {
        stage.set(Stage::Loading);
        let loading = load();
        job.start(async move {
            stage.set(match loading.await {
                Ok(view) => Stage::There(view),
                Err(SplitLoaderError) if page::online() => Stage::Failed(Failure::Unreachable),
                Err(SplitLoaderError) => Stage::Failed(Failure::Offline),
            });
        });
    })
}

fn load_and_again_with_the_network(stage: RwSignal<Stage>, retry: Retry) {
    effect(move || {
        page::track_return();
        if !matches!(stage.get_untracked(), Stage::There(_)) {
            retry();
        }
    });
}

fn announce_loading(host: Host, stage: RwSignal<Stage>) {
    effect(move || {
        let phase = match stage.get() {
            Stage::Loading => Phase::Loading,
            Stage::There(_) => return,
            Stage::Failed(failure) => Phase::Failed(failure),
        };
        tell(
            host,
            Progress {
                phase,
                ..Progress::default()
            },
        );
    });
}
