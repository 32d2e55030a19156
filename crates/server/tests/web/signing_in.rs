//! Signing in.

use axum::http::StatusCode;
use testkit::{Who, on_both};

#[tokio::test]
async fn the_desk_asks_a_visitor_to_sign_in_and_comes_back_afterwards() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let answer = visitor.get("/ban-lam-viec").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), "/dang-nhap?ve=/ban-lam-viec");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_keeps_the_login_and_never_the_password() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let fields = [
            ("ten_dang_nhap", "ben-tre.officer"),
            ("mat_khau", "sai-mat-khau"),
        ];
        let answer = visitor.post("/dang-nhap", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .body
                .contains("Tên đăng nhập hoặc mật khẩu chưa đúng")
        );
        assert!(answer.body.contains("value=\"ben-tre.officer\""));
        assert!(!answer.body.contains("sai-mat-khau"));
    })
    .await;
}
