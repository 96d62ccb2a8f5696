//! How the pages of the second factor look.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

use crate::app::App;
use crate::http::page;
use crate::moderation::Session;
use crate::moderation::factor::Secret;
use crate::moderation::password::LONGEST;
use crate::routes::moderation::account::view::framed;
use crate::routes::moderation::words::Lang;

/// The field that takes a code, of the app or for recovery. It may have the focus where it is all that a page asks for.
pub(in crate::routes::moderation) fn code_field(lang: Lang, focus: bool) -> Markup {
    let words = lang.factor_words();
    html! {
        label for="code" { (words.code) }
        input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required
            maxlength="64" aria-describedby="code-hint" autofocus[focus];
        p.soft id="code-hint" { (words.code_hint) }
    }
}

/// The part of the account page that is about it. `left` counts the recovery codes, where it is on.
pub(in crate::routes::moderation::account) fn section(
    app: &App,
    session: &Session,
    lang: Lang,
    left: Option<i64>,
) -> Markup {
    let words = lang.factor_words();
    match left {
        None => html! {
            p { (words.is_off) }
            form method="post" action="/moderation/account/factor" {
                (hidden(session, lang))
                @if !session.has_new_link(app) { (password_field(lang)) }
                p { button { (words.set_up) } }
            }
        },
        Some(left) => html! {
            p { (words.is_on) " " (words.left_before) " " (left) " " (words.left_after) }
            form method="post" action="/moderation/account/factor/end" {
                (hidden(session, lang))
                (password_field(lang))
                (code_field(lang, false))
                p { button.plain { (words.end) } }
            }
        },
    }
}

/// What the app is to be given, and the field for its first code.
pub(super) fn secret(
    app: &App,
    session: &Session,
    lang: Lang,
    status: StatusCode,
    secret: &Secret,
    error: &str,
) -> Response {
    let words = lang.factor_words();
    let link = secret.link(&session.moderator.email);
    let main = html! {
        h2 { (words.title) }
        @if !error.is_empty() { p.error role="alert" { (error) } }
        p { (words.scan) }
        @if let Some(link) = &link {
            @if let Some(code) = qr(link, words.qr) { (code) }
            p { a href=(link) { (words.open) } }
        }
        p { (words.secret) ": " code id="secret" { (secret.text()) } }
        form method="post" action="/moderation/account/factor/confirm" {
            (hidden(session, lang))
            label for="code" { (words.code) }
            input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="64";
            p { button { (words.confirm) } }
        }
    };
    let main = framed(app, session, lang, &main);
    page(status, lang.code(), lang.account_words().title, &main)
}

/// The recovery codes, this once.
pub(super) fn recovery(app: &App, session: &Session, lang: Lang, codes: &[String]) -> Response {
    let words = lang.factor_words();
    let main = html! {
        h2 { (words.recovery) }
        p.notice role="status" { (words.recovery_hint) }
        ol { @for code in codes { li { code { (code) } } } }
        p { a.button href=(format!("/moderation/account?lang={}", lang.code())) { (words.recovery_back) } }
    };
    let main = framed(app, session, lang, &main);
    page(
        StatusCode::OK,
        lang.code(),
        lang.account_words().title,
        &main,
    )
}

fn hidden(session: &Session, lang: Lang) -> Markup {
    html! {
        input type="hidden" name="form_token" value=(session.form_token);
        input type="hidden" name="lang" value=(lang.code());
    }
}

fn password_field(lang: Lang) -> Markup {
    html! {
        label for="factor-current" { (lang.account_words().current) }
        input id="factor-current" name="current" type="password" autocomplete="current-password" required maxlength=(LONGEST);
    }
}

/// A QR code as a drawing: dark squares on white with the quiet zone of four (ISO/IEC 18004), whatever the page's colours. No text is
/// so long that it has none, but for an address of hundreds of letters.
fn qr(text: &str, name: &str) -> Option<Markup> {
    const QUIET: usize = 4;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colours) = (code.width(), code.to_colors());
    let mut squares = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        for (x, colour) in row.iter().enumerate() {
            if *colour == Color::Dark {
                squares.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
            }
        }
    }
    let whole = width + 2 * QUIET;
    Some(html! {
        svg role="img" aria-label=(name) width="240" height="240" viewBox=(format!("0 0 {whole} {whole}")) shape-rendering="crispEdges" {
            path fill="#fff" d=(format!("M0 0h{whole}v{whole}h-{whole}z")) {}
            path fill="#000" d=(squares) {}
        }
    })
}
