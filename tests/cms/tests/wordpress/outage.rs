//! A WordPress that does not answer takes nothing away.

use bangtin_cms::{Portal, WordPress};

use crate::made;

#[test]
fn what_was_read_stays_while_wordpress_is_off() {
    let mut wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 60);
    let mut portal = Portal::of(&wordpress);
    portal.changes();
    portal.has_all_of(&wordpress);
    wordpress.turn_off();
    portal.read().expect_err("nobody answers");
    portal.has_all_of(&wordpress);
    let (_, good) = portal.import_and_export();
    assert!(!good, "the command says that all is well");
    portal.has_all_of(&wordpress);
    wordpress.turn_on();
    made::post(&wordpress, "'post_title' => 'Trang đã chạy lại'");
    assert_eq!(portal.changes().new, 1);
    portal.has_all_of(&wordpress);
}

#[test]
fn what_was_read_stays_while_wordpress_is_broken() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 8);
    let portal = Portal::of(&wordpress);
    portal.changes();
    let before = portal.articles();
    // What sites of communes have really shown: maintenance, no database, the interface closed, an error above the answer.
    let ways = [
        (
            "maintenance",
            "status_header( 503 ); header( 'retry-after: 600' ); echo 'Đang bảo trì'; exit;",
        ),
        (
            "database",
            "status_header( 500 ); echo 'Error establishing a database connection'; exit;",
        ),
        (
            "closed",
            "add_filter( 'rest_authentication_errors', fn() => new WP_Error( 'closed', 'Chỉ dành cho thành viên', array( 'status' => 401 ) ) );",
        ),
        (
            "page",
            "echo '<!doctype html><title>Bảo trì</title>'; exit;",
        ),
        (
            "emptied",
            "add_filter( 'rest_post_query', fn( $query ) => array( 'post__in' => array( 0 ) ) + $query );",
        ),
    ];
    for (name, code) in ways {
        made::plugin(
            &wordpress,
            name,
            &format!("if ( 'cli-server' === PHP_SAPI ) {{ {code} }}"),
        );
        let outcome = portal.read();
        assert!(outcome.is_err(), "{name}: {outcome:?}");
        assert_eq!(portal.articles(), before, "{name}");
        std::fs::remove_file(wordpress.plugins().join(format!("{name}.php"))).expect("it goes");
    }
    made::post(&wordpress, "'post_title' => 'Trang đã chạy lại'");
    assert_eq!(portal.changes().new, 1);
    portal.has_all_of(&wordpress);
}
