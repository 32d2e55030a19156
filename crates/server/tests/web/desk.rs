//! The desk: what waits for each kind of person, by deadline.

use access::actions::directives::DispatchDirective;
use rules::deadline::Deadline;
use rules::directives::Answer;
use store::directives::NewDispatch;
use testkit::{Client, Who, World, on_both, on_both_published};

const DESK: &str = "/ban-lam-viec";
const ROUND: &str = "/nam/2021-cum-9/so-lieu/ky/1";

/// The head's office opens a round that ends on 15/11/2021.
async fn open_round(head: &Client) {
    let fields = [
        ("ten", "Báo cáo số liệu tổng kết"),
        ("co_so", "to_cutoff"),
        ("ngay_chot", "31/10/2021"),
        ("han", "15/11/2021"),
        ("cach_ky", "paper"),
    ];
    let answer = head.post("/nam/2021-cum-9/so-lieu/ky/moi", &fields).await;
    assert_eq!(answer.location(), format!("{ROUND}?xong=mo-ky"));
}

/// The first directive of the year goes to one school; its deadline has passed.
async fn pass_on_a_directive(world: &World) -> String {
    let directives = world.store.directives(&world.year.id).await;
    let directives = directives.expect("directives can be read");
    let first = directives.first().expect("the year has directives");
    let new = NewDispatch {
        units: vec![world.unit("ca-mau").await],
        asked: None,
        expected: Answer::Acknowledged,
        deadline: Some(Deadline::at_end_of(jiff::civil::date(2021, 12, 10))),
        dispatched_on: None,
        source: None,
    };
    let matter = world.matter("directive", first.id.as_str());
    let permit = world.permit(DispatchDirective, matter);
    let (store, year) = (&world.store, &world.year.id);
    let passed = store
        .dispatch_directive(&permit, year, &first.id, new)
        .await;
    passed.expect("members can be passed a directive");
    format!("/nam/2021-cum-9/van-ban-chi-dao/{}", first.id)
}

#[tokio::test]
async fn a_round_waits_for_the_unit_until_it_has_sent() {
    on_both(async |world| {
        open_round(&world.client(Who::Head).await).await;
        let desk = world.client(Who::Officer("ca-mau")).await.get(DESK).await;
        let page = desk.body;
        assert!(page.contains(&format!("href=\"{ROUND}/ca-mau\"")), "{page}");
        assert!(page.contains("Nhập và gửi Báo cáo số liệu tổng kết"));
        assert!(page.contains("Còn 03 ngày") && page.contains("hạn 15/11/2021"));
        assert!(page.contains("Đăng ký thi đua của đơn vị"));
        assert!(page.contains("0/12 đơn vị đã gửi"), "{page}");
        assert!(!page.contains("Chép lời nhắn"), "a unit reminds nobody");
    })
    .await;
}

#[tokio::test]
async fn the_heads_office_copies_a_text_that_names_who_is_missing() {
    on_both(async |world| {
        open_round(&world.client(Who::Head).await).await;
        world.clock.set("2021-11-17T09:00:00+07:00");
        let head = world.client(Who::Leader("bac-lieu")).await;
        let page = head.get(DESK).await.body;
        assert!(page.contains("Nhắc 12 đơn vị chưa gửi"), "{page}");
        assert!(page.contains("Quá hạn 02 ngày"));
        let text = page.split("<textarea").nth(1).expect("a text to copy");
        let text = text.split("</textarea>").next().unwrap_or_default();
        assert!(text.contains("- Cà Mau") && text.contains("15/11/2021, đã quá hạn"));
        assert!(text.contains(ROUND), "{text}");
    })
    .await;
}

#[tokio::test]
async fn a_directive_that_is_not_answered_waits_for_the_unit_and_for_the_head() {
    on_both_published(async |world| {
        let address = pass_on_a_directive(&world).await;
        let link = format!("href=\"{address}\"");
        let unit = world.client(Who::Officer("ca-mau")).await;
        let page = unit.get(DESK).await.body;
        assert!(
            page.contains(&link) && page.contains("Xác nhận đã nhận"),
            "{page}"
        );
        assert!(page.contains("Quá hạn 10 ngày"));
        let other = world.client(Who::Officer("kien-giang")).await;
        assert!(!other.get(DESK).await.body.contains(&link));
        let head = world.client(Who::Head).await.get(DESK).await.body;
        assert!(head.contains("Nhắc 01 đơn vị chưa thực hiện"), "{head}");
        assert!(head.contains("Chép lời nhắn"), "{head}");
        assert!(head.contains("Còn chờ: Cà Mau."), "{head}");
    })
    .await;
}

#[tokio::test]
async fn the_upper_body_sees_the_rounds_at_a_glance_and_whom_no_decision_has_recognised() {
    on_both(async |world| {
        open_round(&world.client(Who::Head).await).await;
        world.open_next_year().await;
        let page = world.client(Who::Superior).await.get(DESK).await.body;
        assert!(
            page.contains("Đã duyệt: Báo cáo số liệu tổng kết"),
            "{page}"
        );
        assert!(page.contains("Chưa có cụm trưởng nào được giới thiệu hoặc công nhận"));
        assert!(page.contains("href=\"/nam/2022-cum-9/cum-truong\""));
    })
    .await;
}

/// State and words of each stage of the first line on a page.
fn line(page: &str) -> Vec<(&str, &str)> {
    let list = page.split("<ol class=\"stages\"").nth(1);
    let list = list.and_then(|rest| rest.split("</ol>").next());
    let stages = list
        .expect("the page has a line")
        .split("<li data-state=\"");
    stages
        .skip(1)
        .map(|stage| {
            let state = stage.split('"').next().unwrap_or_default();
            let note = stage.rsplit("<span>").next().unwrap_or_default();
            (state, note.split("</span>").next().unwrap_or_default())
        })
        .collect()
}

#[tokio::test]
async fn the_desk_and_the_public_page_tell_the_same_of_every_stage() {
    on_both_published(async |world| {
        for now in ["2021-12-20T09:00:00+07:00", "2022-01-10T09:00:00+07:00"] {
            world.clock.set(now);
            let visitor = world.client(Who::Visitor).await;
            let public = visitor.get("/nam/2021-cum-9").await.body;
            let desk = world.client(Who::Officer("ca-mau")).await.get(DESK).await;
            let (desk, public) = (line(&desk.body), line(&public));
            assert_eq!(desk, public);
            assert_eq!(desk.len(), 9);
            assert_eq!(desk[2], ("done", "theo báo cáo gốc"));
            assert_eq!(desk[8].1, "đã giới thiệu, chờ công nhận");
        }
    })
    .await;
}

#[tokio::test]
async fn the_sample_year_stays_half_way_through_for_every_office_and_in_public() {
    on_both_published(async |world| {
        world.load_sample().await;
        world.clock.set("2026-11-25T09:00:00+07:00");
        let head = world.client(Who::Officer("dong-thap")).await;
        let desk = head.get(DESK).await.body;
        let visitor = world.client(Who::Visitor).await;
        let public = visitor.get("/nam/2022-cum-9").await.body;
        assert_eq!(line(&desk), line(&public));
        assert_eq!(line(&desk)[2], ("now", "06/12 đơn vị đã duyệt"));
        assert_eq!(line(&desk)[4], ("next", "chưa có"));
        for words in [
            "Nhắc 01 đơn vị chưa đăng ký thi đua",
            "đăng ký thi đua năm 2022.\nCòn chờ 01 đơn vị:\n- Hậu Giang\nĐăng ký tại: http",
            "đề nghị Đồng Tháp thực hiện việc sau hội nghị: Chuẩn bị hội nghị tổng kết",
            "thực hiện Công văn số 09-CV/HVCTQG",
        ] {
            assert!(desk.contains(words), "{words}\n{desk}");
        }
        let unit = world.client(Who::Officer("ca-mau")).await;
        let desk = unit.get(DESK).await.body;
        assert!(desk.contains("số liệu thường trực Cụm nhập thay"), "{desk}");
        assert!(!desk.contains("chưa đăng ký thi đua"), "{desk}");
    })
    .await;
}

#[tokio::test]
async fn proposed_awards_wait_for_the_upper_body_with_the_page_where_they_are_decided() {
    on_both_published(async |world| {
        let page = world.client(Who::Superior).await.get(DESK).await.body;
        assert!(
            page.contains("Xét, ghi quyết định đối với 03 đề nghị khen thưởng"),
            "{page}"
        );
        assert!(page.contains("href=\"/nam/2021-cum-9/khen-thuong?tinh_trang=de-nghi\""));
        let unit = world.client(Who::Officer("ca-mau")).await.get(DESK).await;
        assert!(!unit.body.contains("đề nghị khen thưởng"), "{}", unit.body);
    })
    .await;
}
