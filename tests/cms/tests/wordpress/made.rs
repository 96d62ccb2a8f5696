//! Posts for the tests, made by WordPress's own functions.

use bangtin_cms::WordPress;
use serde_json::Value;

/// Takes away what others have left: posts, pages, plugins, settings.
pub(crate) fn nothing(wordpress: &WordPress) {
    for plugin in std::fs::read_dir(wordpress.plugins()).expect("a folder") {
        std::fs::remove_file(plugin.expect("a file").path()).expect("it goes");
    }
    permalinks(wordpress, "/%postname%/");
    wordpress.run(EMPTY);
}

/// Makes so many posts. The middle ones, a hundred of 160, were saved in one second, as an importer or a bulk edit does; of each three,
/// two were published in one second; each eighth has a picture.
pub(crate) fn posts(wordpress: &WordPress, count: usize) {
    let made = wordpress.run(&format!("$count = {count}; {POSTS}"));
    assert_eq!(made, count);
}

/// Makes one post; its number. `fields` are those of `wp_insert_post`, as PHP.
pub(crate) fn post(wordpress: &WordPress, fields: &str) -> u64 {
    let made = wordpress.run(&format!(
        "return wp_insert_post( array( 'post_author' => 1, 'post_status' => 'publish', {fields} ), true );"
    ));
    made.as_u64().unwrap_or_else(|| panic!("{fields}: {made}"))
}

/// Changes a post, as its editor does on saving.
pub(crate) fn change(wordpress: &WordPress, number: u64, fields: &str) {
    let changed = wordpress.run(&format!(
        "return wp_update_post( array( 'ID' => {number}, {fields} ), true );"
    ));
    assert_eq!(changed, number, "{fields}");
}

/// Takes a form of addresses, as the page of settings does; empty: `/?p=7`.
pub(crate) fn permalinks(wordpress: &WordPress, form: &str) {
    wordpress.run(&format!(
        "global $wp_rewrite; $wp_rewrite->set_permalink_structure( '{form}' ); flush_rewrite_rules( false ); return true;"
    ));
}

/// Adds a must-use plugin with this code.
pub(crate) fn plugin(wordpress: &WordPress, name: &str, code: &str) {
    let file = wordpress.plugins().join(format!("{name}.php"));
    std::fs::write(file, format!("<?php\n{code}\n")).expect("a plugin");
}

/// The numbers of the published posts, the first made first.
pub(crate) fn numbers(wordpress: &WordPress) -> Vec<u64> {
    let numbers = wordpress.run(
        "return get_posts( array( 'numberposts' => -1, 'fields' => 'ids', 'orderby' => 'ID', 'order' => 'ASC' ) );",
    );
    let numbers = numbers.as_array().expect("a list");
    numbers.iter().filter_map(Value::as_u64).collect()
}

const EMPTY: &str = r"
$all = array( 'numberposts' => -1, 'post_type' => array( 'post', 'page', 'attachment' ), 'post_status' => array_keys( get_post_stati() ) );
foreach ( get_posts( $all ) as $post ) {
    wp_delete_post( $post->ID, true );
}
return true;
";

const POSTS: &str = r#"
$categories = array();
foreach ( array( 'tin-tuc' => 'Tin tức', 'thong-bao' => 'Thông báo', 'nong-nghiep' => 'Nông nghiệp – Nông thôn' ) as $slug => $name ) {
    $found        = get_category_by_slug( $slug );
    $categories[] = $found ? $found->term_id : wp_insert_term( $name, 'category', array( 'slug' => $slug ) )['term_id'];
}

// A picture with its sizes, as the media library makes them, and a paper.
$canvas = imagecreatetruecolor( 600, 400 );
imagefilledrectangle( $canvas, 0, 0, 600, 400, imagecolorallocate( $canvas, 60, 140, 90 ) );
ob_start();
imagepng( $canvas );
$file    = wp_upload_bits( 'đường làng.png', null, ob_get_clean() )['file'];
$caption = 'Đường làng Phước Lộc. Ảnh: Văn Thịnh';
$picture = wp_insert_attachment( array( 'post_mime_type' => 'image/png', 'post_title' => 'Đường làng', 'post_excerpt' => $caption ), $file );
wp_update_attachment_metadata( $picture, wp_generate_attachment_metadata( $picture, $file ) );
update_post_meta( $picture, '_wp_attachment_image_alt', 'Đường làng mới làm' );
$paper = wp_upload_bits( 'lịch tiếp công dân.pdf', null, "%PDF-1.4\n%%EOF" );
wp_insert_attachment( array( 'post_mime_type' => 'application/pdf', 'post_title' => 'Lịch tiếp công dân' ), $paper['file'] );

// The terms are counted once, at the end.
wp_defer_term_counting( true );
$in_one_second = function ( $data ) {
    $data['post_modified']     = '2026-10-01 08:00:00';
    $data['post_modified_gmt'] = '2026-10-01 01:00:00';
    return $data;
};
for ( $i = 1; $i <= $count; $i++ ) {
    if ( 31 === $i ) {
        add_filter( 'wp_insert_post_data', $in_one_second );
    }
    if ( 131 === $i ) {
        remove_filter( 'wp_insert_post_data', $in_one_second );
    }
    $text  = "<!-- wp:paragraph -->\n<p>Ủy ban nhân dân xã Sông Ba thông báo, lần $i.</p>\n<!-- /wp:paragraph -->\n\n";
    $text .= "<!-- wp:heading -->\n<h2>Nơi tiếp</h2>\n<!-- /wp:heading -->\n\n";
    $text .= "<!-- wp:file -->\n<div class=\"wp-block-file\"><a href=\"{$paper['url']}\">Lịch tiếp công dân</a></div>\n<!-- /wp:file -->";
    $post  = wp_insert_post( array(
        'post_title'    => "Tin số $i: “Đường & cầu” xã Sông Ba, ngày <em>hội</em>",
        'post_content'  => $text,
        'post_status'   => 'publish',
        'post_author'   => 1,
        'post_date'     => date( 'Y-m-d H:i:s', mktime( 8, $i - (int) ( 0 === $i % 3 ), 0, 3, 1, 2026 ) ),
        'post_category' => array( $categories[ $i % 3 ] ),
        'tags_input'    => array( 'xã Sông Ba', "đợt $i" ),
    ), true );
    if ( is_wp_error( $post ) ) {
        return $post;
    }
    if ( 0 === $i % 8 ) {
        set_post_thumbnail( $post, $picture );
    }
}
wp_defer_term_counting( false );
return $count;
"#;
