//! The gate before forms: the proof of work, and each request once. Here a form without a route knocks; `abuse.rs` tries
//! the routes.

use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use bangtin_rig::solve;
use bangtin_service::client_address::ClientAddress;
use bangtin_service::gate::{Entry, Proof, Sent};
use bangtin_service::http::Answer;
use bangtin_service::random::random_id;
use bangtin_service::store::Write;
use bangtin_service::{App, Problem};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::harness::ORIGIN;
use crate::on_both;

on_both! {
    async fn a_solved_challenge_opens_once(trial: Trial) {
        let proof = trial.proof().await;
        let first = Knock::with(&proof).on(&trial.app).await;
        assert_eq!(first.expect("let in").status, StatusCode::ACCEPTED);
        refused(Knock::with(&proof).on(&trial.app).await, 409, "challenge_used");
        trial.end().await;
    }

    async fn of_many_who_bring_the_same_proof_at_once_one_comes_in(trial: Trial) {
        let proof = trial.proof().await;
        let answers = at_once(&trial.app, 8, |_| Knock::with(&proof)).await;
        let (let_in, others): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!(let_in.len(), 1);
        for other in others {
            refused(other, 409, "challenge_used");
        }
        trial.end().await;
    }

    async fn a_proof_that_was_not_made_as_asked_does_not_open(trial: Trial) {
        let proof = trial.proof().await;
        let wrong: [(&str, Change); 11] = [
            ("another signature", |p| p["challenge"]["signature"] = "00".repeat(32).into()),
            ("no signature", |p| { p["challenge"].as_object_mut().map(|c| c.remove("signature")); }),
            ("an empty signature", |p| p["challenge"]["signature"] = "".into()),
            ("another end", |p| p["challenge"]["parameters"]["expiresAt"] = 9_999_999_999_i64.into()),
            ("another nonce", |p| p["challenge"]["parameters"]["nonce"] = "ab".repeat(16).into()),
            ("another site", |p| p["challenge"]["parameters"]["data"]["site"] = "xa-khac".into()),
            ("an earlier time", |p| p["challenge"]["parameters"]["data"]["issued"] = 0.into()),
            ("another algorithm", |p| p["challenge"]["parameters"]["algorithm"] = "SHA-512".into()),
            ("lower cost", |p| p["challenge"]["parameters"]["cost"] = 0.into()),
            ("less to find", |p| p["challenge"]["parameters"]["keyPrefix"] = "".into()),
            ("another solution", |p| p["solution"]["derivedKey"] = "00".repeat(32).into()),
        ];
        for (what, change) in wrong {
            let answer = Knock::with(&changed(&proof, change)).on(&trial.app).await;
            assert_eq!(answer.as_ref().map_err(Problem::code), Err("challenge_wrong"), "{what}");
            refused(answer, 422, "challenge_wrong");
        }
        for missing in ["", "%%%", "bm90IEpTT04=", "e30="] {
            refused(Knock::with(missing).on(&trial.app).await, 422, "challenge_missing");
        }
        let untouched = Knock::with(&changed(&proof, |_| ())).on(&trial.app).await;
        assert!(untouched.is_ok(), "the proof itself was good");
        trial.end().await;
    }

    async fn a_form_is_as_old_as_a_person_needs_and_no_older_than_an_hour(trial: Trial) {
        let challenge = trial.get("~/challenge").await.text().await.expect("a challenge");
        let early = solve(&challenge);
        refused(Knock::with(&early).on(&trial.app).await, 422, "too_fast");
        trial.clock.advance(Duration::from_secs(60 * 60 + 1));
        refused(Knock::with(&early).on(&trial.app).await, 422, "challenge_expired");
        trial.end().await;
    }

    /// Of 60 challenges that end by luck alone, it happens once in 6,000 times that none takes longer.
    async fn a_proof_takes_no_more_tries_than_512(trial: Trial) {
        let mut most = 0;
        for _ in 0..60 {
            let proof = STANDARD.decode(trial.proof().await).expect("base64");
            let proof: Value = serde_json::from_slice(&proof).expect("JSON");
            most = most.max(proof["solution"]["counter"].as_u64().expect("a counter"));
        }
        println!("the longest of 60 took {most} tries");
        assert!(most < 512, "{most}");
        trial.end().await;
    }

    async fn a_slow_device_may_wait_in_place_of_the_work(trial: Trial) {
        let asked = trial.get("~/challenge?slow=true").await.text().await.expect("a challenge");
        let shown: Value = serde_json::from_str(&asked).expect("JSON");
        assert_eq!(shown["parameters"]["cost"], 1);
        assert_eq!(shown["parameters"]["data"]["wait"], 30_000);
        let proof = solve(&asked);
        trial.clock.advance(Duration::from_secs(29));
        refused(Knock::with(&proof).on(&trial.app).await, 422, "too_fast");
        let wrong: [Change; 2] = [
            |p| p["challenge"]["parameters"]["data"]["wait"] = 2_000.into(),
            |p| { p["challenge"]["parameters"]["data"].as_object_mut().map(|data| data.remove("wait")); },
        ];
        for change in wrong {
            refused(Knock::with(&changed(&proof, change)).on(&trial.app).await, 422, "challenge_wrong");
        }
        trial.clock.advance(Duration::from_secs(1));
        assert!(Knock::with(&proof).on(&trial.app).await.is_ok(), "it has waited");
        refused(Knock::with(&proof).on(&trial.app).await, 409, "challenge_used");
        assert_eq!(trial.get("~/challenge?slow=maybe").await.status(), 400);
        trial.end().await;
    }

    async fn who_fills_in_the_hidden_field_is_not_let_in(trial: Trial) {
        let proof = trial.proof().await;
        let filled = Knock { website: "https://spam.example".into(), ..Knock::with(&proof) };
        let trapped = filled.on(&trial.app).await;
        let told = bangtin_model::answers::Problem::from(trapped.clone().expect_err("not let in"));
        assert!(told.detail.expect("a sentence").contains("empty it"), "it says what to do");
        refused(trapped, 422, "honeypot");
        assert!(Knock::with(&proof).on(&trial.app).await.is_ok(), "the proof was not spent by that");
        trial.end().await;
    }

    async fn a_key_gets_the_same_answer_without_a_new_proof(trial: Trial) {
        let first = Knock { key: Some("k".into()), ..Knock::with(&trial.proof().await) };
        let answer = first.on(&trial.app).await.expect("let in");
        let again = Knock { key: Some("k".into()), ..Knock::with("") };
        assert_eq!(again.on(&trial.app).await.expect("the same"), answer);
        let other = Knock { key: Some("k".into()), body: "other".into(), ..Knock::with(&trial.proof().await) };
        refused(other.on(&trial.app).await, 422, "idempotency_key_reused");
        let elsewhere = Knock { key: Some("k".into()), entry: Entry::Vote, ..Knock::with(&trial.proof().await) };
        assert_ne!(elsewhere.on(&trial.app).await.expect("another door"), answer);
        trial.end().await;
    }

    async fn a_key_is_kept_for_a_day(trial: Trial) {
        let first = Knock { key: Some("k".into()), ..Knock::with(&trial.proof().await) };
        let answer = first.on(&trial.app).await.expect("let in");
        trial.clock.advance(Duration::from_secs(23 * 60 * 60));
        trial.app.gate.forget().await.expect("forgets");
        let again = Knock { key: Some("k".into()), ..Knock::with("") };
        assert_eq!(again.on(&trial.app).await.expect("the same"), answer);
        trial.clock.advance(Duration::from_secs(2 * 60 * 60));
        trial.app.gate.forget().await.expect("forgets");
        refused(again.on(&trial.app).await, 422, "challenge_missing");
        trial.end().await;
    }

    async fn of_twins_at_once_one_acts_and_all_get_its_answer(trial: Trial) {
        let mut proofs = Vec::new();
        for _ in 0..8 {
            proofs.push(trial.proof().await);
        }
        let twin = |place: usize| Knock { key: Some("twins".into()), ..Knock::with(&proofs[place]) };
        let mut answers: Vec<_> = at_once(&trial.app, 8, twin)
            .await
            .into_iter()
            .map(|answer| answer.expect("each twin gets an answer"))
            .collect();
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
        trial.end().await;
    }

    async fn a_key_must_be_visible_and_short(trial: Trial) {
        let proof = trial.proof().await;
        for key in [String::new(), "a".repeat(129), "một".into()] {
            let wrong = Knock { key: Some(key), ..Knock::with(&proof) };
            refused(wrong.on(&trial.app).await, 400, "bad_idempotency_key");
        }
        trial.end().await;
    }

    async fn only_pages_of_the_site_may_write(trial: Trial) {
        let proof = trial.proof().await;
        let wrong = ["https://evil.example", "null", "http://songba.example.gov.vn", "https://songba.example.gov.vn.evil.example",
            "https://songba.example.gov.vn:8443", "https://SONGBA.example.gov.vn", ""];
        for origin in wrong {
            let stranger = Knock { origin: Some(origin.into()), ..Knock::with(&proof) };
            refused(stranger.on(&trial.app).await, 403, "wrong_origin");
        }
        let nameless = Knock { origin: None, ..Knock::with(&proof) };
        refused(nameless.on(&trial.app).await, 403, "wrong_origin");
        let own = Knock { origin: Some(trial.app.public_url.clone()), ..Knock::with(&proof) };
        assert!(own.on(&trial.app).await.is_ok(), "the pages that mails link to");
        trial.end().await;
    }
}

/// Waiting costs a program nothing, so few may: of a network, and of all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn few_challenges_are_given_that_cost_no_work() {
    use crate::harness::{Database, Trial};
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
        settings.limits.challenge_cost = 2;
        settings.limits.slow_forms_per_hour = 2;
        settings.limits.slow_forms_per_hour_in_all = 3;
    })
    .await;
    let ask = async |address: &str, query: &str| {
        let request = trial.request(reqwest::Method::GET, &format!("~/challenge{query}"));
        let answer = request.header("x-forwarded-for", address).send().await;
        answer.expect("an answer")
    };
    const SLOW: &str = "?slow=true";
    for _ in 0..2 {
        assert_eq!(ask("113.160.7.20", SLOW).await.status(), 200);
    }
    let refused = ask("113.160.7.21", SLOW).await;
    assert_eq!(refused.status(), 429, "the same network");
    let wait: u64 = refused.headers()["retry-after"]
        .to_str()
        .expect("text")
        .parse()
        .expect("seconds");
    assert!((1..=1_800).contains(&wait), "{wait}");
    assert_eq!(ask("113.160.8.20", SLOW).await.status(), 200);
    assert_eq!(
        ask("113.160.9.20", SLOW).await.status(),
        429,
        "all together"
    );
    for address in ["113.160.7.20", "113.160.9.20"] {
        assert_eq!(ask(address, "").await.status(), 200, "who works is let in");
    }
    let work: Value = ask("113.160.7.20", "?slow=false")
        .await
        .json()
        .await
        .expect("JSON");
    assert_eq!(work["parameters"]["cost"], 2);
    trial.end().await;
}

/// Who has a challenge from before the wave is let in with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wave_of_forms_costs_more_work() {
    use crate::harness::{Database, Trial};
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.limits.challenge_cost = 3;
        settings.limits.calm_forms_per_minute = 2;
    })
    .await;
    let cost = async || {
        let challenge = trial.get("~/challenge").await;
        let challenge: Value = challenge.json().await.expect("JSON");
        challenge["parameters"]["cost"].as_u64().expect("a cost")
    };
    let next_minute = || {
        let left = 60_000 - trial.clock.now_ms().rem_euclid(60_000);
        trial
            .clock
            .advance(Duration::from_millis(left.unsigned_abs()));
    };
    next_minute();
    let before = trial.proof().await;
    for (forms, costs) in [(1, 3), (3, 6), (2, 9)] {
        for _ in 0..forms {
            let proof = trial.proof().await;
            assert!(Knock::with(&proof).on(&trial.app).await.is_ok());
        }
        assert_eq!(cost().await, costs);
    }
    assert!(Knock::with(&before).on(&trial.app).await.is_ok());
    refused(
        Knock::with(&before).on(&trial.app).await,
        409,
        "challenge_used",
    );
    next_minute();
    assert_eq!(cost().await, 9, "the minute after");
    next_minute();
    assert_eq!(cost().await, 3);
    let easy: Value = trial
        .get("~/challenge?slow=true")
        .await
        .json()
        .await
        .expect("JSON");
    assert_eq!(easy["parameters"]["cost"], 1, "who waits works no more");
    trial.end().await;
}

/// A cheaper challenge of the same service, from before its settings were changed, is not taken.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_cost_is_what_the_settings_say_now() {
    use crate::harness::{Database, Trial};
    let of_cost = async |cost| {
        Trial::with(Database::Sqlite, |settings| {
            settings.secret = Some("one secret for both".into());
            settings.limits.challenge_cost = cost;
        })
        .await
    };
    let (cheap, dear) = (of_cost(1).await, of_cost(2).await);
    let proof = cheap.proof().await;
    dear.clock.advance(Duration::from_secs(3));
    refused(
        Knock::with(&proof).on(&dear.app).await,
        422,
        "challenge_wrong",
    );
    let proof = dear.proof().await;
    assert!(Knock::with(&proof).on(&dear.app).await.is_ok());
    cheap.end().await;
    dear.end().await;
}

/// A form as a route would hand it to the gate.
#[derive(Clone)]
struct Knock {
    entry: Entry,
    origin: Option<String>,
    key: Option<String>,
    proof: String,
    website: String,
    body: String,
}

impl Knock {
    fn with(proof: &str) -> Self {
        Self {
            entry: Entry::Comment,
            origin: Some(ORIGIN.into()),
            key: None,
            proof: proof.into(),
            website: String::new(),
            body: "the same".into(),
        }
    }

    /// What a route does; its answer tells one act from another.
    async fn on(&self, app: &App) -> Result<Answer, Problem> {
        let site = app.settings.site("xa-song-ba").expect("the trial's site");
        let from = ClientAddress([203, 0, 113, 9].into());
        let mut headers = HeaderMap::new();
        let named = [("origin", &self.origin), ("idempotency-key", &self.key)];
        for (name, value) in named {
            if let Some(value) = value {
                headers.insert(name, value.parse().expect("a header"));
            }
        }
        let proof = Proof {
            proof: self.proof.clone(),
            website: self.website.clone(),
        };
        let sent = Sent {
            site,
            entry: self.entry,
            from,
            headers: &headers,
            proof: &proof,
            fields: self.body.as_bytes(),
        };
        let act =
            async |_: &mut Write| Answer::new(StatusCode::ACCEPTED, &json!({ "act": random_id() }));
        app.gate.once(sent, act).await
    }
}

async fn at_once(
    app: &App,
    count: usize,
    knock: impl Fn(usize) -> Knock,
) -> Vec<Result<Answer, Problem>> {
    let mut tasks = tokio::task::JoinSet::new();
    for place in 0..count {
        let (app, knock) = (app.clone(), knock(place));
        tasks.spawn(async move { knock.on(&app).await });
    }
    tasks.join_all().await
}

/// What somebody does to a proof.
type Change = fn(&mut Value);

/// The proof with a change in its JSON.
fn changed(proof: &str, change: Change) -> String {
    let json = STANDARD.decode(proof).expect("base64");
    let mut payload: Value = serde_json::from_slice(&json).expect("JSON");
    change(&mut payload);
    STANDARD.encode(payload.to_string())
}

#[track_caller]
fn refused(answer: Result<Answer, Problem>, status: u16, code: &str) {
    let problem = answer.expect_err("a refusal");
    assert_eq!((problem.status().as_u16(), problem.code()), (status, code));
}
