use serde_json::{Value, json};

use super::{Comments, Refused, Sent, Words, comments, refused, taken};

fn words() -> Words {
    Words {
        badge: "Huy hiệu".into(),
        pinned: "Được ghim".into(),
        picture: "[hình]".into(),
        nameless: "Không tên".into(),
        folded: "Đã thu gọn".into(),
    }
}

fn one(id: u64, to: u64, more: &Value) -> Value {
    let mut node = json!({
        "id": id, "rid": to, "content": format!("Lời {id}"), "content_marked": format!("<p>Lời {id}</p>\n"), "user_id": 7,
        "nick": format!("Người {id}"), "date": "2026-11-20 08:15:30", "badge_name": "", "badge_color": "", "visible": true,
        "is_collapsed": false, "is_pending": false, "is_pinned": false, "is_allow_reply": true, "vote_up": 0, "vote_down": 0,
    });
    for (name, value) in more.as_object().unwrap() {
        node[name] = value.clone();
    }
    node
}

fn plain(id: u64, to: u64) -> Value {
    one(id, to, &json!({}))
}

fn read(answer: &Value, offset: u64) -> Comments {
    comments(&answer, offset, &words()).unwrap()
}

fn answer(list: &[Value], roots_count: u64) -> Value {
    json!({
        "comments": list, "count": list.len(), "roots_count": roots_count,
        "page": {"id": 1, "admin_only": false, "key": "/tin/1", "url": "https://xa.example.vn/tin/1", "title": "Tin"},
    })
}

#[test]
fn threads_keep_the_servers_order_and_replies_the_oldest_first() {
    let list = [
        one(5, 0, &json!({"is_pinned": true})),
        plain(9, 0),
        // A reply to a reply stands in the same thread, and says whom it answers.
        plain(8, 7),
        plain(7, 5),
        plain(10, 9),
    ];
    let read = read(&answer(&list, 12), 10);
    let page = &read.page;
    let ids: Vec<_> = page.comments.iter().map(|one| &*one.comment.id).collect();
    assert_eq!(ids, ["5", "9"]);
    assert_eq!(page.comments[0].comment.name, "Người 5");
    assert_eq!(page.comments[0].comment.note.as_deref(), Some("Được ghim"));
    assert_eq!(page.comments[0].comment.text, "Lời 5");
    assert_eq!(
        page.comments[0].comment.created,
        "2026-11-20T08:15:30+07:00"
    );
    let replies: Vec<_> = page.comments[0]
        .replies
        .iter()
        .map(|one| &*one.text)
        .collect();
    assert_eq!(replies, ["Lời 7", "@Người 7 Lời 8"]);
    assert_eq!(page.comments[0].reply_count, 2);
    assert_eq!((page.count, page.next.as_deref()), (5, None), "12 of 12");
    assert!(!read.is_closed);
    let first = comments(&&answer(&list, 12), 0, &words()).unwrap();
    assert_eq!(first.page.next.as_deref(), Some("2"));
}

#[test]
fn who_has_a_badge_speaks_for_the_agency() {
    let badge = json!({"badge_name": "Quản trị", "is_verified": true, "nick": "UBND xã"});
    // A name that anybody can give is not proved by its badge.
    let false_badge = json!({"badge_name": "Quản trị", "is_verified": false});
    let list = [
        plain(1, 0),
        one(2, 1, &false_badge),
        one(3, 1, &badge),
        one(4, 1, &badge),
        plain(5, 3),
        one(
            6,
            0,
            &json!({"badge_name": "Quản\ntrị", "is_verified": true, "is_pinned": true}),
        ),
        one(7, 6, &badge),
        plain(8, 0),
        // Before 2.8.7 nothing says whether it was proved.
        one(9, 8, &json!({"badge_name": "Admin"})),
    ];
    let read = read(&answer(&list, 3), 0);
    let [first, second, third] = &*read.page.comments else {
        panic!("three threads");
    };
    let official = first.comment.official.as_ref().unwrap();
    assert_eq!((&*official.name, &*official.text), ("UBND xã", "Lời 3"));
    let replies: Vec<_> = first
        .replies
        .iter()
        .map(|one| (&*one.name, one.note.as_deref()))
        .collect();
    assert_eq!(
        replies,
        [
            ("Người 2", None),
            ("UBND xã", Some("Huy hiệu: Quản trị")),
            ("Người 5", None)
        ]
    );
    assert_eq!(first.replies[2].text, "@UBND xã Lời 5");
    assert_eq!(
        second.comment.note.as_deref(),
        Some("Huy hiệu: Quản trị · Được ghim")
    );
    assert!(second.comment.official.is_none() && second.replies.len() == 1);
    assert!(third.comment.official.is_none() && third.replies[0].note.is_none());
}

#[test]
fn a_name_cannot_look_like_a_badge() {
    let list = [
        one(
            1,
            0,
            &json!({"nick": "UBND xã (Quản trị)\nHuy hiệu: Quản trị"}),
        ),
        one(2, 0, &json!({"nick": "\u{202e}nảuQ\u{2066} Tư\u{200b}"})),
        one(3, 0, &json!({"nick": "\u{200b}"})),
    ];
    let read = read(&answer(&list, 3), 0);
    let names: Vec<_> = read
        .page
        .comments
        .iter()
        .map(|one| (&*one.comment.name, one.comment.note.as_deref()))
        .collect();
    assert_eq!(
        names,
        [
            ("UBND xã (Quản trị) Huy hiệu: Quản trị", None),
            ("nảuQ Tư", None),
            ("Không tên", None)
        ]
    );
}

#[test]
fn what_waits_or_takes_no_answer_is_known() {
    let pending = json!({"is_pending": true});
    let list = [
        plain(1, 0),
        one(2, 1, &pending),
        one(3, 0, &pending),
        plain(4, 3),
        one(5, 0, &json!({"is_allow_reply": false})),
    ];
    let read = read(&answer(&list, 3), 0);
    let [first, second] = &*read.page.comments else {
        panic!("{:?}", read.page.comments);
    };
    assert!(first.replies.is_empty() && !first.is_closed);
    assert!(second.is_closed);
}

#[test]
fn the_next_part_begins_behind_all_that_the_server_has_counted() {
    let list = [
        one(9, 0, &json!({"is_pinned": true})),
        one(8, 0, &json!({"visible": false})),
        // One that was taken back, and one that nobody can read.
        one(7, 0, &json!({"content_marked": "", "content": ""})),
        json!({"id": 6, "rid": 0}),
        // What is pinned may come again in its place.
        one(9, 0, &json!({"is_pinned": true})),
        plain(5, 9),
    ];
    let read = read(&answer(&list, 14), 10);
    assert_eq!(read.page.comments.len(), 1);
    assert_eq!(read.page.comments[0].replies.len(), 1);
    assert_eq!(read.page.next, None, "14 of 14");
    let first = comments(&&answer(&list, 14), 5, &words()).unwrap();
    assert_eq!(first.page.next.as_deref(), Some("9"));
}

#[test]
fn an_answer_may_have_a_smaller_number_than_what_it_answers() {
    // As where comments were brought from elsewhere.
    let list = [
        plain(2, 8),
        plain(8, 9),
        plain(9, 0),
        plain(3, 4),
        plain(4, 3),
    ];
    let read = read(&answer(&list, 1), 0);
    let replies: Vec<_> = read.page.comments[0]
        .replies
        .iter()
        .map(|one| &*one.text)
        .collect();
    assert_eq!(replies, ["@Người 8 Lời 2", "Lời 8"]);
}

#[test]
fn what_is_missing_or_wrong_costs_itself_alone() {
    for empty in [
        json!({"comments": [], "count": 0, "roots_count": 0}),
        json!({"comments": null}),
        json!({"comments": [null, 3, "x", [], {}, {"id": 0}, {"id": 4}, {"id": "x", "content": "a"}], "count": "?"}),
    ] {
        assert_eq!(read(&empty, 0), Comments::default(), "{empty}");
    }
    for other in [
        json!({"msg": "Site not found"}),
        json!([]),
        json!({"comments": {}}),
        json!(null),
        json!({"comments": "x"}),
    ] {
        assert_eq!(comments(&&other, 0, &words()), None, "{other}");
    }
    let list = [
        json!({"id": 1, "content": "Chỉ có chữ"}),
        // Circles and answers to what is not there.
        plain(3, 3),
        plain(4, 9),
        plain(9, 4),
        plain(5, 2),
        one(6, 1, &json!({"visible": false})),
        one(
            7,
            1,
            &json!({"is_collapsed": true, "nick": "  ", "date": "hôm qua"}),
        ),
        plain(1, 0),
        one(8, 0, &json!({"content_marked": "<p></p>", "content": ""})),
        one(
            10,
            0,
            &json!({"content_marked": "<p><img src=\"https://xau.example/x.png\"></p>"}),
        ),
    ];
    let read = read(&answer(&list, 50), 0);
    let [first, second] = &*read.page.comments else {
        panic!("{:?}", read.page.comments);
    };
    assert_eq!(
        (&*first.comment.name, &*first.comment.text),
        ("Không tên", "Chỉ có chữ")
    );
    assert_eq!(first.replies.len(), 1);
    assert_eq!(
        (&*first.replies[0].name, &*first.replies[0].text),
        ("Không tên", "Đã thu gọn")
    );
    assert_eq!(first.replies[0].created, "");
    assert_eq!(second.comment.text, "[hình]");
    let closed = json!({"comments": [], "page": {"admin_only": true}});
    assert!(comments(&&closed, 0, &words()).unwrap().is_closed);
}

#[test]
fn ten_thousand_are_read_at_once() {
    let mut list = vec![plain(1, 0)];
    list.extend((2..=10_000).map(|id| plain(id, id - 1)));
    list.reverse();
    let read = read(&answer(&list, 1), 0);
    assert_eq!(read.page.comments.len(), 1);
    assert_eq!(read.page.comments[0].replies.len(), 9_999);
    assert_eq!(read.page.comments[0].replies[9_998].id, "10000");
}

#[test]
fn what_was_taken_says_whether_it_waits() {
    let node = one(12, 0, &json!({"is_pending": true}));
    let (comment, waits) = taken(&&node, &words()).unwrap();
    assert_eq!(
        (&*comment.id, &*comment.text, waits),
        ("12", "Lời 12", true)
    );
    assert!(!taken(&&plain(13, 0), &words()).unwrap().1);
    assert_eq!(taken(&&json!({"msg": "Success"}), &words()), None);
}

#[test]
fn a_refusal_is_known_by_its_signs_and_never_by_its_words() {
    let check = |status, node: Value, sent, wanted: Refused| {
        assert_eq!(refused(status, &&node, sent), wanted, "{status} {node}");
    };
    let picture = "data:image/png;base64,iVBORw0KGgo=";
    check(
        403,
        json!({"msg": "x", "need_captcha": true, "img_data": picture}),
        Sent::Comment,
        Refused::Picture(picture.into()),
    );
    check(
        403,
        json!({"msg": "x", "img_data": picture}),
        Sent::Reply,
        Refused::Picture(picture.into()),
    );
    check(
        403,
        json!({"need_captcha": true, "img_data": "javascript:alert(1)"}),
        Sent::Comment,
        Refused::Elsewhere,
    );
    check(
        403,
        json!({"need_captcha": true, "iframe": true}),
        Sent::Comment,
        Refused::Elsewhere,
    );
    check(
        403,
        json!({"need_captcha": true, "iframe": true, "img_data": picture}),
        Sent::Comment,
        Refused::Elsewhere,
    );
    check(
        403,
        json!({"msg": "Verification failed", "detail": "x"}),
        Sent::Letters,
        Refused::Elsewhere,
    );
    check(
        403,
        json!({"msg": "x", "img_data": picture}),
        Sent::Letters,
        Refused::Picture(picture.into()),
    );
    check(400, json!({"msg": "x"}), Sent::Letters, Refused::Unknown);
    check(
        403,
        json!({"msg": "x", "need_login": true}),
        Sent::Comment,
        Refused::Login,
    );
    check(403, json!({"msg": "x"}), Sent::Comment, Refused::Page);
    check(
        401,
        json!({"msg": "x", "need_auth_login": true}),
        Sent::Comment,
        Refused::Elsewhere,
    );
    check(
        500,
        json!({"msg": "anonymous user is not allowed"}),
        Sent::Comment,
        Refused::Elsewhere,
    );
    check(
        500,
        json!({"msg": "Comment failed"}),
        Sent::Comment,
        Refused::Unknown,
    );
    check(
        400,
        json!({"msg": "Invalid Email"}),
        Sent::Comment,
        Refused::Mail,
    );
    check(
        400,
        json!({"msg": "Cannot reply to this comment"}),
        Sent::Reply,
        Refused::MailOrReply,
    );
    check(
        404,
        json!({"msg": "Parent comment not found"}),
        Sent::Reply,
        Refused::Reply,
    );
    check(
        404,
        json!({"msg": "Site not found", "err_no_site": true}),
        Sent::Reply,
        Refused::Page,
    );
    check(404, json!(null), Sent::Comment, Refused::Unknown);
    check(429, json!([]), Sent::Reply, Refused::TooOften);
    check(502, json!({}), Sent::Reply, Refused::Unknown);
}
