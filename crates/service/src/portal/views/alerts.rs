//! What everybody must know now, at the head of every page. The portal takes it over until its own element has it (src/portal/alerts.rs); from
//! a saved page it is taken out (assets/portal/sw.js), because nobody knows then whether it is over.

use bangtin_model::Moment;
use bangtin_model::answers::{Alert, AlertLevel};
use bangtin_sources::date::rfc3339;
use maud::{Markup, PreEscaped, html};

const BEGIN: PreEscaped<&str> = PreEscaped("<!-- bangtin:alerts -->");
const END: PreEscaped<&str> = PreEscaped("<!-- /bangtin:alerts -->");

pub(super) fn alerts(alerts: &[Alert], today: i64) -> Markup {
    html! {
        @if !alerts.is_empty() {
            (BEGIN)
            section.bangtin-alerts aria-label="Cảnh báo và thông báo" {
                @for alert in alerts {
                    article data-alert=(alert.id) data-level=(alert.level.name()) data-ends=(alert.ends) {
                        @if alert.level == AlertLevel::Emergency { (title(alert)) (body(alert, today)) } @else {
                            details open { summary { (title(alert)) } (body(alert, today)) }
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

fn body(alert: &Alert, today: i64) -> Markup {
    html! {
        @if let Some(text) = &alert.text { p { (text) } }
        @if let Some(ends) = rfc3339(&alert.ends) {
            p.meta { "Có hiệu lực đến " time datetime=(alert.ends) { (until(ends, today)) } }
        }
        @if let Some(url) = &alert.url { p { a href=(url) { "Xem chi tiết" } } }
    }
}

/// As the element writes it, so that its lines are as long.
fn until(ends: Moment, today: i64) -> String {
    let at = ends.civil();
    let time = format!("{:02}:{:02}", at.hour, at.minute);
    if ends.day_number() == today {
        time
    } else {
        format!("{time} ngày {:02}/{:02}/{}", at.day, at.month, at.year)
    }
}
