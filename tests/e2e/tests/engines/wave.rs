//! A wave of comments from one network, sent by a browser, and a reader of another network in the middle of it.

use std::net::Ipv4Addr;
use std::time::Duration;

use bangtin_e2e::{Case, EVERYWHERE, Page, Portal, cases};
use bangtin_rig::Network;
use bangtin_service::waves;

pub(crate) const CASES: &[Case] = cases!("wave";
    EVERYWHERE => readers_of_other_networks_get_through;
);

const TAG: &str =
    r#"<main><h1>Bài viết</h1><bangtin-comments page="tb-01"></bangtin-comments></main>"#;
const LONG: Duration = Duration::from_secs(60);
const WAITING: &str = "SELECT COUNT(*) FROM comments WHERE state = 'pending'";
/// So many a wave leaves room for: half of the hour's end.
const HALF: u32 = 2;

fn inside(selector: &str) -> String {
    format!("bangtin-comments >>> {selector}")
}

/// Sends a comment over this network, and says what the form says then; nothing where it was taken.
fn send(page: &Page<'_>, portal: &Portal, network: &Network, text: &str) -> Option<String> {
    page.show_with(&portal.head_at(&network.origin()), TAG);
    page.wait_for(&inside("textarea"));
    page.paste(&inside("[name=name]"), "Trần Thị Bé");
    page.paste(&inside("textarea"), text);
    page.click(&inside("[part=submit]"));
    let outcome = inside("[part=outcome]");
    // At once: it goes when the form does.
    let told = || page.texts(&outcome).concat();
    page.until_within(LONG, "an outcome", || {
        page.has(&inside("[part=sent]")) || told().contains("xin gọi")
    });
    Some(told()).filter(|told| told.contains("xin gọi"))
}

fn readers_of_other_networks_get_through(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    portal.change(|settings| {
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
        settings.limits.waiting_comments_per_hour = 2 * HALF;
        settings.limits.calm_forms_per_minute = 2;
        settings.sites[0].telephone = Some("0269 3824 404".into());
        settings.sites[0].remind_moderators_at = Some(1_000);
    });
    portal.moderator("hanh@xa.example.vn", "mot mat khau du dai");
    let server = portal.service().address;
    let from = |last| Network::to(server, Ipv4Addr::new(203, 0, last, 7).into());
    let (attack, home) = (from(113), from(114));

    for number in 1..=HALF {
        let told = send(
            page,
            &portal,
            &attack,
            &format!("Trang mới, ưu đãi số {number}"),
        );
        assert_eq!(told, None, "{number}");
    }
    let told = send(page, &portal, &attack, "Trang mới, ưu đãi nữa").expect("no more");
    assert!(told.ends_with("Việc gấp xin gọi 0269 3824 404."), "{told}");
    page.screenshot("wave-refused");
    assert_eq!(portal.number(WAITING), i64::from(HALF));

    let told = send(page, &portal, &home, "Bao giờ thôn Phước Lộc có điện lại?");
    assert_eq!(told, None, "a resident is heard");
    page.screenshot("wave-resident");
    // And who sends the wave still is not.
    assert!(send(page, &portal, &attack, "Trang mới, ưu đãi cuối").is_some());
    assert_eq!(portal.number(WAITING), i64::from(HALF) + 1);

    // Others fill the hour. The desk is told once.
    for last in [115, 116] {
        let told = send(page, &portal, &from(last), "Chợ phiên họp mấy giờ?");
        assert_eq!(told.is_some(), last == 116, "{told:?}");
    }
    assert_eq!(portal.number(WAITING), i64::from(2 * HALF));
    for _ in 0..3 {
        let looked = portal.block(waves::look(&portal.service().app.gate));
        looked.expect("a look");
    }
    assert_eq!(portal.number("SELECT COUNT(*) FROM waves"), 1);
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM outbox WHERE address = 'hanh@xa.example.vn'"),
        1
    );
}
