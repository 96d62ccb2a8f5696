//! A view as Leptos mounts it. There is no server side.

use leptos::{
    mount::UnmountHandle,
    tachys::{
        html::attribute::{Attribute, any_attribute::AnyAttribute},
        hydration::Cursor,
        view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
    },
};
use send_wrapper::SendWrapper;
use web_sys::{Element, HtmlElement, Node};

use super::{
    View, dom,
    shown::{Hole, Shown},
    update::{leave, update},
};

/// Shows a view in an element of the page, until what this gives is dropped.
pub fn mount_to(
    parent: HtmlElement,
    view: impl FnOnce() -> View + 'static,
) -> UnmountHandle<Mounted> {
    leptos::mount::mount_to(parent, move || Root(SendWrapper::new(view())))
}

/// A page has one thread, so a view never leaves it.
struct Root(SendWrapper<View>);

/// A view on the page.
pub struct Mounted {
    end: Node,
    shown: Shown,
}

impl Render for Root {
    type State = Mounted;

    fn build(self) -> Mounted {
        let end = dom::place();
        let mut shown = Shown::default();
        update(&Hole::item(&end, 0), &mut shown, self.0.take());
        Mounted { end, shown }
    }

    fn rebuild(self, Mounted { end, shown }: &mut Mounted) {
        update(&Hole::item(end, 0), shown, self.0.take());
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        leave(&Hole::item(&self.end, 0), &mut self.shown);
        dom::unmount(&self.end);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        dom::mount(&self.end, parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.end.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.end));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl RenderHtml for Root {
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

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Mounted {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Root {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}
