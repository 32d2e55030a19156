//! The API that programs read.

use axum::http::{StatusCode, header};
use testkit::{Who, on_both, on_both_published};

#[tokio::test]
async fn the_api_lists_a_year_with_its_twelve_members_and_recognised_heads() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let years = visitor.get("/api/v1/nam").await;
        assert_eq!(years.status, StatusCode::OK);
        assert!(years.body.contains("\"slug\":\"2021-cum-9\""));
        let year = visitor.get("/api/v1/nam/2021-cum-9").await;
        assert_eq!(year.body.matches("\"role\":").count(), 12);
        assert!(year.body.contains(
            "\"name\":\"Trường Chính trị Châu Văn Đặng tỉnh Bạc Liêu\",\"role\":\"Cụm trưởng\""
        ));
    })
    .await;
}

#[tokio::test]
async fn an_unknown_year_is_an_error_in_json_that_says_what_to_do() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let answer = visitor.get("/api/v1/nam/1999-cum-9").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
        assert!(answer.body.contains("\"error\":\"Không tìm thấy trang\""));
    })
    .await;
}

#[tokio::test]
async fn every_documented_address_stands_in_the_table_of_routes() {
    let document = server::openapi();
    let routes = server::routes();
    let api: Vec<&str> = routes
        .table()
        .iter()
        .map(|route| route.path)
        .filter(|path| path.starts_with("/api/v1/nam"))
        .collect();
    assert_eq!(api.len(), 4);
    for path in api {
        assert!(document.contains(&format!("\"{path}\"")), "{path}");
    }
}

#[tokio::test]
async fn people_read_the_api_on_a_page_made_from_its_document() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get("/api").await;
        assert_eq!(page.status, StatusCode::OK);
        for path in ["/api/v1/nam", "/api/v1/nam/{year}/so-lieu"] {
            assert!(page.body.contains(path), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_research_projects_of_2021_are_45_stated_and_52_computed_in_the_api() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let all = visitor.get("/api/v1/nam/2021-cum-9/so-lieu").await;
        assert_eq!(all.status, StatusCode::OK);
        for said in [
            "\"written\":\"45\"",
            "\"formula\":\"7 + 42 + 3\"",
            "\"value\":\"52\"",
            "\"difference\":\"7\"",
            "Số liệu chênh lệch, đang rà soát",
        ] {
            assert!(all.body.contains(said), "{said}\n{}", all.body);
        }
    })
    .await;
}
