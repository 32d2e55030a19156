//! What guards every answer: headers, limits, errors in words, and who may read the metrics.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{StatusCode, header};
use server::{App, Settings};
use testkit::{Answer, Client, PASSWORD, Who, World, on_both};

const SCREENS: [&str; 4] = [
    "/",
    "/dang-nhap",
    "/khong-co-trang-nay",
    "/assets/thidua.css",
];

#[tokio::test]
async fn every_answer_forbids_foreign_and_inline_content() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        for path in SCREENS {
            let headers = visitor.get(path).await.headers;
            let policy = headers[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .expect("text");
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(
                !policy.contains("unsafe") && !policy.contains('*'),
                "{path}: {policy}"
            );
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-opener-policy", "same-origin"),
            ] {
                assert_eq!(headers[name], value, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_of_the_office_is_kept_by_nobody() {
    on_both(async |world| {
        let officer = world.client(Who::Officer("ca-mau")).await;
        let desk = officer.get("/ban-lam-viec").await;
        assert_eq!(desk.status, StatusCode::OK);
        assert_eq!(desk.headers[header::CACHE_CONTROL], "no-store");
    })
    .await;
}

fn form(client: &Client, path: &str, body: String) -> axum::http::Request<Body> {
    let request = client.request("POST", path);
    let kind = "application/x-www-form-urlencoded";
    let request = request.header(header::CONTENT_TYPE, kind);
    request.body(Body::from(body)).expect("a request")
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused_with_413_and_says_what_to_do() {
    on_both(async |world| {
        let settings = Settings {
            upload_limit: 1024,
            ..Settings::default()
        };
        let app = with_settings(&world, settings);
        let visitor = world.client_at(&app, Who::Visitor).await;
        let body = format!("ten_dang_nhap={}", "a".repeat(2 * 1024 * 1024));
        let answer = visitor.send(form(&visitor, "/dang-nhap", body)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.body.contains("Giảm dung lượng"), "{}", answer.body);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_ended_and_the_page_says_so() {
    on_both(async |world| {
        // No time at all: whoever has to wait for the database is too slow.
        let settings = Settings {
            time_limit: Duration::ZERO,
            ..Settings::default()
        };
        let visitor = world
            .client_at(&with_settings(&world, settings), Who::Visitor)
            .await;
        let answer = visitor.get("/nam/2021-cum-9").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(
            answer.body.contains("không có gì bị ghi dở"),
            "{}",
            answer.body
        );
    })
    .await;
}

#[tokio::test]
async fn by_https_the_session_and_the_browser_stay_with_https() {
    on_both(async |world| {
        let settings = Settings {
            https: true,
            ..Settings::default()
        };
        let app = with_settings(&world, settings);
        world.client(Who::Officer("ca-mau")).await;
        let visitor = world.client_at(&app, Who::Visitor).await;
        let fields = [("ten_dang_nhap", "ca-mau.officer"), ("mat_khau", PASSWORD)];
        let answer = visitor.post("/dang-nhap", &fields).await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().expect("text");
        assert!(
            cookie.contains("Secure") && cookie.contains("HttpOnly"),
            "{cookie}"
        );
        let strict = &answer.headers[header::STRICT_TRANSPORT_SECURITY];
        assert_eq!(strict, "max-age=15552000");
    })
    .await;
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let page = "/nam/2021-cum-9/dang-ky/chu-de";
        let mut foreign = form(&head, page, "chu_de=Của người khác".into());
        let origin = "https://noi-khac.example".parse().expect("a header");
        foreign.headers_mut().insert(header::ORIGIN, origin);
        assert_eq!(head.send(foreign).await.status, StatusCode::FORBIDDEN);
        let tokenless = form(&head, page, "chu_de=Của người khác".into());
        assert_eq!(head.send(tokenless).await.status, StatusCode::FORBIDDEN);
        let themes = world.store.common_themes(&world.year.id).await;
        assert_eq!(themes.expect("readable").len(), 0);
    })
    .await;
}

fn with_settings(world: &World, settings: Settings) -> App {
    let gate = access::Gate::new().expect("the policies are valid");
    App::new(world.store.clone(), gate, settings)
}

async fn metrics(world: &World, app: &App, from: &str, token: Option<&str>) -> Answer {
    let visitor = world.client_at(app, Who::Visitor).await;
    let mut request = visitor.request("GET", "/metrics");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let peer: SocketAddr = from.parse().expect("an address");
    let request = request.extension(ConnectInfo(peer));
    visitor
        .send(request.body(Body::empty()).expect("a request"))
        .await
}

#[tokio::test]
async fn the_metrics_are_read_on_this_machine_and_nowhere_else() {
    on_both(async |world| {
        world
            .client(Who::Visitor)
            .await
            .get("/nam/2021-cum-9")
            .await;
        let here = metrics(&world, &world.app, "127.0.0.1:4000", None).await;
        assert_eq!(here.status, StatusCode::OK);
        for measured in [
            r#"thidua_requests_total{method="GET",route="/nam/{year}",status="200"} 1"#,
            r#"thidua_request_seconds_bucket{le="10.0",route="/nam/{year}"} 1"#,
            "thidua_public_pages_written_total 1\n",
            "thidua_database_connections ",
        ] {
            assert!(here.body.contains(measured), "{measured}\n{}", here.body);
        }
        let away = metrics(&world, &world.app, "192.0.2.1:4000", None).await;
        assert_eq!(away.status, StatusCode::NOT_FOUND);
        let behind_proxy = Settings {
            behind_proxy: true,
            ..Settings::default()
        };
        let app = with_settings(&world, behind_proxy);
        let proxied = metrics(&world, &app, "127.0.0.1:4000", None).await;
        assert_eq!(proxied.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_metrics_are_read_from_elsewhere_with_the_token() {
    on_both(async |world| {
        let settings = Settings {
            metrics_token: Some("mot-chuoi-kho-doan".into()),
            ..Settings::default()
        };
        let app = with_settings(&world, settings);
        for (token, status) in [
            (Some("mot-chuoi-kho-doan"), StatusCode::OK),
            (Some("mot-chuoi-khac"), StatusCode::NOT_FOUND),
            (None, StatusCode::NOT_FOUND),
        ] {
            let answer = metrics(&world, &app, "192.0.2.1:4000", token).await;
            assert_eq!(answer.status, status, "{token:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_that_cannot_be_read_and_a_wrong_way_of_asking_are_told_in_words() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        for path in ["/van-ban?trang=-1", "/tin?trang=abc"] {
            let answer = visitor.get(path).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
            assert!(
                answer.body.contains("Mở lại từ trang trước"),
                "{}",
                answer.body
            );
        }
        let posted = visitor.post("/tin", &[]).await;
        assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(posted.body.contains("không nhận cách gửi này"));
        let posted = visitor.post("/api/v1/nam", &[]).await;
        assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
        let told: serde_json::Value = serde_json::from_str(&posted.body).expect("it is JSON");
        assert!(told["message"].is_string());
    })
    .await;
}
