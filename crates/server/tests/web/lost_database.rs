//! The database goes away under the running program, and comes back.

use axum::http::StatusCode;
use testkit::{Kind, Who, World};

const FORM: &str = "/nam/2021-cum-9/dang-ky/chu-de";
const FIELDS: [(&str, &str); 2] = [("lan", "0"), ("chu_de", "Kỷ cương, sáng tạo")];

#[tokio::test]
async fn a_database_that_is_gone_is_said_and_nothing_is_half_written() {
    let world = World::new(Kind::Postgres).await;
    let head = world.client(Who::Head).await;
    let visitor = world.client(Who::Visitor).await;
    assert_eq!(head.get(FORM).await.status, StatusCode::OK);
    world.database.go_away().await;

    let page = head.get(FORM).await;
    assert_eq!(
        page.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        page.body
    );
    assert!(
        page.body.contains("mất kết nối tới cơ sở dữ liệu"),
        "{}",
        page.body
    );
    for path in ["/nam/2021-cum-9", "/readyz"] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
    assert_eq!(visitor.get("/healthz").await.status, StatusCode::OK);

    world.database.come_back().await;
    let sent = head.post(FORM, &FIELDS).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let verdict = world.store.verify_history(None, |_, _| {}).await;
    assert_eq!(verdict.expect("readable").faults, []);
}

#[tokio::test]
async fn connections_that_were_ended_are_opened_again_without_a_word() {
    let world = World::new(Kind::Postgres).await;
    let head = world.client(Who::Head).await;
    assert_eq!(head.get(FORM).await.status, StatusCode::OK);
    world.database.end_connections().await;
    let sent = head.post(FORM, &FIELDS).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}
