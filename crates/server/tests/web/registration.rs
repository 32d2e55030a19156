//! Registering, amending, the common theme and the pledge.

use axum::http::StatusCode;
use testkit::{Who, on_both, on_both_published};

const FORM: &str = "/nam/2021-cum-9/dang-ky/ca-mau/sua";

#[tokio::test]
async fn an_officer_registers_the_own_unit_and_nobody_elses() {
    on_both(async |world| {
        let fields = [
            ("lan", "0"),
            ("chu_de", "Kỷ cương, sáng tạo"),
            (
                "chi_tieu",
                "Hoàn thành kế hoạch mở lớp\n\nHai đề tài cấp cơ sở",
            ),
        ];
        let other = world.client(Who::Officer("kien-giang")).await;
        assert_eq!(
            other.post(FORM, &fields).await.status,
            StatusCode::FORBIDDEN
        );
        let own = world.client(Who::Officer("ca-mau")).await;
        let sent = own.post(FORM, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let page = own.get("/nam/2021-cum-9/dang-ky/ca-mau").await;
        assert!(page.body.contains("Kỷ cương, sáng tạo"));
        assert!(
            page.body
                .contains("Hoàn thành kế hoạch mở lớp<br>Hai đề tài cấp cơ sở")
        );
        let public = world
            .client(Who::Visitor)
            .await
            .get("/nam/2021-cum-9")
            .await;
        assert!(public.body.contains("“Kỷ cương, sáng tạo”"));
    })
    .await;
}

#[tokio::test]
async fn an_amendment_without_a_directive_is_refused_and_keeps_what_was_typed() {
    on_both_published(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        let fields = [("lan", "2"), ("chi_tieu", "Thêm một hội thảo")];
        let answer = own.post(FORM, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Chưa chọn văn bản làm căn cứ bổ sung"));
        assert!(answer.body.contains("Thêm một hội thảo</textarea>"));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_officers_is_told_and_loses_nothing() {
    on_both(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        let first = [("lan", "0"), ("chu_de", "Chủ đề một")];
        assert_eq!(own.post(FORM, &first).await.status, StatusCode::SEE_OTHER);
        let second = [("lan", "0"), ("chu_de", "Chủ đề hai")];
        let answer = own.post(FORM, &second).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("value=\"Chủ đề hai\""));
        assert!(answer.body.contains("name=\"lan\" value=\"1\""));
    })
    .await;
}

#[tokio::test]
async fn the_published_year_shows_both_versions_with_the_campaign_behind_the_second() {
    on_both_published(async |world| {
        let member = world.client(Who::Officer("kien-giang")).await;
        let page = member.get("/nam/2021-cum-9/dang-ky/ben-tre").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Lần 2, đang thực hiện"));
        assert!(page.body.contains("341-KH/HVCTQG"));
        assert!(
            page.body
                .contains("Đoàn kết - Dân chủ - Kỷ cương - Sáng tạo")
        );
        let list = member.get("/nam/2021-cum-9/dang-ky").await;
        assert_eq!(list.body.matches(">không nêu</td>").count(), 8);
        assert!(list.body.contains("Chưa ghi nhận việc ký giao ước"));
    })
    .await;
}

#[tokio::test]
async fn a_pledge_of_tomorrow_is_refused() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let address = "/nam/2021-cum-9/dang-ky/giao-uoc";
        let answer = head.post(address, &[("ngay_ky", "13/11/2021")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("ở sau hôm nay"));
        let answer = head.post(address, &[("ngay_ky", "02/4/2021")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let list = head.get("/nam/2021-cum-9/dang-ky").await;
        assert!(list.body.contains("02/4/2021"));
    })
    .await;
}
