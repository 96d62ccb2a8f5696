//! The signs of the shell, drawn for it: 24 by 24, always beside a word.

use crate::view::{View, component, view};

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    Home,
    Menu,
    Search,
    Letters,
    Phone,
    Close,
    Up,
}

impl Icon {
    fn lines(self) -> &'static str {
        match self {
            Self::Home => "M4 11.2 12 4l8 7.2M6.2 9.6V20h11.6V9.6M10 20v-5.4h4V20",
            Self::Menu => "M4 6.5h16M4 12h16M4 17.5h10",
            Self::Search => {
                "M10.6 17.2a6.6 6.6 0 1 0 0-13.2 6.6 6.6 0 0 0 0 13.2ZM15.4 15.4 20.5 20.5"
            }
            Self::Letters => "m2.8 18.5 5-13h1.4l5 13M4.5 14h8M14.6 18.5l3-8h1l3 8M15.7 15.8h4.8",
            Self::Phone => {
                "M6.2 3.8h3.2l1.6 4.4-2.1 1.7a12.6 12.6 0 0 0 5.2 5.2l1.7-2.1 4.4 1.6v3.2c0 1.3-1 2.3-2.3 2.3A14 14 0 0 1 3.9 6.1c0-1.3 1-2.3 2.3-2.3Z"
            }
            Self::Close => "m6 6 12 12M18 6 6 18",
            Self::Up => "M12 20V5M5.5 11.5 12 5l6.5 6.5",
        }
    }
}

/// Draws a sign.
#[component]
pub(super) fn Icon(of: Icon) -> View {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=of.lines()/></svg>
    }
}
