//! The templates of the kit. `view!` and `#[component]` read as Leptos's own; what they make is the kit's one erased node type
//! (`src/view.rs`), so that a template costs its text and not a type.

#![allow(
    unreachable_pub,
    reason = "nothing of a macro crate but its macros is reachable from outside"
)]

mod component;
mod part;
mod template;
mod view;

use proc_macro::TokenStream;

/// Markup written as HTML, in the syntax of Leptos's `view!`.
///
/// - `<ul part="list" class=class>`: an attribute. A text in quotes is part of the template; anything else is what
///   [`IntoView`](../bangtin/view/trait.IntoView.html) takes, an `Option` and a `bool` too: an absent one is no attribute.
/// - `{…}`: a child. A closure, as a child or as an attribute, is run again when a signal that it read has changed, and alone.
/// - `on:click=move |event| …`, `on:error:capture=…`: a listener. `prop:value=…`: a property. `class:open=…`: one class.
/// - `<Name text="…" count=3/>`, `<module::Name/>`: a component, with its props by their names; `<Name state/>` is `state=state`.
///   What stands inside is its `children`; `let:item` or `let(item)` names what the component hands them.
///
/// A wrong template is a compile error at its place.
#[proc_macro]
pub fn view(tokens: TokenStream) -> TokenStream {
    view::expand(tokens.into()).into()
}

/// Makes a function a component: `view!` calls it by the names of its parameters.
///
/// Each parameter is a prop. `#[prop(optional)]` may be left out and is the type's default then (an `Option` takes the value without
/// `Some`), `#[prop(default = …)]` is that value, `#[prop(into)]` takes whatever becomes it. A prop that is missing is a compile
/// error. The function is called where the template is made; signals that its body reads belong to the closure around it.
#[proc_macro_attribute]
pub fn component(options: TokenStream, function: TokenStream) -> TokenStream {
    component::expand(options.into(), function.into()).into()
}

/// Makes a function whose code is a file of its own, with others of the same part: `#[part(documents)] fn documents(host: Host) -> View`.
/// Calling it gives the [`Part`](../bangtin/parts/struct.Part.html), by which the file is loaded and the function called. `wasm_split` makes
/// an `async fn` of each, whose code stands in the first file: 14 of them were 0.4 KB there.
#[proc_macro_attribute]
pub fn part(part: TokenStream, function: TokenStream) -> TokenStream {
    part::expand(part.into(), function.into()).into()
}
