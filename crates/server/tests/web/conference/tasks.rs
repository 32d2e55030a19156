//! Tasks that come out of a meeting.

use super::*;

async fn given(head: &Client, place: &str, due: &str) -> String {
    let fields = [
        ("loai", "resolution"),
        ("noi_dung", "Gửi báo cáo bổ sung"),
        ("don_vi", "ca-mau"),
        ("han", due),
    ];
    let sent = head.post(&format!("{place}/giao-viec"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let list = head.get(&format!("{LIST}/viec")).await.body;
    let link = list
        .split("<th scope=\"row\"><a href=\"")
        .nth(1)
        .and_then(|part| part.split('"').next());
    link.expect("the task is listed").to_owned()
}

#[tokio::test]
async fn a_unit_closes_its_own_task_and_it_may_be_opened_again() {
    on_both(async |world| {
        let head = head(&world).await;
        let place = opened(&head).await;
        let task = given(&head, &place, "11/11/2021").await;
        let own = world.client(Who::Officer("ca-mau")).await;
        let other = world.client(Who::Officer("kien-giang")).await;
        let late = own.get(&format!("{LIST}/viec?loc=qua-han")).await.body;
        assert!(late.contains("Quá hạn 01 ngày"));
        let mine = other.get(&format!("{LIST}/viec?loc=cua-toi")).await.body;
        assert!(mine.contains("Không có việc phù hợp"));
        let close = format!("{task}/xong");
        let note = [("ket_qua", "Đã gửi ngày 10/11")];
        assert_eq!(
            other.post(&close, &note).await.status,
            StatusCode::FORBIDDEN
        );
        let silent = own.post(&close, &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(own.post(&close, &note).await.status, StatusCode::SEE_OTHER);
        let twice = own.post(&close, &note).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let page = own.get(&task).await.body;
        assert!(page.contains("Đã xong, chậm 01 ngày"));
        let reopen = format!("{task}/mo-lai");
        let reason = [("ly_do", "Thiếu phụ lục")];
        assert_eq!(
            own.post(&reopen, &reason).await.status,
            StatusCode::SEE_OTHER
        );
        let page = own.get(&task).await.body;
        assert!(page.contains("Ghi việc đã xong"));
    })
    .await;
}

#[tokio::test]
async fn a_task_is_of_a_member_and_not_due_before_its_meeting() {
    on_both(async |world| {
        let head = head(&world).await;
        let place = opened(&head).await;
        let wrong = [
            ("loai", "resolution"),
            ("noi_dung", "Gửi báo cáo"),
            ("don_vi", "tay-ninh"),
            ("han", "09/11/2021"),
        ];
        let answer = head.post(&format!("{place}/giao-viec"), &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("không phải thành viên của Cụm"));
        assert!(answer.body.contains("ở trước ngày họp 10/11/2021"));
        let task = given(&head, &place, "20/11/2021").await;
        let change = format!("{task}/sua");
        let fields = |text| {
            [
                ("phien_ban", "1"),
                ("loai", "instruction"),
                ("noi_dung", text),
            ]
        };
        let first = head.post(&change, &fields("Bản một")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let second = head.post(&change, &fields("Bản hai")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("Bản hai</textarea>"));
    })
    .await;
}
