<?php
require getenv( 'BANGTIN_CMS_SETTINGS' );
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', getenv( 'BANGTIN_CMS_WORDPRESS' ) . '/' );
}
require_once ABSPATH . 'wp-settings.php';
