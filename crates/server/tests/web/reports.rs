//! The life of a report of figures, through its pages.

mod signing;

use axum::http::StatusCode;
use testkit::{Answer, Client, Who, World, on_both};

const YEAR: &str = "/nam/2021-cum-9/so-lieu";
const ROUND: &str = "/nam/2021-cum-9/so-lieu/ky/1";
const REPORT: &str = "/nam/2021-cum-9/so-lieu/ky/1/ca-mau";
const RESEARCH: &str = "/nam/2021-cum-9/so-lieu/ky/1/ca-mau/nghien-cuu-khoa-hoc";

/// The head's office opens a round.
async fn opened(world: &World, signing: &str) -> Client {
    let head = world.client(Who::Head).await;
    let fields = [
        ("ten", "Báo cáo số liệu tổng kết"),
        ("co_so", "to_cutoff"),
        ("ngay_chot", "31/10/2021"),
        ("han", "15/11/2021"),
        ("cach_ky", signing),
    ];
    let answer = head.post(&format!("{YEAR}/ky/moi"), &fields).await;
    assert_eq!(
        answer.location(),
        format!("{ROUND}?xong=mo-ky"),
        "{}",
        answer.body
    );
    head
}

async fn own(world: &World) -> Client {
    world.client(Who::Officer("ca-mau")).await
}

/// Projects by progress; the totals are left to the program: 1 + 4 = 5.
const PROJECTS: &[(&str, &str)] = &[
    ("kh1a", "0"),
    ("kh1b", "0"),
    ("kh2a", "1"),
    ("kh2b", "0"),
    ("kh3a", "3"),
    ("kh3b", "1"),
    ("kh4a", "0"),
    ("kh4b", "0"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [fields, more].concat()
}

async fn enter(client: &Client, seen: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(RESEARCH, &with(fields, &[("lan", seen)])).await
}

/// A hidden value of the report's page.
async fn hidden(client: &Client, name: &str) -> String {
    let page = client.get(REPORT).await.body;
    let mark = format!("name=\"{name}\" value=\"");
    let after = page.split(&mark).nth(1).expect("the page has the field");
    after.split('"').next().unwrap_or_default().to_owned()
}

async fn send(client: &Client, explanation: &str) -> Answer {
    let (acts, code) = (hidden(client, "lan").await, hidden(client, "ma").await);
    let fields = [
        ("lan", acts.as_str()),
        ("ma", &code),
        ("giai_trinh", explanation),
    ];
    client.post(&format!("{REPORT}/gui"), &fields).await
}

async fn act(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let acts = hidden(client, "lan").await;
    let all = with(fields, &[("lan", &acts)]);
    client.post(&format!("{REPORT}/{path}"), &all).await
}

#[tokio::test]
async fn a_report_is_entered_sent_returned_sent_again_approved_and_locked() {
    on_both(async |world| {
        let head = opened(&world, "paper").await;
        let unit = own(&world).await;
        let saved = enter(&unit, "0", PROJECTS).await;
        assert_eq!(
            saved.location(),
            format!("{REPORT}?xong=luu"),
            "{}",
            saved.body
        );
        let page = unit.get(&format!("{REPORT}?xong=luu")).await.body;
        assert!(page.contains("Đã lưu số liệu."));
        assert!(page.contains("cộng tự động"), "totals are computed");

        let sent = send(&unit, "").await;
        assert_eq!(
            sent.location(),
            format!("{REPORT}?xong=gui"),
            "{}",
            sent.body
        );
        let returned = act(
            &head,
            "tra-lai",
            &[("tung_chi_so", "KH.2a: thiếu quyết định giao đề tài")],
        )
        .await;
        assert_eq!(
            returned.location(),
            format!("{REPORT}?xong=tra-lai"),
            "{}",
            returned.body
        );
        let page = unit.get(REPORT).await.body;
        assert!(
            page.contains("Báo cáo bị trả lại") && page.contains("thiếu quyết định giao đề tài")
        );

        let changed = enter(&unit, "13", &[("kh2a", "2"), ("kh2a_cu", "1|")]).await;
        assert_eq!(
            changed.location(),
            format!("{REPORT}?xong=luu"),
            "{}",
            changed.body
        );
        send(&unit, "").await;
        assert_eq!(
            act(&head, "duyet", &[]).await.location(),
            format!("{REPORT}?xong=duyet")
        );
        let unsigned = act(&head, "khoa", &[]).await;
        assert_eq!(unsigned.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            unsigned
                .body
                .contains("Báo cáo chưa có bản ký. Ghi nhận bản ký rồi khóa")
        );
        let reason = [("ly_do_khoa", "Trường gửi bản ký sau.")];
        let locked = act(&head, "khoa", &reason).await;
        assert_eq!(
            locked.location(),
            format!("{REPORT}?xong=khoa"),
            "{}",
            locked.body
        );
        let page = head.get(REPORT).await.body;
        assert!(page.contains("Trường gửi bản ký sau."), "{page}");
        let board = head.get(ROUND).await.body;
        assert!(
            board.contains("data-state=\"locked\">Đã khóa</span>"),
            "{board}"
        );

        let form = unit.get(RESEARCH).await;
        assert_eq!(form.location(), REPORT, "a locked report opens no form");
        let late = enter(&unit, "16", &[("kh2a", "9"), ("kh2a_cu", "2|")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("trạng thái “Đã khóa”"));
        let unreasoned = act(&head, "mo-khoa", &[("ly_do_mo", " ")]).await;
        assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unlocked = act(&head, "mo-khoa", &[("ly_do_mo", "Nhập nhầm số đề tài.")]).await;
        assert_eq!(unlocked.location(), format!("{REPORT}?xong=mo-khoa"));
        let undone = act(&head, "huy-duyet", &[("ly_do_huy", "Sửa số đề tài.")]).await;
        assert_eq!(undone.location(), format!("{REPORT}?xong=huy-duyet"));
    })
    .await;
}

#[tokio::test]
async fn a_report_with_errors_is_sent_only_with_an_explanation_and_not_approved() {
    on_both(async |world| {
        let head = opened(&world, "paper").await;
        let unit = own(&world).await;
        enter(&unit, "0", &with(PROJECTS, &[("kh_total", "4")])).await;
        let page = unit.get(REPORT).await.body;
        assert!(
            page.contains("4 (đã nhập) · 5 (cộng theo cấp: 0 + 1 + 4 + 0), chênh lệch 1"),
            "{page}"
        );
        let silent = send(&unit, "").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            silent
                .body
                .contains("Có thể gửi, nhưng phải ghi giải trình")
        );
        let sent = send(&unit, "Đang đối chiếu với Phòng Nghiên cứu khoa học.").await;
        assert_eq!(
            sent.location(),
            format!("{REPORT}?xong=gui"),
            "{}",
            sent.body
        );
        let approved = act(&head, "duyet", &[]).await;
        assert_eq!(approved.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(approved.body.contains("Báo cáo còn 01 lỗi nên chưa thể"));
        let board = head
            .get(&format!("{ROUND}?trang_thai=cho-duyet"))
            .await
            .body;
        assert!(board.contains("Đã gửi, còn lỗi") && !board.contains(">Bến Tre<"));
    })
    .await;
}

#[tokio::test]
async fn bad_numbers_are_told_all_at_once_and_stay_as_typed() {
    on_both(async |world| {
        opened(&world, "paper").await;
        let unit = own(&world).await;
        let fields = [
            ("kh2a", "27.73l"),
            ("kh2b", "-3"),
            ("kh3a", "1,5"),
            ("kh3b", "4"),
            ("kh3b_vang", "not_assigned"),
            ("kh4a", "7"),
        ];
        let answer = enter(&unit, "0", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("còn 4 chỗ cần sửa"), "{}", answer.body);
        for kept in [
            "value=\"27.73l\"",
            "value=\"-3\"",
            "value=\"1,5\"",
            "value=\"7\"",
        ] {
            assert!(answer.body.contains(kept), "{kept}");
        }
        let page = unit.get(REPORT).await.body;
        assert!(page.contains("0/"), "nothing was stored");
        assert!(page.contains("data-state=\"missing\">Chưa nhập"));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_officers_keeps_the_own_changes_and_sees_the_others() {
    on_both(async |world| {
        opened(&world, "paper").await;
        let unit = own(&world).await;
        let leader = world.client(Who::Leader("ca-mau")).await;
        enter(&unit, "0", &[("kh2a", "1")]).await;
        let second = [
            ("kh2a", "2"),
            ("kh2a_cu", "|"),
            ("kh3a", "3"),
            ("kh3a_cu", "|"),
        ];
        let answer = enter(&leader, "0", &second).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(
            answer.body.contains("Người khác vừa lưu: 1."),
            "{}",
            answer.body
        );
        assert!(answer.body.contains("name=\"kh2a\" value=\"2\""));
        assert!(answer.body.contains("name=\"kh3a\" value=\"3\""));
        assert!(answer.body.contains("name=\"lan\" value=\"1\""));
        let other = format!("{REPORT}/nghien-cuu-thuc-te");
        let elsewhere = leader.post(&other, &[("lan", "0"), ("tt1", "4")]).await;
        assert_eq!(
            elsewhere.location(),
            format!("{REPORT}?xong=luu"),
            "another section is free"
        );
    })
    .await;
}

#[tokio::test]
async fn figures_entered_on_behalf_need_a_message_and_are_marked_until_confirmed() {
    on_both(async |world| {
        let head = opened(&world, "paper").await;
        let unit = own(&world).await;
        let address = format!("{RESEARCH}/nhap-thay");
        let fields = [("lan", "0"), ("kh2a", "2")];
        let silent = head.post_files(&address, &fields, &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.body.contains("Chưa có căn cứ nhập thay"));
        let wrong = head
            .post_files(&address, &fields, &[("tep", "a.exe", b"MZ\0\0")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Tệp này chưa nhận được"));
        let said = with(&fields, &[("loi_nhan", "Trường có 2 đề tài cấp tỉnh.")]);
        let entered = head.post_files(&address, &said, &[]).await;
        assert_eq!(
            entered.location(),
            format!("{REPORT}?xong=nhap-thay"),
            "{}",
            entered.body
        );
        let board = head.get(ROUND).await.body;
        assert!(
            board.contains("số liệu nhập thay, chờ đơn vị xác nhận"),
            "{board}"
        );
        let waiting = hidden(&unit, "so_lieu").await;
        let confirmed = unit
            .post(&format!("{REPORT}/xac-nhan"), &[("so_lieu", &waiting)])
            .await;
        assert_eq!(
            confirmed.location(),
            format!("{REPORT}?xong=xac-nhan"),
            "{}",
            confirmed.body
        );
        let page = unit.get(REPORT).await.body;
        assert!(page.contains("nhập thay, đã xác nhận") && !page.contains("chờ xác nhận"));
    })
    .await;
}

#[tokio::test]
async fn an_extension_moves_the_deadline_of_one_unit() {
    on_both(async |world| {
        world.clock.set("2021-11-16T00:00:00+07:00");
        let head = opened(&world, "paper").await;
        let board = head.get(ROUND).await.body;
        assert_eq!(board.matches("Quá hạn 01 ngày").count(), 12);
        assert!(board.contains("đã quá hạn") && board.contains("Chép lời nhắn"));
        let early = [("han_moi", "15/11/2021"), ("ly_do_gia_han", "")];
        let refused = head.post(&format!("{REPORT}/gia-han"), &early).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [
            ("han_moi", "20/11/2021"),
            ("ly_do_gia_han", "Trường đang cách ly."),
        ];
        let extended = head.post(&format!("{REPORT}/gia-han"), &fields).await;
        assert_eq!(
            extended.location(),
            format!("{REPORT}?xong=gia-han"),
            "{}",
            extended.body
        );
        let board = head.get(ROUND).await.body;
        assert_eq!(board.matches("Quá hạn 01 ngày").count(), 11);
        assert!(board.contains("hạn riêng 20/11/2021"));
        let csv = head.get(&format!("{ROUND}/tai-ve?dang=csv")).await.body;
        assert!(csv.contains("Cà Mau,Chưa nhập"), "{csv}");
    })
    .await;
}

#[tokio::test]
async fn a_unit_outside_the_year_has_no_report_and_a_round_needs_its_days() {
    on_both(async |world| {
        let head = opened(&world, "paper").await;
        let stranger = head.get(&format!("{ROUND}/tay-ninh")).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        let fields = [
            ("ten", ""),
            ("co_so", "to_cutoff"),
            ("ngay_chot", "31/11/2021"),
            ("han", "x"),
        ];
        let refused = head.post(&format!("{YEAR}/ky/moi"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("còn 4 chỗ cần sửa"),
            "{}",
            refused.body
        );
        assert_eq!(head.get(YEAR).await.body.matches("Hạn hết ngày").count(), 1);
        let empty = send(&own(&world).await, "").await;
        assert!(
            empty.body.contains("Báo cáo chưa có số liệu nào"),
            "{}",
            empty.body
        );
    })
    .await;
}

#[tokio::test]
async fn the_reasons_of_whoever_returns_a_report_second_are_shown_to_be_copied() {
    on_both(async |world| {
        let head = opened(&world, "paper").await;
        let unit = own(&world).await;
        enter(&unit, "0", PROJECTS).await;
        send(&unit, "").await;
        let acts = hidden(&head, "lan").await;
        act(&head, "tra-lai", &[("ly_do", "Thiếu minh chứng.")]).await;
        let deputy = world.client(Who::Deputy).await;
        let late = [("lan", acts.as_str()), ("ly_do", "Số lớp chưa khớp.")];
        let answer = deputy.post(&format!("{REPORT}/tra-lai"), &late).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Báo cáo vừa thay đổi"));
        assert!(answer.body.contains(">Số lớp chưa khớp.</textarea>"));
    })
    .await;
}
