//! WordPress is read whole, wherever it has its interface.

use bangtin_cms::{Portal, WordPress};

use crate::made;

#[test]
fn all_posts_come_also_a_hundred_that_were_saved_in_one_second() {
    let wordpress = WordPress::lock();
    made::many(&wordpress);
    let saved = "global $wpdb; return (int) $wpdb->get_var( \"SELECT COUNT(*) FROM $wpdb->posts WHERE post_type = 'post' AND \
                 post_modified = '2026-10-01 08:00:00'\" );";
    assert_eq!(wordpress.run(saved), 100);
    let portal = Portal::of(&wordpress);
    assert_eq!(portal.changes().new, 160);
    portal.has_all_of(&wordpress);
    let again = portal.changes();
    assert_eq!((again.new, again.changed, again.gone), (0, 0, 0));
}
