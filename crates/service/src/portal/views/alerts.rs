//! What everybody must know now, at the head of every page. The portal takes it over until its own element has it (src/portal/alerts.rs); from
//! a saved page it is taken out (assets/portal/sw.js), because nobody knows then whether it is over.

use bangtin_model::answers::{Alert, AlertLevel};
use bangtin_sources::date::rfc3339;
use maud::{Markup, PreEscaped, html};

use super::written;

const BEGIN: PreEscaped<&str> = PreEscaped("<!-- bangtin:alerts -->");
const END: PreEscaped<&str> = PreEscaped("<!-- /bangtin:alerts -->");

pub(super) fn alerts(alerts: &[Alert]) -> Markup {
    html! {
        @if !alerts.is_empty() {
            (BEGIN)
            section.bangtin-alerts aria-label="Cảnh báo và thông báo" {
                @for alert in alerts {
                    article data-alert=(alert.id) data-level=(alert.level.name()) data-ends=(alert.ends) {
                        @if alert.level == AlertLevel::Emergency { (title(alert)) (body(alert)) } @else {
                            details open { summary { (title(alert)) } (body(alert)) }
                        }
                    }
                }
            }
            (END)
        }
    }
}

const fn word(level: AlertLevel) -> &'static str {
    match level {
        AlertLevel::Notice => "Thông báo",
        AlertLevel::Warning => "Cảnh báo",
        AlertLevel::Emergency => "Khẩn cấp",
    }
}

fn title(alert: &Alert) -> Markup {
    html! { h2 { span { (word(alert.level)) ":" } " " (alert.title) } }
}

fn body(alert: &Alert) -> Markup {
    html! {
        @if let Some(text) = &alert.text { p { (text) } }
        @if let Some(ends) = rfc3339(&alert.ends) {
            p.meta { "Có hiệu lực đến " time datetime=(alert.ends) { (written(ends)) } }
        }
        @if let Some(url) = &alert.url { p { a href=(url) { "Xem chi tiết" } } }
    }
}
