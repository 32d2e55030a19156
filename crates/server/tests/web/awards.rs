//! The register of awards: proposed after the vote, decided, suspended, cancelled, recovered.

use axum::http::StatusCode;
use testkit::{Client, Who, World, on_both, on_both_published};

use crate::ballot::{MINUTES, published};

const AWARDS: &str = "/nam/2021-cum-9/khen-thuong";

const FLAG: &[(&str, &str)] = &[
    ("don_vi", "ben-tre"),
    ("danh_hieu", "co_thi_dua_hoc_vien"),
    (
        "noi_dung",
        "Cờ thi đua tập thể có thành tích xuất sắc tiêu biểu năm 2021",
    ),
    ("ngay", "12/11/2021"),
    ("to_trinh", "05/TTr-TCT"),
];

const DECISION: &[(&str, &str)] = &[
    ("viec", "decide"),
    ("so_ky_hieu", "1205-QĐ/HVCTQG"),
    ("ngay", "12/11/2021"),
];

async fn voted(world: &World) -> Client {
    let head = published(world).await;
    let answer = head.post("/nam/2021-cum-9/binh-xet/moi", MINUTES).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    head
}

async fn propose(head: &Client) -> String {
    let answer = head.post(&format!("{AWARDS}/moi"), FLAG).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let path = answer.location().split('?').next();
    path.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_proposal_before_the_vote_is_refused_with_the_order_of_the_year() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let answer = head.post(&format!("{AWARDS}/moi"), FLAG).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Năm này chưa có biên bản kiểm phiếu"));
        assert!(answer.body.contains("value=\"05/TTr-TCT\""));
    })
    .await;
}

#[tokio::test]
async fn every_wrong_field_of_a_proposal_is_told_at_once() {
    on_both(async |world| {
        let head = voted(&world).await;
        let fields = [
            ("don_vi", "x"),
            ("ngay", "31/11/2021"),
            ("to_trinh", "O5/TTr"),
        ];
        let answer = head.post(&format!("{AWARDS}/moi"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["don_vi", "danh_hieu", "noi_dung", "ngay", "to_trinh"] {
            assert!(
                answer.body.contains(&format!("href=\"#{field}\"")),
                "{field}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_award_is_decided_cancelled_and_recovered_with_the_decisions() {
    on_both(async |world| {
        let head = voted(&world).await;
        let path = propose(&head).await;
        let early = [
            ("viec", "cancel"),
            ("so_ky_hieu", "10-QĐ/HVCTQG"),
            ("ngay", "12/11/2021"),
            ("ghi_chu", "Khai không đúng"),
        ];
        let answer = head.post(&format!("{path}/quyet-dinh"), &early).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Đề nghị này chưa có quyết định"));
        let upper = world.client(Who::Superior).await;
        let answer = upper.post(&format!("{path}/quyet-dinh"), DECISION).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = head.get(&path).await;
        assert!(page.body.contains("Đang có hiệu lực") && page.body.contains("1205-QĐ/HVCTQG"));
        // The sources do not say which multiples held in 2021, so no amount is printed.
        assert!(!page.body.contains("Tiền thưởng theo luật"));
        let answer = upper.post(&format!("{path}/quyet-dinh"), &early).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let list = head.get(&format!("{AWARDS}?tinh_trang=huy-bo")).await;
        assert!(list.body.contains("10-QĐ/HVCTQG, ngày 12/11/2021"));
    })
    .await;
}

#[tokio::test]
async fn a_suspended_proposal_is_decided_only_after_it_goes_on() {
    on_both(async |world| {
        let head = voted(&world).await;
        let path = propose(&head).await;
        let silent = head
            .post(&format!("{path}/tam-dung"), &[("viec", "suspend")])
            .await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = [("viec", "suspend"), ("cho_ket_luan", "Kết luận thanh tra")];
        let answer = head.post(&format!("{path}/tam-dung"), &said).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let answer = head.post(&format!("{path}/quyet-dinh"), DECISION).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Đề nghị đang tạm dừng xét"));
        let answer = head
            .post(&format!("{path}/tam-dung"), &[("viec", "resume")])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let answer = head.post(&format!("{path}/quyet-dinh"), DECISION).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_is_not_ranked_is_not_proposed_and_the_reason_is_told() {
    on_both(async |world| {
        let head = voted(&world).await;
        let mark = [
            ("dieu_kien", "conclusion_awaited"),
            ("can_cu", "Đang thanh tra"),
            ("thay", "0"),
        ];
        head.post("/nam/2021-cum-9/cham-diem/ben-tre/xep-hang", &mark)
            .await;
        let answer = head.post(&format!("{AWARDS}/moi"), FLAG).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .body
                .contains("Bến Tre không xếp hạng (đang chờ kết luận), nên không đề nghị")
        );
    })
    .await;
}

#[tokio::test]
async fn one_award_is_proposed_once_for_a_unit() {
    on_both(async |world| {
        let head = voted(&world).await;
        propose(&head).await;
        let answer = head.post(&format!("{AWARDS}/moi"), FLAG).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Đơn vị đã có đề nghị này trong sổ"));
    })
    .await;
}

#[tokio::test]
async fn a_quota_warns_and_does_not_block() {
    on_both_published(async |world| {
        let head = world.client(Who::Head).await;
        let quota = [
            ("danh_hieu", "bang_khen_hoc_vien"),
            ("so_luong", "1"),
            ("can_cu", "30-HD/HVCTQG"),
        ];
        let set = head.post(&format!("{AWARDS}/so-luong"), &quota).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);
        let list = head.get(AWARDS).await;
        assert!(
            list.body
                .contains("đề nghị 02, trong khi hướng dẫn nêu 01 (30-HD/HVCTQG)")
        );
        let more = [
            ("don_vi", "ca-mau"),
            ("danh_hieu", "bang_khen_hoc_vien"),
            ("noi_dung", "Bằng khen"),
            ("ngay", "20/12/2021"),
        ];
        let answer = head.post(&format!("{AWARDS}/moi"), &more).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    })
    .await;
}

#[tokio::test]
async fn the_published_year_has_three_proposals_and_no_decision() {
    on_both_published(async |world| {
        let member = world.client(Who::Officer("kien-giang")).await;
        let list = member.get(AWARDS).await;
        assert!(list.body.contains("Sổ khen thưởng: 3 đề nghị"));
        assert!(list.body.contains("Đề nghị của Cụm chưa phải quyết định"));
        let table = member.get(&format!("{AWARDS}/tai-ve?dang=csv")).await;
        assert_eq!(table.body.matches(",Đề nghị,").count(), 3);
        let mend = member.get(&format!("{AWARDS}/moi")).await;
        assert_eq!(mend.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_who_mend_a_proposal_is_told() {
    on_both(async |world| {
        let head = voted(&world).await;
        let path = propose(&head).await;
        let mut fields = FLAG.to_vec();
        fields.extend([("phien_ban", "1"), ("ly_do", "Sửa số tờ trình")]);
        let first = head.post(&format!("{path}/sua"), &fields).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let second = head.post(&format!("{path}/sua"), &fields).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("name=\"phien_ban\" value=\"2\""));
    })
    .await;
}
