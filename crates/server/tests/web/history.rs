//! The history as people read it.

use axum::http::StatusCode;
use testkit::{Who, on_both_published};

#[tokio::test]
async fn a_correction_stands_in_the_history_with_who_and_what_was_written() {
    on_both_published(async |world| {
        let head = world.client(Who::Head).await;
        let address = "/nam/2021-cum-9/so-lieu/dinh-chinh/kh_total";
        let fields = [
            ("so_dung", "52"),
            ("noi_dung", "Cụm đính chính: tổng số đề tài là 52."),
            ("ngay", "20/12/2021"),
        ];
        let sent = head.post(address, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let list = head.get("/nam/2021-cum-9/nhat-ky").await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(
            list.body.contains("Công bố đính chính<br>"),
            "{}",
            list.body
        );
        let (height, _) = world
            .store
            .history_head(world.year.id.as_str())
            .await
            .expect("the head can be read");
        let entry = head.get(&format!("/nam/2021-cum-9/nhat-ky/{height}")).await;
        assert!(entry.body.contains("Thêm mới"));
        assert!(entry.body.contains("<b>52</b>"), "{}", entry.body);
        let (told, kept) = entry
            .body
            .split_once("Dữ liệu kỹ thuật của lần ghi")
            .expect("the raw row is there");
        assert!(
            told.contains("KH.5") && !told.contains("kh_total"),
            "{told}"
        );
        assert!(!told.contains(world.year.id.as_str()), "{told}");
        assert!(kept.contains("kh_total") && kept.contains(world.year.id.as_str()));
    })
    .await;
}

#[tokio::test]
async fn the_history_is_filtered_by_what_was_done() {
    on_both_published(async |world| {
        let head = world.client(Who::Head).await;
        let some = head
            .get("/nam/2021-cum-9/nhat-ky?viec=RecognisedNothing")
            .await;
        assert!(some.body.contains("Không có lần ghi phù hợp"));
        let heads = head
            .get("/nam/2021-cum-9/nhat-ky?viec=RecogniseHeads")
            .await;
        assert!(
            heads
                .body
                .contains("Ghi nhận quyết định công nhận cụm trưởng, cụm phó</td>")
        );
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_does_not_exist_is_not_found() {
    on_both_published(async |world| {
        let head = world.client(Who::Head).await;
        let answer = head.get("/nam/2021-cum-9/nhat-ky/999999").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    })
    .await;
}
