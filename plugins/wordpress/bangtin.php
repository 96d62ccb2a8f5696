<?php
/**
 * Plugin Name: Bangtin
 * Description: Bảng tin của đơn vị trong bài viết và trang: [bangtin element="news" limit="6"]nội dung dự phòng[/bangtin]
 * Version:     1.0.0
 * License:     MIT OR Apache-2.0
 *
 * Chép tệp này vào wp-content/mu-plugins/ rồi sửa ba dòng dưới đây. Không có dịch vụ Bangtin thì để hai dòng sau là ''.
 */

const BANGTIN_KIT     = 'https://tin.example.gov.vn/bangtin/1.0.0/bangtin.js';
const BANGTIN_SERVICE = 'https://tin.example.gov.vn';
const BANGTIN_SITE    = 'xa-song-ba';

defined( 'ABSPATH' ) || exit;

add_action( 'wp_head', function () {
	$service = BANGTIN_SERVICE ? sprintf( ' data-service="%s" data-site="%s"', esc_url( BANGTIN_SERVICE ), esc_attr( BANGTIN_SITE ) ) : '';
	printf( '<script type="module" crossorigin="anonymous" src="%s"%s></script>' . "\n", esc_url( BANGTIN_KIT ), $service );
} );

// Authors may use the shortcode, so it writes nothing but an element of the kit: no handler, no style, no service of their own.
add_shortcode( 'bangtin', function ( $attributes, $content = '' ) {
	$attributes = (array) $attributes;
	$element    = preg_replace( '/[^a-z-]/', '', $attributes['element'] ?? 'news' );
	$written    = '';
	foreach ( $attributes as $name => $value ) {
		// An attribute without a value, such as search, has a number for its name.
		list( $name, $value ) = is_int( $name ) ? array( $value, '' ) : array( $name, $value );
		if ( preg_match( '/^(?!on|style$|service$|site$|element$)[a-z]+(-[a-z]+)*$/', $name ) ) {
			$written .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
	}
	return sprintf( '<bangtin-%1$s%2$s>%3$s</bangtin-%1$s>', $element, $written, wp_kses_post( do_shortcode( $content ) ) );
} );
