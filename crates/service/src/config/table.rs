//! The table of settings, for `docs/settings.md`.

/// The table in Markdown. Each line is a setting of [`Settings`](super::Settings).
#[must_use]
pub fn table() -> String {
    String::new()
}
