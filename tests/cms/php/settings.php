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

// What is due is done when the test asks for wp-cron.php; nothing is asked of other servers.
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );

foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( "{$name}_KEY", "$name of a site that lives for a minute" );
	define( "{$name}_SALT", "salt of $name" );
}

$table_prefix = 'wp_';
