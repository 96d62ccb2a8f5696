//! What the service writes with serde is what the kit reads from the same types.

use super::*;
use crate::FromNode;
use serde_json::{Value, json};

fn comes_back<T>(value: T)
where
    T: FromNode + serde::Serialize + PartialEq + std::fmt::Debug,
{
    let written = serde_json::to_value(&value).unwrap();
    assert_eq!(T::from_node(&&written).as_ref(), Some(&value), "{written}");
}

fn comment(id: &str) -> Comment {
    Comment {
        id: id.into(),
        name: "Bà Năm".into(),
        text: "Dòng một\nDòng hai".into(),
        created: "2026-11-18T09:30:05+07:00".into(),
        official: (id == "a").then(|| OfficialAnswer {
            name: "Xã Sông Ba".into(),
            text: "Cảm ơn bà.".into(),
            created: "2026-11-19T08:00:00+07:00".into(),
        }),
        note: None,
    }
}

fn alert(level: AlertLevel) -> Alert {
    let told = level > AlertLevel::Notice;
    Alert {
        id: "a".into(),
        level,
        title: "Lũ trên sông Ba".into(),
        text: told.then(|| "Bà con rời vùng trũng.".into()),
        url: told.then(|| "/tin/42".into()),
        begins: told.then(|| "2026-11-18T09:30:05+07:00".into()),
        ends: "2026-11-19T09:30:05+07:00".into(),
    }
}

#[test]
fn every_answer_is_read_as_it_was_written() {
    let thread = CommentThread {
        comment: comment("a"),
        reply_count: 21,
        replies: vec![comment("b")],
        is_closed: false,
    };
    let own = OwnComment {
        comment: comment("c"),
        parent: Some("a".into()),
        state: CommentState::Rejected,
        answer_mail_token: Some("t".into()),
    };
    comes_back(CommentPage {
        page: "tin-42".into(),
        count: 3,
        comments: vec![thread],
        next: Some("x".into()),
        closed: Some("Trang này không nhận ý kiến.".into()),
        mine: vec![own],
    });
    comes_back(CommentPage::default());
    comes_back(Alerts {
        alerts: AlertLevel::ALL.map(alert).into(),
    });
    comes_back(AddedComment {
        id: "a".into(),
        state: CommentState::Pending,
        token: "t".into(),
        answer_mail_token: None,
    });
    comes_back(Counters {
        today: Some(146),
        total: Some(1_832_541),
        views: Some(Views {
            today: 1,
            month: 2,
            total: 3,
        }),
        ..Counters::default()
    });
    let rating = MeanRating {
        value: 4.56,
        count: 12,
    };
    comes_back(PageFigures {
        views: Some(447),
        rating: Some(rating),
        comments: Some(CommentCount { count: 3 }),
    });
    comes_back(Rated {
        rating,
        mine: 5,
        voter: "v".into(),
    });
    comes_back(NewVoter { voter: "v".into() });
    let results = PollResults {
        id: "p".into(),
        question: "Có hài lòng?".into(),
        multiple: true,
        opens: Some("2026-11-01".into()),
        closes: None,
        closed: false,
        options: vec![OptionVotes {
            id: "co".into(),
            text: "Có".into(),
            votes: 7,
        }],
        voters: 9,
    };
    comes_back(results.clone());
    comes_back(Voted {
        results,
        mine: vec!["co".into()],
        voter: "v".into(),
    });
    comes_back(SubscriptionNotice {
        rights: vec!["Xem".into()],
        topics: vec![SubscriptionTopic {
            id: "tb".into(),
            name: "Thông báo".into(),
        }],
        ..SubscriptionNotice::default()
    });
    comes_back(Problem {
        kind: Some("about:blank".into()),
        status: Some(422),
        code: "invalid_fields".into(),
        errors: vec![FieldError {
            field: "name".into(),
            code: "required".into(),
        }],
        retry_after: Some(60),
        telephone: Some("0269 3824 404".into()),
        ..Problem::default()
    });
}

#[test]
fn a_state_has_one_name_everywhere() {
    for state in CommentState::ALL {
        comes_back(state);
        assert_eq!(serde_json::to_value(state).unwrap(), state.name());
        assert_eq!(CommentState::named(state.name()), Some(state));
    }
    assert_eq!(CommentState::named("Spam"), None);
}

#[test]
fn rates_and_weather_are_read_as_they_were_written() {
    comes_back(Rates {
        source: "Ngân hàng A".into(),
        as_of: "2026-11-18T09:30:05+07:00".into(),
        stated: None,
        rates: vec![Rate {
            currency: "JPY".into(),
            name: "Yên Nhật".into(),
            transfer: Some(165.95),
            ..Rate::default()
        }],
    });
    let sky = Some(Sky {
        code: 95,
        text_vi: "Dông".into(),
        text_en: "Thunderstorm".into(),
    });
    let day = |sky| ForecastDay {
        date: "2026-11-18".into(),
        min: -1.5,
        max: 8.0,
        rain: Some(0.0),
        sky,
    };
    comes_back(Weather {
        place: "lao-cai".into(),
        name: "Lào Cai".into(),
        source: "Trạm".into(),
        as_of: "2026-11-18T09:30:05+07:00".into(),
        current: CurrentWeather {
            temperature: 3.2,
            humidity: None,
            wind: Some(9.5),
            sky: sky.clone(),
        },
        days: vec![day(sky), day(None)],
    });
    let places = WeatherPlaces::from_node(
        &&json!({"places": [{"id": "hue", "name": "Huế", "latitude": 16.46}, {"id": "x"}]}),
    );
    let hue = WeatherPlace {
        id: "hue".into(),
        name: "Huế".into(),
    };
    assert_eq!(places.unwrap().places, [hue]);
}

#[test]
fn what_is_bad_costs_itself_and_not_the_rest() {
    let check = |answer: Value, expected: Option<(u64, usize)>| {
        let page = CommentPage::from_node(&&answer);
        assert_eq!(
            page.map(|page| (page.count, page.comments.len())),
            expected,
            "{answer}"
        );
    };
    let whole = json!({"id": "a", "name": "An", "text": "Chữ", "created": "", "reply_count": 0, "replies": []});
    check(
        json!({"page": "p", "count": 2, "comments": [whole, {"id": "b"}, null, 7]}),
        Some((2, 1)),
    );
    check(
        json!({"page": "p", "count": "1.832", "next": 7}),
        Some((1832, 0)),
    );
    check(json!({"page": "p", "comments": []}), None);
    check(json!([]), None);
    check(json!("trang"), None);
}
