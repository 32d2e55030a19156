//! Counting minutes: recorded after the scores, checked all at once, corrected by a new revision.

use axum::http::StatusCode;
use testkit::{Client, Who, World, on_both, on_both_published};

use crate::scoring::{issue, score_all};

const BALLOT: &str = "/nam/2021-cum-9/binh-xet";

/// Minutes of twelve ballots that hold together.
pub(crate) const MINUTES: &[(&str, &str)] = &[
    ("noi_dung", "Bình xét, suy tôn đơn vị dẫn đầu cụm thi đua"),
    ("cach", "secret_ballot"),
    ("ngay", "12/11/2021"),
    ("gio", "08:30"),
    ("thanh_vien", "12"),
    ("duoc_bo_phieu", "12"),
    ("co_mat", "12"),
    ("phat_ra", "12"),
    ("thu_ve", "12"),
    ("hop_le", "12"),
    ("khong_hop_le", "0"),
    ("duoc_chon", "1"),
    ("so_sanh", ">="),
    ("ty_le", "2/3"),
    ("co_so", "all_members"),
    ("can_cu", "01-HD/TĐC"),
    ("co_ten", "ben-tre"),
    ("phieu_ben-tre", "8"),
    ("suy_ton_ben-tre", "đơn vị dẫn đầu cụm thi đua"),
    ("co_ten", "soc-trang"),
    ("phieu_soc-trang", "4"),
    ("kiem_phieu_0", "Người kiểm phiếu thứ nhất"),
    ("kiem_phieu_1", "Người kiểm phiếu thứ hai"),
    ("kiem_phieu_2", "Người kiểm phiếu thứ ba"),
];

/// Other values for some fields of the minutes.
fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = MINUTES
        .iter()
        .filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes).copied().collect()
}

/// A year whose final scores are published.
pub(crate) async fn published(world: &World) -> Client {
    let head = issue(world).await;
    score_all(world, &["ben-tre"]).await;
    let answer = head.post("/nam/2021-cum-9/cham-diem/cong-bo", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    head
}

/// The address of the minutes that a form led to.
fn recorded(answer: &testkit::Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let path = answer.location().split('?').next();
    path.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn minutes_before_the_scores_are_refused_in_words_and_kept_as_typed() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let answer = head.post(&format!("{BALLOT}/moi"), MINUTES).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Điểm chính thức của năm chưa công bố"));
        assert!(answer.body.contains("value=\"01-HD/TĐC\""));
    })
    .await;
}

#[tokio::test]
async fn more_ballots_than_voters_and_every_other_fault_are_told_at_once() {
    on_both(async |world| {
        let head = published(&world).await;
        let wrong = with(&[
            ("phat_ra", "13"),
            ("thu_ve", "14"),
            ("hop_le", "11"),
            ("phieu_ben-tre", "12"),
            ("kiem_phieu_2", ""),
            ("gio", "25:00"),
        ]);
        let answer = head.post(&format!("{BALLOT}/moi"), &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for sentence in [
            "Số phiếu thu về (14) nhiều hơn số phiếu phát ra (13)",
            "Số phiếu phát ra (13) nhiều hơn số được bỏ phiếu (12)",
            "Số phiếu hợp lệ và không hợp lệ (11 + 0) không bằng số phiếu thu về (14)",
            "Số phiếu đồng ý cho Trường Chính trị tỉnh Bến Tre (12) nhiều hơn số phiếu hợp lệ (11)",
            "Ban kiểm phiếu có 02 người; cần ít nhất 03 người",
            "Giờ viết như 14:30",
        ] {
            assert!(answer.body.contains(sentence), "{sentence}");
        }
        let all = world.store.minutes(&world.year.id).await;
        assert!(all.expect("minutes can be read").is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_outcome_is_shown_with_its_arithmetic_and_counts_stay_inside() {
    on_both(async |world| {
        let head = published(&world).await;
        let path = recorded(&head.post(&format!("{BALLOT}/moi"), MINUTES).await);
        let member = world.client(Who::Officer("kien-giang")).await;
        let page = member.get(&path).await;
        assert!(
            page.body
                .contains("8/12 = 66,67 %; cần ≥ 2/3 tổng số thành viên, tức 8: đạt"),
            "{}",
            page.body
        );
        let public = world
            .client(Who::Visitor)
            .await
            .get("/nam/2021-cum-9")
            .await;
        assert!(public.body.contains("đơn vị dẫn đầu cụm thi đua"));
        assert!(!public.body.contains("66,67"));
        let outside = world.client(Who::Outsider).await.get(&path).await;
        assert_ne!(outside.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_unit_whose_votes_do_not_reach_the_threshold_is_not_called_elected() {
    on_both(async |world| {
        let head = published(&world).await;
        let wrong = with(&[("phieu_ben-tre", "7")]);
        let answer = head.post(&format!("{BALLOT}/moi"), &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .body
                .contains("ghi là được suy tôn, nhưng số phiếu không đạt (7/12 = 58,33 %")
        );
    })
    .await;
}

#[tokio::test]
async fn one_matter_has_one_series_of_minutes() {
    on_both(async |world| {
        let head = published(&world).await;
        recorded(&head.post(&format!("{BALLOT}/moi"), MINUTES).await);
        let twice = with(&[("noi_dung", "BÌNH XÉT, suy tôn đơn vị dẫn đầu cụm thi đua")]);
        let answer = head.post(&format!("{BALLOT}/moi"), &twice).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(
            answer
                .body
                .contains("Nội dung này đã có biên bản kiểm phiếu")
        );
    })
    .await;
}

#[tokio::test]
async fn a_correction_is_a_new_revision_with_its_reason() {
    on_both(async |world| {
        let head = published(&world).await;
        let path = recorded(&head.post(&format!("{BALLOT}/moi"), MINUTES).await);
        let form = head.get(&format!("{path}/sua")).await;
        assert!(form.body.contains("value=\"ben-tre\" checked"));
        let silent = with(&[("ban", "1"), ("dia_diem", "Hội trường")]);
        let answer = head.post(&format!("{path}/sua"), &silent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = with(&[
            ("ban", "1"),
            ("dia_diem", "Hội trường"),
            ("ly_do", "Biên bản giấy ghi địa điểm"),
        ]);
        recorded(&head.post(&format!("{path}/sua"), &said).await);
        let stale = head.post(&format!("{path}/sua"), &said).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.body.contains("name=\"ban\" value=\"2\""));
        let page = head.get(&path).await;
        assert!(page.body.contains("Bản 2, đang dùng") && page.body.contains("Các bản trước"));
        assert!(page.body.contains("Lý do sửa: Biên bản giấy ghi địa điểm"));
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_is_not_ranked_cannot_be_on_the_list() {
    on_both(async |world| {
        let head = published(&world).await;
        let mark = [
            ("dieu_kien", "serious_violation"),
            ("can_cu", "Kết luận 05-KL/ĐU"),
            ("thay", "0"),
        ];
        head.post("/nam/2021-cum-9/cham-diem/ben-tre/xep-hang", &mark)
            .await;
        let answer = head.post(&format!("{BALLOT}/moi"), MINUTES).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .body
                .contains("Bến Tre không xếp hạng (vi phạm nghiêm trọng)")
        );
    })
    .await;
}

#[tokio::test]
async fn a_publication_of_scores_is_not_withdrawn_after_the_vote() {
    on_both(async |world| {
        let head = published(&world).await;
        recorded(&head.post(&format!("{BALLOT}/moi"), MINUTES).await);
        let reason = [("ly_do_rut", "Sửa điểm")];
        let answer = head
            .post("/nam/2021-cum-9/cham-diem/rut-cong-bo", &reason)
            .await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(
            answer
                .body
                .contains("Đã có biên bản kiểm phiếu theo các điểm này")
        );
    })
    .await;
}

#[tokio::test]
async fn the_published_year_names_the_outcome_and_no_counts() {
    on_both_published(async |world| {
        let member = world.client(Who::Officer("kien-giang")).await;
        let list = member.get(BALLOT).await;
        assert!(
            list.body
                .contains("Trường Chính trị tỉnh Bến Tre: đơn vị dẫn đầu cụm thi đua")
        );
        assert!(list.body.contains("không công bố"));
        let table = member.get(&format!("{BALLOT}/tai-ve?dang=csv")).await;
        assert!(table.body.contains("không công bố"));
    })
    .await;
}
