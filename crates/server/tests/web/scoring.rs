//! The scoring table, the three scores, publishing them.

use axum::http::StatusCode;
use testkit::{Client, SCHOOLS, Who, World, on_both, on_both_published};

const SCORES: &str = "/nam/2021-cum-9/cham-diem";
const TABLE: &str = "/nam/2021-cum-9/cham-diem/bang-tieu-chi";

/// A draft of 20 points: one criterion of the units, one of the upper body.
const DRAFT: &[(&str, &str)] = &[
    ("phien_ban", "1"),
    ("tong_diem", "20"),
    ("n0_ma", "I"),
    ("n0_ten", "Đào tạo, bồi dưỡng"),
    ("n0_t0_ma", "I.1"),
    ("n0_t0_loi", "Hoàn thành kế hoạch mở lớp"),
    ("n0_t0_toi_da", "15"),
    ("n0_t0_cach", "ratio"),
    ("n0_t0_ai", "unit"),
    ("n0_t1_ma", "I.2"),
    ("n0_t1_loi", "Chấp hành quy chế"),
    ("n0_t1_toi_da", "5"),
    ("n0_t1_cach", "fixed"),
    ("n0_t1_ai", "upper_body"),
];

async fn draft(head: &Client, fields: &[(&str, &str)]) {
    let begun = head.post(TABLE, &[]).await;
    assert_eq!(begun.location(), format!("{TABLE}/1/sua?xong=lap-bang"));
    let saved = head.post(&format!("{TABLE}/1/sua"), fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
}

async fn record(head: &Client, act: &str, seen: &str) {
    let fields = [("viec", act), ("ngay", "02/4/2021"), ("thay", seen)];
    let answer = head.post(&format!("{TABLE}/1/viec"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// A table in force, agreed and issued.
pub(crate) async fn issue(world: &World) -> Client {
    let head = world.client(Who::Head).await;
    draft(&head, DRAFT).await;
    record(&head, "agree", "0").await;
    record(&head, "issue", "1").await;
    head
}

/// The hidden fields of a form of scores.
async fn hidden(client: &Client, path: &str) -> Vec<(&'static str, String)> {
    let page = client.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    ["bang", "da_xem"]
        .into_iter()
        .map(|name| {
            let marker = format!("name=\"{name}\" value=\"");
            let after = page.body.split(&marker).nth(1);
            let value = after.and_then(|rest| rest.split('"').next());
            (
                name,
                value.expect("the form has its hidden fields").to_owned(),
            )
        })
        .collect()
}

async fn score(client: &Client, path: &str, fields: &[(&str, &str)]) -> testkit::Answer {
    let hidden = hidden(client, path).await;
    let mut all: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    all.extend_from_slice(fields);
    client.post(path, &all).await
}

/// Gives every unit all of its scores; all are equal but for the units named.
pub(crate) async fn score_all(world: &World, better: &[&str]) {
    let head = world.client(Who::Head).await;
    let upper = world.client(Who::Superior).await;
    for (slug, _, _) in SCHOOLS {
        let points = if better.contains(slug) { "15" } else { "14,42" };
        let verify = format!("{SCORES}/{slug}/tham-dinh");
        let given = score(&head, &verify, &[("diem_0", points)]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        let given = score(&upper, &verify, &[("diem_1", "5")]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        let last = [("diem_0", points), ("diem_1", "5")];
        let given = score(&head, &format!("{SCORES}/{slug}/chinh-thuc"), &last).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    }
}

#[tokio::test]
async fn every_fault_of_a_draft_is_told_at_once_and_nothing_typed_is_lost() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        head.post(TABLE, &[]).await;
        let mut fields = DRAFT.to_vec();
        fields.extend([
            ("n0_t2_ma", "I.1"),
            ("n0_t2_loi", "Trùng mã"),
            ("n0_t2_toi_da", "3"),
            ("n0_t2_cach", "fixed"),
            ("n0_t2_ai", "unit"),
        ]);
        let twice = head.post(&format!("{TABLE}/1/sua"), &fields).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.body.contains("Mã I.1 có hai lần trong bảng"));
        fields.extend([
            ("n0_t3_ma", ""),
            ("n0_t3_loi", "Không có mã"),
            ("n0_t3_toi_da", "mười"),
            ("n0_t3_cach", "fixed"),
            ("n0_t3_ai", "unit"),
        ]);
        let wrong = head.post(&format!("{TABLE}/1/sua"), &fields).await;
        assert!(wrong.body.contains("href=\"#n0_t3_ma\""));
        assert!(wrong.body.contains("href=\"#n0_t3_toi_da\""));
        assert!(wrong.body.contains("value=\"mười\""));
    })
    .await;
}

#[tokio::test]
async fn a_table_that_does_not_make_its_total_is_saved_and_not_agreed() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let mut fields = DRAFT.to_vec();
        fields[1] = ("tong_diem", "100");
        draft(&head, &fields).await;
        let page = head.get(&format!("{TABLE}/1")).await;
        assert!(page.body.contains(
            "Tổng điểm của bảng ghi 100,00, các tiêu chí (không kể điểm thưởng) cộng lại được 20,00"
        ));
        let act = [("viec", "agree"), ("ngay", "02/4/2021"), ("thay", "0")];
        let answer = head.post(&format!("{TABLE}/1/viec"), &act).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
    })
    .await;
}

#[tokio::test]
async fn an_issued_table_stays_readable_beside_the_next_one() {
    on_both(async |world| {
        let head = issue(&world).await;
        let without = head.post(TABLE, &[]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let next = head
            .post(TABLE, &[("ly_do", "Thống nhất lại tại hội nghị sơ kết")])
            .await;
        assert_eq!(next.status, StatusCode::SEE_OTHER);
        let mut fields = DRAFT.to_vec();
        fields[4] = ("n0_t0_ma", "A.1");
        head.post(&format!("{TABLE}/2/sua"), &fields).await;
        let first = head.get(&format!("{TABLE}/1")).await;
        assert!(first.body.contains(">I.1</th>") && first.body.contains("Đã ban hành"));
        let edit = head.get(&format!("{TABLE}/1/sua")).await;
        assert_eq!(edit.status, StatusCode::BAD_REQUEST);
        let list = head.get(TABLE).await;
        assert!(list.body.contains("Thống nhất lại tại hội nghị sơ kết"));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_editors_of_a_draft_is_told() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        draft(&head, DRAFT).await;
        let answer = head.post(&format!("{TABLE}/1/sua"), DRAFT).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("name=\"phien_ban\" value=\"2\""));
        assert!(answer.body.contains("value=\"Hoàn thành kế hoạch mở lớp\""));
    })
    .await;
}

#[tokio::test]
async fn a_score_above_the_most_is_refused_with_both_numbers() {
    on_both(async |world| {
        issue(&world).await;
        let own = world.client(Who::Officer("ca-mau")).await;
        let path = format!("{SCORES}/ca-mau/tu-cham");
        let answer = score(&own, &path, &[("diem_0", "15,5")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Điểm 15,50 cao hơn điểm tối đa 15,00"));
        assert!(answer.body.contains("value=\"15,5\""));
        let other = world.client(Who::Officer("kien-giang")).await;
        assert_eq!(other.get(&path).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn changing_a_score_needs_a_reason_and_keeps_the_earlier_one() {
    on_both(async |world| {
        let head = issue(&world).await;
        let own = world.client(Who::Officer("ca-mau")).await;
        let path = format!("{SCORES}/ca-mau/tu-cham");
        let first = score(&own, &path, &[("diem_0", "15")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let verify = format!("{SCORES}/ca-mau/tham-dinh");
        let silent = score(&head, &verify, &[("diem_0", "14,42")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            silent
                .body
                .contains("Điểm 14,42 khác điểm 15,00 trước đó mà chưa ghi lý do")
        );
        let said = [("diem_0", "14,42"), ("ly_do_0", "25 lớp trên 26 lớp")];
        let answer = score(&head, &verify, &said).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = own.get(&format!("{SCORES}/ca-mau")).await;
        assert!(page.body.contains("Thẩm định: 25 lớp trên 26 lớp"));
        assert!(page.body.contains("−0,58"));
        let late = score(&own, &path, &[("diem_0", "14")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            late.body
                .contains("đã được thẩm định, nên điểm tự chấm giữ nguyên")
        );
    })
    .await;
}

#[tokio::test]
async fn the_upper_body_scores_only_its_own_criteria() {
    on_both(async |world| {
        issue(&world).await;
        let upper = world.client(Who::Superior).await;
        let path = format!("{SCORES}/ca-mau/tham-dinh");
        let page = upper.get(&path).await;
        assert!(page.body.contains("name=\"diem_1\"") && !page.body.contains("name=\"diem_0\""));
        let given = score(&upper, &path, &[("diem_1", "5"), ("diem_0", "15")]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        let scores = world.store.scores(&world.year.id).await;
        assert_eq!(scores.expect("scores can be read").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_scorers_is_told_and_loses_nothing() {
    on_both(async |world| {
        issue(&world).await;
        let own = world.client(Who::Officer("ca-mau")).await;
        let path = format!("{SCORES}/ca-mau/tu-cham");
        let seen = hidden(&own, &path).await;
        let fields = |points| {
            [
                ("bang", seen[0].1.as_str()),
                ("da_xem", "0"),
                ("diem_0", points),
            ]
        };
        let first = own.post(&path, &fields("14")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let second = own.post(&path, &fields("13")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(
            second.body.contains("value=\"13\"")
                && second.body.contains("name=\"da_xem\" value=\"1\"")
        );
    })
    .await;
}

#[tokio::test]
async fn scores_are_published_when_every_ranked_unit_has_all_of_them() {
    on_both(async |world| {
        let head = issue(&world).await;
        let early = head.post(&format!("{SCORES}/cong-bo"), &[]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(early.body.contains("Cà Mau thiếu 02 tiêu chí"));
        score_all(&world, &["ben-tre", "soc-trang"]).await;
        let mark = [
            ("dieu_kien", "conclusion_awaited"),
            ("can_cu", "Đang thanh tra"),
            ("thay", "0"),
        ];
        let marked = head
            .post(&format!("{SCORES}/hau-giang/xep-hang"), &mark)
            .await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
        let published = head.post(&format!("{SCORES}/cong-bo"), &[]).await;
        assert_eq!(
            published.status,
            StatusCode::SEE_OTHER,
            "{}",
            published.body
        );
        let grid = head.get(&format!("{SCORES}?sap=hang")).await;
        assert_eq!(grid.body.matches(">Đồng hạng<").count(), 11);
        assert!(grid.body.contains("Không xếp hạng: đang chờ kết luận"));
        let third = grid.body.matches("data-name=\"Hạng\">3<").count();
        assert_eq!(third, 9);
        let late = head.get(&format!("{SCORES}/ca-mau/chinh-thuc")).await;
        assert!(late.body.contains("đã công bố nên không sửa được nữa"));
        let table = head.get(&format!("{SCORES}/tai-ve?dang=csv")).await;
        assert!(
            table
                .body
                .contains("Trường Chính trị tỉnh Bến Tre,,20,20,1,Đồng hạng")
        );
    })
    .await;
}

#[tokio::test]
async fn a_publication_is_withdrawn_with_a_reason() {
    on_both(async |world| {
        let head = issue(&world).await;
        score_all(&world, &[]).await;
        head.post(&format!("{SCORES}/cong-bo"), &[]).await;
        let silent = head.post(&format!("{SCORES}/rut-cong-bo"), &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reason = [("ly_do_rut", "Một đơn vị có ý kiến về tiêu chí I.1")];
        let answer = head.post(&format!("{SCORES}/rut-cong-bo"), &reason).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let grid = head.get(SCORES).await;
        assert!(grid.body.contains("Điểm chính thức chưa công bố"));
    })
    .await;
}

#[tokio::test]
async fn the_published_year_says_that_the_article_tells_no_scores() {
    on_both_published(async |world| {
        let member = world.client(Who::Officer("kien-giang")).await;
        let page = member.get(SCORES).await;
        assert!(
            page.body
                .contains("Bài viết về năm này không nêu bảng tiêu chí và điểm")
        );
    })
    .await;
}
