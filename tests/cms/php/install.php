<?php
// Makes the database and the site in it, as the form of the first visit does.

mysqli_report( MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT );
$socket = getenv( 'BANGTIN_CMS_FOLDER' ) . '/mariadb.sock';
$mysqli = new mysqli( 'localhost', 'root', '', '', 0, $socket );
$mysqli->query( 'CREATE DATABASE wordpress CHARACTER SET utf8mb4' );
$mysqli->close();

define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = parse_url( getenv( 'BANGTIN_CMS_ORIGIN' ), PHP_URL_HOST );
require getenv( 'BANGTIN_CMS_WORDPRESS' ) . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Xã Sông Ba', 'quan-tri', 'quan-tri@songba.example.gov.vn', true, '', 'mat-khau', 'vi' );
update_option( 'timezone_string', 'Asia/Ho_Chi_Minh' );
update_option( 'date_format', 'd/m/Y' );
