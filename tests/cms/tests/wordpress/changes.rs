//! What editors do in WordPress is seen at the next reading.

use std::time::Duration;

use bangtin_cms::{Portal, WordPress};
use serde_json::json;

use crate::made;

/// A WordPress with so many posts, all read.
fn read(wordpress: &WordPress, posts: usize) -> Portal {
    made::posts(wordpress, posts);
    let portal = Portal::of(wordpress);
    assert_eq!(portal.changes().new, posts);
    portal.has_all_of(wordpress);
    portal
}

/// What a visit finds overdue, WordPress does then: on a quiet site that may be hours later.
const OVERDUE: &str = r"
global $wpdb;
$wpdb->update( $wpdb->posts, array(
    'post_status' => 'future',
    'post_date' => '2026-09-02 08:00:00', 'post_date_gmt' => '2026-09-02 01:00:00',
    'post_modified' => '2026-08-01 08:00:00', 'post_modified_gmt' => '2026-08-01 01:00:00',
), array( 'ID' => $number ) );
clean_post_cache( $number );
wp_schedule_single_event( time() - 60, 'publish_future_post', array( $number ) );
return get_post_status( $number );
";

#[test]
fn a_scheduled_post_that_comes_out_late_is_seen_though_others_were_saved_meanwhile() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    let number = made::post(
        &wordpress,
        "'post_status' => 'draft', 'post_title' => 'Lịch Quốc khánh'",
    );
    let portal = read(&wordpress, 160);
    let status = wordpress.run(&format!("$number = {number}; {OVERDUE}"));
    assert_eq!(status, "future");
    assert_eq!(portal.changes().new, 0);
    let saved = wordpress.run(
        "$saved = get_posts( array( 'numberposts' => 55, 'offset' => 20 ) );
         foreach ( $saved as $post ) {
             wp_update_post( array( 'ID' => $post->ID, 'post_content' => \"Đã sửa $post->ID\" ) );
         }
         return count( $saved );",
    );
    assert_eq!(saved, 55);
    wordpress.visit("/wp-cron.php");
    let status = wordpress.run(&format!("return get_post_status( {number} );"));
    assert_eq!(status, "publish");
    let changes = portal.changes();
    assert_eq!((changes.new, changes.changed), (1, 55));
    portal.has_all_of(&wordpress);
    assert_eq!(portal.articles()[0].post.title, "Lịch Quốc khánh");
}

#[test]
fn an_edited_post_is_read_again() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    let portal = read(&wordpress, 60);
    let number = made::numbers(&wordpress)[0];
    made::change(
        &wordpress,
        number,
        "'post_title' => 'Tin đầu tiên, đã sửa', 'post_content' => '<p>Chữ mới</p>'",
    );
    let changes = portal.changes();
    assert_eq!((changes.new, changes.changed, changes.gone), (0, 1, 0));
    portal.has_all_of(&wordpress);
    // The date decides about the place, as in WordPress.
    made::change(
        &wordpress,
        number,
        "'edit_date' => true, 'post_date' => '2026-10-20 09:00:00', 'post_date_gmt' => '2026-10-20 02:00:00'",
    );
    assert_eq!(portal.changes().changed, 1);
    portal.has_all_of(&wordpress);
    assert_eq!(portal.articles()[0].post.title, "Tin đầu tiên, đã sửa");
}

#[test]
fn what_is_taken_down_goes_and_what_is_put_back_returns() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    let portal = read(&wordpress, 60);
    let number = made::numbers(&wordpress)[30];
    let steps = [
        ("wp_trash_post( $number )", 59),
        (
            "[ wp_untrash_post( $number ), wp_publish_post( $number ) ]",
            60,
        ),
        (
            "wp_update_post( array( 'ID' => $number, 'post_status' => 'draft' ) )",
            59,
        ),
        ("wp_publish_post( $number )", 60),
        (
            "wp_update_post( array( 'ID' => $number, 'post_status' => 'private' ) )",
            59,
        ),
        (
            "wp_update_post( array( 'ID' => $number, 'post_status' => 'publish' ) )",
            60,
        ),
        (
            "wp_update_post( array( 'ID' => $number, 'post_password' => 'mat-khau' ) )",
            59,
        ),
        (
            "wp_update_post( array( 'ID' => $number, 'post_password' => '' ) )",
            60,
        ),
        ("wp_delete_post( $number, true )", 59),
    ];
    for (step, left) in steps {
        wordpress.run(&format!("$number = {number}; {step}; return true;"));
        portal.changes();
        portal.has_all_of(&wordpress);
        assert_eq!(portal.articles().len(), left, "{step}");
    }
}

#[test]
fn an_old_post_is_brought_in_while_another_goes_and_is_seen_within_a_day() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    let portal = read(&wordpress, 60);
    // As many as before, and what is new is older than all, by its date and by its last change: as importers make posts.
    let gone = made::numbers(&wordpress)[10];
    wordpress.run(&format!("return wp_delete_post( {gone}, true )->ID;"));
    made::post(
        &wordpress,
        "'post_title' => 'Tin của trang cũ', 'post_date' => '2020-01-02 08:00:00'",
    );
    portal.clock.advance(Duration::from_secs(25 * 3600));
    portal.changes();
    portal.has_all_of(&wordpress);
}

#[test]
fn another_name_of_a_category_and_other_addresses_are_seen_though_no_post_was_saved() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    let portal = read(&wordpress, 60);
    made::permalinks(&wordpress, "/tin/%postname%/");
    wordpress.run(
        "$category = get_category_by_slug( 'thong-bao' );
         return wp_update_term( $category->term_id, 'category', array( 'name' => 'Thông báo của xã' ) );",
    );
    // A page of posts each time.
    for _ in 0..2 {
        portal.changes();
    }
    portal.has_all_of(&wordpress);
    for article in portal.articles() {
        let name = &article.item["_bangtin"]["category"]["name"];
        assert_ne!(*name, "Thông báo", "{}", article.post.title);
    }
    wordpress.run(
        "$category = get_category_by_slug( 'thong-bao' );
         return wp_update_term( $category->term_id, 'category', array( 'name' => 'Thông báo' ) );",
    );
}

#[test]
fn a_post_with_another_slug_is_the_same_article() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    let portal = read(&wordpress, 8);
    let number = made::numbers(&wordpress)[2];
    let title = "Tin số 3: “Đường & cầu” xã Sông Ba, ngày hội";
    let before = portal.titled(title);
    let comment = json!({"page": before.id, "name": "Trần Thị Bé", "text": "Cảm ơn xã.", "proof": portal.proof()});
    let sent = portal.send("/comments", &comment);
    let token = sent["token"].as_str().expect("a token").to_owned();
    made::change(&wordpress, number, "'post_name' => 'dia-chi-moi'");
    // A post that takes the old slug is another article.
    let other = made::post(
        &wordpress,
        "'post_title' => 'Tin khác', 'post_name' => 'tin-so-3-duong-cau-xa-song-ba-ngay-hoi'",
    );
    assert_ne!(other, number);
    portal.changes();
    portal.has_all_of(&wordpress);
    let after = portal.titled(title);
    assert_eq!(after.id, before.id);
    assert_ne!(after.post.url, before.post.url);
    assert!(after.post.url.ends_with("/dia-chi-moi/"), "{after:?}");
    assert_ne!(portal.titled("Tin khác").id, before.id);
    let own = portal.json(&format!("/comments?page={}&mine={token}", after.id));
    assert_eq!(own["mine"][0]["text"], "Cảm ơn xã.", "{own}");
}

#[test]
fn a_post_with_a_password_is_left_out_and_said() {
    let wordpress = WordPress::lock();
    made::nothing(&wordpress);
    made::posts(&wordpress, 8);
    let number = made::post(
        &wordpress,
        "'post_title' => 'Nội bộ', 'post_content' => 'bí mật', 'post_password' => 'mat-khau'",
    );
    let portal = Portal::of(&wordpress);
    let report = portal.read().expect("it answers");
    assert_eq!(report.changes.new, 8);
    assert_eq!(
        report.dropped,
        [format!("post {number} left out: it needs a password")]
    );
    portal.has_all_of(&wordpress);
}
