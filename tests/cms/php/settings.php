<?php
// What a site of these tests is: read by wp-config.php, everything in the folder of the test.

$folder = getenv( 'BANGTIN_CMS_FOLDER' );
$origin = getenv( 'BANGTIN_CMS_ORIGIN' );

define( 'DB_HOST', "localhost:$folder/mariadb.sock" );
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );

define( 'WP_HOME', $origin );
define( 'WP_SITEURL', $origin );
define( 'WP_CONTENT_DIR', "$folder/wp-content" );
define( 'WP_CONTENT_URL', "$origin/wp-content" );

// What is due is done when the test asks for wp-cron.php. WordPress asks nobody meanwhile: not other servers, and not itself, which would
// wait for the one process of this web server.
define( 'DISABLE_WP_CRON', true );
define( 'WP_POST_REVISIONS', false );
$GLOBALS['wp_filter']['pre_http_request'][10]['nobody'] = array(
	'function'      => fn() => new WP_Error( 'nobody', 'There is no network here.' ),
	'accepted_args' => 0,
);

foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( "{$name}_KEY", "$name of a site that lives for a minute" );
	define( "{$name}_SALT", "salt of $name" );
}

$table_prefix = 'wp_';
