//! What can stand in a template.

use bangtin_model::decimal;
use web_sys::DocumentFragment;

use super::{Node, Text, View};

/// What can stand in a template: as a child, or as the value of an attribute.
pub trait IntoView {
    /// Makes it one.
    fn into_view(self) -> View;
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View::default()
    }
}

impl IntoView for &'static str {
    #[inline(never)]
    fn into_view(self) -> View {
        View::text(Text::Borrowed(self))
    }
}

impl IntoView for String {
    #[inline(never)]
    fn into_view(self) -> View {
        View::text(Text::Owned(self))
    }
}

impl IntoView for Text {
    #[inline(never)]
    fn into_view(self) -> View {
        View::text(self)
    }
}

/// An attribute without a value, or a property; a child that is `true` or `false` is none.
impl IntoView for bool {
    #[inline(never)]
    fn into_view(self) -> View {
        View(Node::Flag(self))
    }
}

impl IntoView for u32 {
    #[inline(never)]
    fn into_view(self) -> View {
        decimal(self.into()).into_view()
    }
}

impl IntoView for u64 {
    #[inline(never)]
    fn into_view(self) -> View {
        decimal(self).into_view()
    }
}

impl IntoView for usize {
    #[inline(never)]
    fn into_view(self) -> View {
        decimal(self as u64).into_view()
    }
}

/// What is absent keeps its place.
impl<T: IntoView> IntoView for Option<T> {
    #[inline(never)]
    fn into_view(self) -> View {
        match self {
            Some(value) => value.into_view(),
            None => View::default(),
        }
    }
}

impl IntoView for Vec<View> {
    #[inline(never)]
    fn into_view(self) -> View {
        View::list(self)
    }
}

/// Sanitized HTML: a copy of it stands on the page until another fragment takes its place.
impl IntoView for DocumentFragment {
    #[inline(never)]
    fn into_view(self) -> View {
        View(Node::Fragment(self))
    }
}

/// A closure runs again, alone, when a signal that it read has changed.
impl<F, V> IntoView for F
where
    F: FnMut() -> V + 'static,
    V: IntoView,
{
    fn into_view(self) -> View {
        View(Node::Closure(Box::new(self)))
    }
}
