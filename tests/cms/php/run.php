<?php
// Runs a piece of PHP within WordPress and writes what it returns as JSON.

$_SERVER['HTTP_HOST'] = parse_url( getenv( 'BANGTIN_CMS_ORIGIN' ), PHP_URL_HOST );
require getenv( 'BANGTIN_CMS_WORDPRESS' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/post.php';

// Who runs it may do everything.
wp_set_current_user( 1 );
echo wp_json_encode( eval( stream_get_contents( STDIN ) ) );
