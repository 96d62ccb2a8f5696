//! Reading an article aloud.

use bangtin_e2e::{Case, EVERYWHERE, Feed, Item, Page, cases};
use serde_json::{Value, json};

pub(crate) const CASES: &[Case] = cases!("speech";
    EVERYWHERE =>
        a_button_without_a_voice_is_not_offered_and_one_sentence_says_why,
        each_sentence_is_marked_while_it_is_read_and_reading_can_be_stopped,
        a_voice_that_the_browser_lists_late_is_offered,
        what_the_publisher_recorded_is_played_where_there_is_no_voice,
        an_article_that_goes_falls_silent;
);

/// A device whose voices speak these languages, listed after so many milliseconds. It reads when the test says so.
pub(crate) fn device(languages: &[&str], after: u32) -> String {
    let voices = json!(
        languages
            .iter()
            .map(|lang| json!({ "lang": lang, "name": lang }))
            .collect::<Vec<_>>()
    );
    format!(
        "<script>{{
            const queue = [];
            const from = performance.now();
            window.spoken = queue;
            window.SpeechSynthesisUtterance = class {{ constructor(text) {{ this.text = text }} }};
            const synth = {{
                getVoices: () => (performance.now() - from < {after} ? [] : {voices}),
                speak: (part) => queue.push(part),
                cancel: () => {{ for (const part of queue.splice(0)) part.onerror?.({{ error: 'canceled' }}) }},
            }};
            Object.defineProperty(window, 'speechSynthesis', {{ value: synth, configurable: true }});
            window.begin = () => queue[0].onstart();
            window.goOn = () => {{ queue.shift().onend(); queue[0]?.onstart() }};
        }}</script>"
    )
}

pub(crate) const NO_SPEECH: &str = "<script>delete window.speechSynthesis; Object.defineProperty(window, 'speechSynthesis', { value: undefined });</script>";

fn show(page: &Page<'_>, head: &str, item: Item) {
    page.feed("bai.json", &Feed::new().with(item));
    page.show(&format!(
        "{head}<bangtin-article src='/made/bai.json' item='bai'></bangtin-article>"
    ));
    page.wait_state("bangtin-article", "ready");
}

fn item() -> Item {
    Item::new("bai", "Giá lúa tăng").body(
        "<p>Giá lúa là 7.200 đồng. Bà con <b>bán ngay. Thương</b> lái chờ!</p><ul><li><p>Ngày 18.11.2026 họp.</p></li></ul>",
    )
}

const BUTTON: &str = "bangtin-article >>> [data-tool=speak]";
const WHY: &str = "bangtin-article >>> [part=silent]";

fn a_button_without_a_voice_is_not_offered_and_one_sentence_says_why(page: &Page<'_>) {
    for head in [NO_SPEECH.to_owned(), device(&["en-US", "fr-FR"], 0)] {
        show(page, &head, item());
        page.wait_for(WHY);
        assert_eq!(
            page.text(WHY),
            "Máy này chưa có giọng đọc tiếng Việt nên chưa nghe bài viết được."
        );
        assert!(!page.has(BUTTON));
    }
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn marked(page: &Page<'_>) -> Value {
    page.js(
        "const block = deep('bangtin-article >>> [data-spoken]');
         const [range] = window.Highlight ? [...CSS.highlights.get('bangtin-spoken') ?? []] : [];
         return [block?.localName ?? null, window.Highlight ? range?.toString() ?? null : 'not in this browser']",
        json!([]),
    )
}

fn each_sentence_is_marked_while_it_is_read_and_reading_can_be_stopped(page: &Page<'_>) {
    show(page, &device(&["en-US", "vi_VN"], 0), item());
    page.wait_for(BUTTON);
    assert!(!page.has(WHY));
    page.click(BUTTON);
    page.until("the button stops it", || page.text(BUTTON) == "Dừng đọc");
    let texts: Vec<String> = page.js("return spoken.map((part) => part.text)", json!([]));
    assert_eq!(
        texts,
        [
            "Giá lúa tăng",
            "Giá lúa là 7.200 đồng.",
            "Bà con bán ngay.",
            "Thương lái chờ!",
            "Ngày 18.11.2026 họp.",
        ]
    );
    let has_marks: bool = page.js("return !!window.Highlight", json!([]));
    let sentence = |text: &str| {
        json!(if has_marks {
            text
        } else {
            "not in this browser"
        })
    };
    page.js::<()>("begin()", json!([]));
    page.until("the title is marked", || {
        marked(page)[0]
            .as_str()
            .is_some_and(|name| name.starts_with('h'))
    });
    page.js::<()>("goOn(); goOn(); goOn()", json!([]));
    assert_eq!(marked(page), json!(["p", sentence("Thương lái chờ!")]));
    page.screenshot("article-spoken");
    page.click(BUTTON);
    page.until("it is silent", || page.text(BUTTON) == "Nghe bài viết");
    assert_eq!(page.js::<usize>("return spoken.length", json!([])), 0);
    assert_eq!(marked(page)[0], Value::Null);
    // To the end.
    page.click(BUTTON);
    page.until("it reads again", || page.text(BUTTON) == "Dừng đọc");
    page.js::<()>("begin(); while (spoken.length) goOn()", json!([]));
    page.until("it has ended", || page.text(BUTTON) == "Nghe bài viết");
    assert_eq!(marked(page)[0], Value::Null);
}

fn a_voice_that_the_browser_lists_late_is_offered(page: &Page<'_>) {
    show(page, &device(&["vi-VN"], 1_500), item());
    page.wait_for(BUTTON);
    assert!(!page.has(WHY));
}

fn what_the_publisher_recorded_is_played_where_there_is_no_voice(page: &Page<'_>) {
    let recorded = item().extra(
        "media",
        json!([{ "type": "audio", "url": "/made/ban-doc.mp3", "caption": "Bản đọc của đài xã" }]),
    );
    let player = "<script>HTMLMediaElement.prototype.play = async function () { window.playing = new URL(this.src).pathname };
        HTMLMediaElement.prototype.pause = function () { window.playing = undefined; this.dispatchEvent(new Event('pause')) };</script>";
    show(page, &format!("{NO_SPEECH}{player}"), recorded);
    page.wait_for(BUTTON);
    page.click(BUTTON);
    page.until("it plays", || {
        page.js::<Option<String>>("return window.playing ?? null", json!([]))
            .as_deref()
            == Some("/made/ban-doc.mp3")
    });
    assert_eq!(page.text(BUTTON), "Dừng đọc");
    page.click(BUTTON);
    page.until("it is silent", || {
        page.js::<bool>("return !window.playing", json!([])) && page.text(BUTTON) == "Nghe bài viết"
    });
    assert!(!page.has(WHY));
}

fn an_article_that_goes_falls_silent(page: &Page<'_>) {
    show(page, &device(&["vi-VN"], 0), item());
    page.wait_for(BUTTON);
    page.click(BUTTON);
    page.until("it reads", || page.text(BUTTON) == "Dừng đọc");
    page.js::<()>(
        "document.querySelector('bangtin-article').remove()",
        json!([]),
    );
    page.until("it is silent", || {
        page.js::<usize>("return spoken.length", json!([])) == 0
    });
}
