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
        let silent = |column: &str| {
            let cell = format!("data-name=\"{column}\">không nêu</td>");
            list.body.matches(&cell).count()
        };
        assert_eq!(silent("Chủ đề riêng"), 8);
        let made = "Đã xây dựng; số, ngày: không nêu";
        assert_eq!(list.body.matches(made).count(), 12, "{}", list.body);
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

#[tokio::test]
async fn a_wrong_day_of_the_pledge_is_corrected_with_a_reason() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let address = "/nam/2021-cum-9/dang-ky/giao-uoc";
        let fields = [("ngay_ky", "03/4/2021"), ("chua_ky", "ca-mau")];
        let answer = head.post(address, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let list = head.get("/nam/2021-cum-9/dang-ky").await.body;
        assert!(list.contains("Chưa ký: Cà Mau."), "{list}");
        let form = head.get(address).await.body;
        assert!(form.contains("value=\"03/4/2021\""), "{form}");
        assert!(form.contains("value=\"ca-mau\" checked"), "{form}");
        let without = head
            .post(address, &[("lan", "0"), ("ngay_ky", "02/4/2021")])
            .await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            without.body.contains("id=\"ly_do-loi\""),
            "{}",
            without.body
        );
        let right = [
            ("lan", "0"),
            ("ngay_ky", "02/4/2021"),
            ("ly_do", "Ghi nhầm ngày"),
        ];
        let answer = head.post(address, &right).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let late = head.post(address, &right).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let again = head.post(address, &[("ngay_ky", "01/4/2021")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let list = head.get("/nam/2021-cum-9/dang-ky").await.body;
        assert!(list.contains("đã ký ngày <b>02/4/2021</b>."), "{list}");
        assert!(list.contains("Ghi nhầm ngày") && !list.contains("Chưa ký:"));
        let known = world.store.pledge(&world.year.id).await;
        let known = known.expect("readable").expect("on record");
        assert_eq!((known.corrections, known.said.unsigned.len()), (1, 0));
        let verdict = world.store.verify_history(None, |_, _| {}).await;
        let verdict = verdict.expect("the history can be read");
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_registered_with_its_paper_and_the_paper_stays_with_its_version() {
    on_both(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        let wrong = [
            ("lan", "0"),
            ("ke_hoach_so", "kế hoạch năm"),
            ("ke_hoach_ngay", "31/11/2021"),
        ];
        let told = own
            .post_files(
                FORM,
                &wrong,
                &[("ke_hoach_tep", "ke-hoach.exe", b"MZ\x90\x00")],
            )
            .await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.body.contains("còn 3 chỗ cần sửa"), "{}", told.body);
        assert!(told.body.contains("value=\"31/11/2021\""));

        let right = [
            ("lan", "0"),
            ("ke_hoach_so", "05/KH-TCT"),
            ("ke_hoach_ngay", "12/3/2021"),
        ];
        let sent = own
            .post_files(
                FORM,
                &right,
                &[("ke_hoach_tep", "ke-hoach.pdf", b"%PDF-1.4\n%%EOF")],
            )
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let page = own.get("/nam/2021-cum-9/dang-ky/ca-mau").await;
        assert!(page.body.contains("Kế hoạch số 05/KH-TCT, ngày 12/3/2021"));
        let paper = own.get("/nam/2021-cum-9/dang-ky/ca-mau/ke-hoach/1").await;
        assert_eq!(paper.bytes, b"%PDF-1.4\n%%EOF");
        let public = world
            .client(Who::Visitor)
            .await
            .get("/nam/2021-cum-9/dang-ky/ca-mau/ke-hoach/1")
            .await;
        assert_eq!(public.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn the_second_plan_of_the_cluster_takes_the_place_of_the_first_and_the_slower_of_two_is_told()
{
    const PLAN: &str = "/nam/2021-cum-9/dang-ky/ke-hoach";
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let empty = head.post(PLAN, &[("lan", "0")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let first = [
            ("lan", "0"),
            ("ke_hoach_so", "01-KH/TĐC"),
            ("ke_hoach_ngay", "02/4/2021"),
        ];
        assert_eq!(head.post(PLAN, &first).await.status, StatusCode::SEE_OTHER);
        let slower = [("lan", "0"), ("ke_hoach_so", "02-KH/TĐC")];
        let told = head.post(PLAN, &slower).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert!(
            told.body.contains("value=\"02-KH/TĐC\"")
                && told.body.contains("name=\"lan\" value=\"1\"")
        );
        let list = head.get("/nam/2021-cum-9/dang-ky").await;
        assert!(list.body.contains("Kế hoạch số 01-KH/TĐC, ngày 02/4/2021"));
    })
    .await;
}
