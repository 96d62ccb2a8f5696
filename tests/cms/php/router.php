<?php
// What a web server does in front of WordPress: files as they are, everything else to index.php.

$path   = urldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$folder = getenv( 'BANGTIN_CMS_FOLDER' );

if ( str_starts_with( $path, '/wp-content/' ) && is_file( $folder . $path ) ) {
	$types = array(
		'css'   => 'text/css',
		'js'    => 'text/javascript',
		'png'   => 'image/png',
		'jpg'   => 'image/jpeg',
		'svg'   => 'image/svg+xml',
		'woff2' => 'font/woff2',
	);
	$type  = $types[ pathinfo( $path, PATHINFO_EXTENSION ) ] ?? 'application/octet-stream';
	header( "content-type: $type" );
	readfile( $folder . $path );
	return true;
}
if ( is_file( $_SERVER['DOCUMENT_ROOT'] . $path ) || is_file( $_SERVER['DOCUMENT_ROOT'] . "$path/index.php" ) && $path !== '/' ) {
	return false;
}
// As for any other web server, the script is index.php, whatever the address looks like.
$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
require $_SERVER['SCRIPT_FILENAME'];
