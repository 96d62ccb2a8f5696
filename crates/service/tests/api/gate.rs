//! The gate before forms, and what all answers have in common.

use reqwest::StatusCode;

use crate::on_both;

on_both! {
    async fn a_challenge_is_made_for_a_site_and_not_for_another(trial: Trial) {
        assert_eq!(trial.get("~/challenge").await.status(), StatusCode::OK);
        assert_eq!(trial.get("/v1/sites/xa-khac/challenge").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(trial.get("/readyz").await.status(), StatusCode::OK);
        trial.end().await;
    }
}
