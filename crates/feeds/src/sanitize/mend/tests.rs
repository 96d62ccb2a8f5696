use super::mended;
use crate::base::Base;
use url::Url;

fn check(html: &str, expected: &str) {
    let base = Url::parse("https://a.vn/").expect("an address");
    assert_eq!(mended(html, &Base::Address(base)), expected, "{html}");
}

#[test]
fn a_picture_has_the_address_that_a_script_would_give_it() {
    let gif = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
    check(
        &format!(
            "<img class=\"lazy\" src=\"{gif}\" data-src=\"/a.jpg?x=1&amp;y=2\" alt=\"Cầu\" width=\"800\">"
        ),
        "<img src=\"/a.jpg?x=1&amp;y=2\" alt=\"Cầu\" width=\"800\">",
    );
    check(
        "<img src=\"data:image/svg+xml,x\" data-srcset=\"/a-480.jpg 480w, /a-1200.jpg 1200w,/a-4000.jpg 4000w\">",
        "<img src=\"/a-1200.jpg\">",
    );
    check(
        "<img srcset=\"/w_1,h_2/a.jpg, /b.jpg 2x\">",
        "<img src=\"/b.jpg\">",
    );
    check(
        "<img src=\"/b.jpg\" srcset=\"/a.jpg 1200w\">",
        "<img src=\"/b.jpg\">",
    );
    check(
        "<picture><source srcset=\"/ho.webp\" type=\"image/webp\"><img alt=\"Hồ\"></picture>",
        "<img src=\"/ho.webp\" alt=\"Hồ\">",
    );
    check(
        "<img src=\"/loading.gif\" srcset=\"/a.jpg 600w\"><img src=\"/loading.gif\">",
        "<img src=\"/a.jpg\"><img src=\"/loading.gif\">",
    );
    let data = format!("data:image/png;base64,{}", "A".repeat(400));
    check(
        &format!("<img src=\"{data}\">"),
        &format!("<img src=\"{data}\">"),
    );
    check(&format!("a<img src=\"{gif}\">b"), "ab");
    check("<img src=\"\" alt=\"Sơ đồ\">", "<img alt=\"Sơ đồ\">");
}

#[test]
fn a_picture_for_browsers_without_scripts_is_shown_once() {
    check(
        "<img src=\"/loading.gif\" data-lazy-src=\"/a.jpg\" alt=\"\"><noscript><img src=\"/a.jpg\" alt=\"Chợ\"></noscript><p>Chữ.</p>",
        "<img src=\"/a.jpg\" alt=\"Chợ\"><p>Chữ.</p>",
    );
    check(
        "<noscript><p>Cần script. <img src=\"/a.jpg\" alt=\"Chợ\"></p></noscript> <img data-src=\"/a-300.jpg\" alt=\"Chợ\">",
        "<img src=\"/a.jpg\" alt=\"Chợ\"> ",
    );
    check(
        "<p><img class=\"x\" alt=\"Chợ\"></p><noscript><img src=\"/a.jpg\"></noscript><img src=\"/b.jpg\">",
        "<p><img alt=\"Chợ\"></p><img src=\"/a.jpg\"><img src=\"/b.jpg\">",
    );
    check(
        "<p><img data-src=\"/a.jpg\"></p><noscript><img src=\"/a.jpg\"></noscript><img src=\"/a.jpg\">",
        "<p><img src=\"/a.jpg\"></p><img src=\"/a.jpg\">",
    );
}

#[test]
fn emoji_are_characters() {
    check(
        "Lúa <img src=\"https://s.w.org/images/core/emoji/14.0.0/72x72/1f33e.png\" alt=\"🌾\" class=\"wp-smiley\">!",
        "Lúa 🌾!",
    );
    check("<img class=\"emoji a\" alt=\"&lt;3\" src=x>", "&lt;3");
    check(
        "<img class=\"emoji\" src=\"/x.png\">",
        "<img src=\"/x.png\">",
    );
    check(
        "<img class=\"emojis\" alt=\"b\" src=\"/x.png\">",
        "<img src=\"/x.png\" alt=\"b\">",
    );
}

#[test]
fn the_rest_stays_as_it_is() {
    check(
        "<p class='a \"b\"'>1 < 2 &amp; 3</p><!-- c --><x-y z>",
        "<p class=\"a &quot;b&quot;\">1 &lt; 2 &amp; 3</p><x-y z=\"\">",
    );
    check("<script>if (a<b) { \"<p>\" }</script>a", "a");
    check("a</P>b", "a</p>b");
}

#[test]
fn a_frame_is_a_link_in_a_paragraph() {
    let link = "<a href=\"https://www.youtube.com/watch?v=A\">Xem video trên YouTube</a>";
    let frame = "<iframe src=\"https://www.youtube.com/embed/A\">Trình duyệt cũ</iframe>";
    check(
        &format!("<p>Phim: {frame}</p>"),
        &format!("<p>Phim: {link}</p>"),
    );
    check(
        &format!("<div>{frame}</div>"),
        &format!("<div><p>{link}</p></div>"),
    );
    check(
        &format!("<p>a<div>{frame}</div>"),
        &format!("<p>a<div><p>{link}</p></div>"),
    );
    check(
        "<iframe data-src=\"https://www.youtube.com/embed/A\"></iframe><noscript><iframe src=\"https://www.youtube.com/embed/A\"></iframe></noscript><p>Hết.</p>",
        &format!("<p>{link}</p><p>Hết.</p>"),
    );
    check(
        "<iframe src=\"https://www.youtube.com/embed/A\"/>b",
        &format!("<p>{link}</p>b"),
    );
    check("<iframe width=\"0\" src=\"https://b.vn/\"></iframe>b", "b");
}

#[test]
fn an_object_is_what_it_holds_or_a_link() {
    check(
        "<object data=\"/a.pdf\" type=\"application/pdf\"><a href=\"/a.pdf\">Tải tệp</a></object>b",
        "<a href=\"/a.pdf\">Tải tệp</a>b",
    );
    check(
        "<p><object data=\"/a.pdf\"></object>b",
        "<p><a href=\"https://a.vn/a.pdf\">Xem tài liệu</a>b",
    );
    check(
        "<p><object><param name=\"movie\" value=\"https://www.youtube.com/v/A\"><embed src=\"https://www.youtube.com/v/A\"></object></p>",
        "<p><a href=\"https://www.youtube.com/watch?v=A\">Xem video trên YouTube</a></p>",
    );
    check(
        "<p><object data=\"/a.pdf\">",
        "<p><a href=\"https://a.vn/a.pdf\">Xem tài liệu</a>",
    );
}

#[test]
fn short_codes_go() {
    check(
        "[gallery ids=\"1\"]<p>Mã [vc_row]<b>ngắn</b>[/vc_row]</p>",
        "<p>Mã <b>ngắn</b></p>",
    );
    check(
        "[caption id=\"a\"]<img src=\"/a.jpg\"> Cầu[/caption]",
        "<img src=\"/a.jpg\"> Cầu",
    );
    check(
        "<pre>[gallery]</pre><code>[gallery]</code>[gallery]",
        "<pre>[gallery]</pre><code>[gallery]</code>",
    );
}

#[test]
fn text_of_old_fonts_is_read_where_the_font_is_named() {
    let reads = |html: &str, expected: &str| {
        let base = Url::parse("https://a.vn/").expect("an address");
        let html = crate::sanitize::sanitize(html, &Base::Address(base));
        assert_eq!(html, expected);
    };
    reads(
        "<p><font face=\".VnTime\">C&eacute;ng <b>hßa</b></font> Céng</p>",
        "<p>Cộng <b>hòa</b> Céng</p>",
    );
    reads(
        "<p style=\"color:red; FONT-FAMILY: 'VNI-Times', serif\">Vieät<br>Nam<p>Vieät",
        "<p>Việt<br>Nam</p><p>Vieät</p>",
    );
    reads(
        "<div style=\"font-family:.VnTime\">1 &lt; 2 ViÖt <span style=\"font-family:Arial\">Café</span> ViÖt</div>",
        "<div>1 &lt; 2 Việt Café Việt</div>",
    );
}

#[test]
fn a_block_for_a_file_has_one_link() {
    check(
        "<div class=\"wp-block-file\"><object class=\"wp-block-file__embed\" data=\"/a.pdf\" type=\"application/pdf\"></object>\
         <a href=\"/a.pdf\">Lịch</a><a href=\"/a.pdf\" class=\"wp-block-file__button wp-element-button\" download>Tải về</a></div><p>Chữ.</p>",
        "<div class=\"wp-block-file\"><a href=\"/a.pdf\">Lịch</a></div><p>Chữ.</p>",
    );
}
