//! Posts for the tests, made by WordPress's own functions.

use bangtin_cms::WordPress;

/// Takes away what others have left, and makes 160 posts: 100 of them were saved in one second, each eighth has a picture.
pub(crate) fn many(wordpress: &WordPress) {
    wordpress.run(EMPTY);
    wordpress.run(MANY);
}

const EMPTY: &str = r"
global $wp_rewrite;
$wp_rewrite->set_permalink_structure( '/%postname%/' );
flush_rewrite_rules( false );
foreach ( get_posts( array( 'numberposts' => -1, 'post_status' => array_keys( get_post_stati() ) ) ) as $post ) {
    wp_delete_post( $post->ID, true );
}
return true;
";

const MANY: &str = r#"
$categories = array();
foreach ( array( 'tin-tuc' => 'Tin tức', 'thong-bao' => 'Thông báo', 'nong-nghiep' => 'Nông nghiệp – Nông thôn' ) as $slug => $name ) {
    $categories[] = ( get_category_by_slug( $slug ) ?: get_term( wp_insert_term( $name, 'category', array( 'slug' => $slug ) )['term_id'] ) )->term_id;
}

// A picture with its sizes, as the media library makes them.
$upload = wp_upload_bits( 'đường làng.png', null, ( function () {
    $picture = imagecreatetruecolor( 1200, 800 );
    imagefilledrectangle( $picture, 0, 0, 1200, 800, imagecolorallocate( $picture, 60, 140, 90 ) );
    ob_start();
    imagepng( $picture );
    return ob_get_clean();
} )() );
$picture = wp_insert_attachment( array( 'post_mime_type' => 'image/png', 'post_title' => 'Đường làng', 'post_excerpt' => 'Đường làng Phước Lộc. Ảnh: Văn Thịnh' ), $upload['file'] );
wp_update_attachment_metadata( $picture, wp_generate_attachment_metadata( $picture, $upload['file'] ) );
update_post_meta( $picture, '_wp_attachment_image_alt', 'Đường làng mới làm' );
$paper = wp_upload_bits( 'lịch tiếp công dân.pdf', null, "%PDF-1.4\n%%EOF" );
$attached = wp_insert_attachment( array( 'post_mime_type' => 'application/pdf', 'post_title' => 'Lịch tiếp công dân' ), $paper['file'] );

// The second in which a page of posts was saved: importers and bulk edits do so.
$saved = function ( $data ) {
    $data['post_modified'] = '2026-10-01 08:00:00';
    $data['post_modified_gmt'] = '2026-10-01 01:00:00';
    return $data;
};
for ( $i = 1; $i <= 160; $i++ ) {
    if ( 31 === $i ) {
        add_filter( 'wp_insert_post_data', $saved );
    }
    if ( 131 === $i ) {
        remove_filter( 'wp_insert_post_data', $saved );
    }
    // Each third was published in the second of the one before.
    $date = date( 'Y-m-d H:i:s', mktime( 8, $i - (int) ( 0 === $i % 3 ), 0, 3, 1, 2026 ) );
    $post = wp_insert_post( array(
        'post_title'    => "Tin số $i: “Đường & cầu” xã Sông Ba, ngày <em>hội</em>",
        'post_content'  => "<!-- wp:paragraph -->\n<p>Ủy ban nhân dân xã Sông Ba thông báo, lần $i.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:file {\"id\":$attached} -->\n<div class=\"wp-block-file\"><a href=\"{$paper['url']}\">Lịch tiếp công dân</a></div>\n<!-- /wp:file -->",
        'post_status'   => 'publish',
        'post_author'   => 1,
        'post_date'     => $date,
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
return true;
"#;
