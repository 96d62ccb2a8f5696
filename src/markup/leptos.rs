//! Markup as a view of Leptos: what a reactive closure can return and an element can mount. There is no server side.

use leptos::tachys::{
    html::attribute::{Attribute, any_attribute::AnyAttribute},
    hydration::Cursor,
    view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

use super::{Markup, Rendered};

/// Markup that Leptos can mount. A page has one thread, so it never leaves it.
pub struct View(SendWrapper<Markup>);

impl From<Markup> for View {
    fn from(markup: Markup) -> Self {
        Self(SendWrapper::new(markup))
    }
}

/// The mounted element; `None` where the page had no document to make it in.
pub struct Shown(Option<Rendered>);

impl Render for View {
    type State = Shown;

    fn build(self) -> Shown {
        Shown(Rendered::make(self.0.take()))
    }

    fn rebuild(self, Shown(shown): &mut Shown) {
        let Some(rendered) = shown else { return };
        if let Err(other) = rendered.update(self.0.take())
            && let Some(made) = Rendered::make(other)
        {
            let _ = rendered.element.replace_with_with_node_1(&made.element);
            *rendered = made;
        }
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        if let Some(rendered) = &self.0 {
            rendered.element.remove();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        if let Some(rendered) = &self.0 {
            let _ = parent.insert_before(&rendered.element, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self
            .0
            .as_ref()
            .and_then(|rendered| Some((rendered.element.parent_element()?, &rendered.element)));
        if let Some((parent, element)) = &parent {
            child.mount(parent, Some(element));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        self.0
            .iter()
            .map(|rendered| rendered.element.clone())
            .collect()
    }
}

impl RenderHtml for View {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for View {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}
