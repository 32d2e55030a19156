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
async fn the_document_names_every_route_of_the_api_and_no_other() {
    let document = server::openapi();
    let routes = server::routes();
    let api: Vec<&str> = routes
        .table()
        .iter()
        .map(|route| route.path)
        .filter(|path| path.starts_with("/api/v1/") && *path != "/api/v1/openapi.json")
        .collect();
    for path in &api {
        assert!(document.contains(&format!("\"{path}\": {{")), "{path}");
    }
    assert_eq!(document.matches("\"/api/v1/").count(), api.len());
}

#[tokio::test]
async fn a_unit_in_the_api_is_head_or_deputy_in_the_years_in_which_it_was() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        for (unit, role) in [
            ("bac-lieu", "Cụm trưởng"),
            ("ben-tre", "Cụm phó"),
            ("ca-mau", "Thành viên"),
        ] {
            let answer = visitor.get(&format!("/api/v1/don-vi/{unit}")).await;
            let said = format!("\"role\":\"{role}\"");
            assert!(answer.body.contains(&said), "{unit}: {}", answer.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_unit_in_the_api_has_its_names_its_predecessors_and_their_awards() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let all = visitor.get("/api/v1/don-vi").await;
        assert_eq!(all.status, StatusCode::OK);
        assert_eq!(all.body.matches("\"kind\":\"Trường chính trị\"").count(), 14);
        let unit = visitor.get("/api/v1/don-vi/vinh-long").await;
        for said in [
            "\"valid_to\":\"2025-06-30\"",
            "\"name_unknown_since\":\"2025-07-01\"",
            "{\"unit\":{\"slug\":\"ben-tre\",\"name\":\"Trường Chính trị tỉnh Bến Tre\"},\"on\":\"2025-07-01\"}",
            "\"unit\":\"Trường Chính trị tỉnh Bến Tre\",\"of_predecessor\":true",
        ] {
            assert!(unit.body.contains(said), "{said}\n{}", unit.body);
        }
        let merged = visitor.get("/api/v1/don-vi/kien-giang").await;
        assert!(merged.body.contains("\"merged_into\":{\"unit\":{\"slug\":\"an-giang\""));
        let unknown = visitor.get("/api/v1/don-vi/khong-co").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn directives_heads_and_outcome_of_2021_are_in_the_api_without_a_vote_count() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let papers = visitor.get("/api/v1/nam/2021-cum-9/van-ban").await;
        assert_eq!(papers.body.matches("\"symbol\":").count(), 7);
        assert!(papers.body.contains("\"symbol\":\"550-QĐ/HVCTQG\""));
        assert!(!papers.body.contains("person:"));
        let heads = visitor.get("/api/v1/nam/2021-cum-9/cum-truong").await;
        assert!(
            heads.body.contains("\"role\":\"Cụm trưởng\"") && heads.body.contains("683-QĐ/HVCTQG"),
            "{}",
            heads.body
        );
        let outcome = visitor.get("/api/v1/nam/2021-cum-9/ket-qua").await;
        assert_eq!(
            outcome.body.matches("Đề nghị, chưa có quyết định").count(),
            3
        );
        assert_eq!(outcome.body.matches("\"for_year\":2022").count(), 3);
        assert!(!outcome.body.contains("votes"));
    })
    .await;
}

#[tokio::test]
async fn people_read_the_api_on_a_page_made_from_its_document() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get("/api").await;
        assert_eq!(page.status, StatusCode::OK);
        for path in [
            "/api/v1/nam",
            "/api/v1/nam/{year}/so-lieu",
            "/api/v1/don-vi/{unit}",
        ] {
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
