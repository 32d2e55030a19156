//! The sample year beside the published one: marked wherever it appears, and nowhere taken for a fact of the other.

use axum::http::{StatusCode, header};
use testkit::{Answer, Kind, Who, World};

/// The sample's decision that recognises the heads of 2022.
const SAMPLE_DECISION: &str = "15-QĐ/HVCTQG";

async fn both_years() -> World {
    let world = World::published(Kind::Sqlite).await;
    world.load_sample().await;
    world
}

fn is(answer: &Answer, kind: &str) -> bool {
    let found = answer.headers.get(header::CONTENT_TYPE);
    found.is_some_and(|value| value.to_str().is_ok_and(|text| text.contains(kind)))
}

#[tokio::test]
async fn every_page_export_and_answer_of_the_sample_year_says_that_it_is_one() {
    let world = both_years().await;
    let head = world.client(Who::Officer("dong-thap")).await;
    let mut marked = 0;
    for route in server::routes().table() {
        let path = route.path.replace("{year}", "2022-cum-9");
        let path = path.replace("{indicator}", "kh_total");
        let of_year = route.path.contains("{year}") && !path.contains('{');
        if route.method != "GET" || !of_year {
            continue;
        }
        let path = match path.ends_with("/tai-ve") {
            true => format!("{path}?dang=csv"),
            false => path,
        };
        let answer = head.get(&path).await;
        if answer.status != StatusCode::OK || is(&answer, "rss") {
            continue;
        }
        let mark = match is(&answer, "json") {
            true => "\"sample\":true",
            false => "Dữ liệu mẫu",
        };
        assert!(answer.body.contains(mark), "{path}: {}", answer.body);
        marked += 1;
    }
    assert!(marked > 30, "only {marked} pages were opened");
}

#[tokio::test]
async fn no_page_of_the_published_year_takes_a_sample_for_a_fact() {
    let world = both_years().await;
    for who in [Who::Visitor, Who::Head, Who::Superior] {
        let client = world.client(who).await;
        for path in [
            "/nam/2021-cum-9",
            "/nam/2021-cum-9/cum-truong",
            "/nam/2021-cum-9/hoi-nghi",
            "/nam/2021-cum-9/khen-thuong",
            "/nam/2021-cum-9/van-ban-chi-dao",
            "/nam/2021-cum-9/dang-ky",
            "/nam/2021-cum-9/so-lieu/bang",
            "/api/v1/nam/2021-cum-9/cum-truong",
        ] {
            let body = client.get(path).await.body;
            assert!(!body.contains(SAMPLE_DECISION), "{path}: {body}");
        }
    }
}
