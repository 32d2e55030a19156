//! What holds for every form: all that is wrong is told at once, each field by its name; nothing typed is lost.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use testkit::{Answer, Client, Kind, Who, World, on_both};

use crate::access_table::{Arranged, address};

mod at_once;

const YEAR: &str = "/nam/2021-cum-9";

/// The lines of the summary of errors: the field that each leads to, and its words.
pub(crate) fn summary(answer: &Answer) -> Vec<(String, String)> {
    let lines = answer.body.split("<li><a href=\"#").skip(1);
    let line = |rest: &str| {
        let (field, rest) = rest.split_once("\">")?;
        Some((field.to_owned(), rest.split_once("</a>")?.0.to_owned()))
    };
    lines.filter_map(line).collect()
}

/// The fields that the summary leads to.
pub(crate) fn fields(answer: &Answer) -> BTreeSet<String> {
    summary(answer)
        .into_iter()
        .map(|(field, _)| field)
        .collect()
}

/// Fields that name the unit that a form speaks for, and what is done; nothing else is filled in.
const CHOSEN: &[(&str, &str)] = &[("don_vi", "ca-mau"), ("tra_loi", "acted_on")];

#[tokio::test]
async fn every_form_sent_empty_names_what_is_missing_and_leads_there() {
    let (mut told, mut bad) = (BTreeSet::new(), BTreeSet::new());
    for who in [
        Who::Officer("ca-mau"),
        Who::Leader("ca-mau"),
        Who::Head,
        Who::Superior,
        Who::Editor,
        Who::Administrator,
    ] {
        let world = World::published(Kind::Sqlite).await;
        let arranged = Arranged::around(&world).await;
        let client = world.client(who).await;
        for route in server::routes().table() {
            if route.method == "GET" || route.path == "/dang-xuat" {
                continue;
            }
            let at = arranged.fill(&address(&world, route.path).await);
            for sent in [CHOSEN, &[]] {
                let answer = client.post(&at, sent).await;
                // Where the year has gone on, the page no longer has the form.
                let has_form = answer.body.contains(&format!("action=\"{at}\""));
                if answer.status == StatusCode::UNPROCESSABLE_ENTITY && has_form {
                    told.insert(route.path);
                    bad.extend(nameless(&answer, &at));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
    assert!(told.len() > 45, "only {} forms were refused", told.len());
}

/// Lines of the summary that do not name a field that is on the page.
fn nameless(answer: &Answer, at: &str) -> Vec<String> {
    let lines = summary(answer);
    assert!(!lines.is_empty(), "{at} does not say what is wrong");
    let is_good = |(field, words): &(String, String)| {
        let place = format!(" id=\"{field}\"");
        let named = words.split_once(": ").is_some_and(|(name, said)| {
            !name.is_empty() && said.starts_with(|first: char| first.is_uppercase())
        });
        named && answer.body.contains(&place)
    };
    let bad = lines.into_iter().filter(|line| !is_good(line));
    bad.map(|(field, words)| format!("{at}: {field}: {words}"))
        .collect()
}

/// The text shown to be copied, under what its field is called.
pub(crate) fn shows(answer: &Answer, words: &str, text: &str) -> bool {
    let copied = format!(">{text}</textarea>");
    let label = format!(">{words}</label>");
    answer.body.contains(&copied) && answer.body.contains(&label)
}

/// Enters a directive; answers with the address of its page.
async fn directive(head: &Client) -> String {
    let fields = [
        ("so_ky_hieu", "550-QĐ/HVCTQG"),
        ("co_quan", "Học viện Chính trị quốc gia Hồ Chí Minh"),
        ("ngay_ban_hanh", "25/02/2021"),
        ("trich_yeu", "Về việc tổ chức phong trào thi đua"),
    ];
    let entered = head
        .post(&format!("{YEAR}/van-ban-chi-dao/moi"), &fields)
        .await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
    let path = entered.location().split('?').next();
    path.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn whoever_corrects_a_directive_that_was_removed_meanwhile_loses_nothing() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = directive(&head).await;
        let reason = [("phien_ban", "1"), ("ly_do_go", "Vào sổ nhầm.")];
        head.post(&format!("{path}/go"), &reason).await;
        let fields = [
            ("phien_ban", "1"),
            ("so_ky_hieu", "551-QĐ/HVCTQG"),
            ("co_quan", "Học viện"),
            ("ngay_ban_hanh", "26/02/2021"),
            ("trich_yeu", "Trích yếu vừa chép lại"),
            ("ly_do", "Sửa theo bản gốc"),
        ];
        let answer = head.post(&format!("{path}/sua"), &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Lý do gỡ: Vào sổ nhầm."));
        assert!(answer.body.contains(">Trích yếu vừa chép lại</textarea>"));
        assert!(answer.body.contains("value=\"551-QĐ/HVCTQG\""));
        let asked = [
            ("don_vi_nhan", "ca-mau"),
            ("can_tra_loi", "acted_on"),
            ("yeu_cau", "Gửi kế hoạch"),
        ];
        let answer = head.post(&format!("{path}/chuyen"), &asked).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(shows(&answer, "Yêu cầu đối với đơn vị", "Gửi kế hoạch"));
    })
    .await;
}

#[tokio::test]
async fn whoever_changes_a_contact_that_was_removed_meanwhile_is_told_and_copies_what_was_typed() {
    on_both(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        let book = format!("{YEAR}/danh-ba");
        let contact = [
            ("ho_ten", "Nguyễn Văn Mẫu"),
            ("chuc_vu", "Trưởng phòng"),
            ("dien_thoai", "0912345678"),
        ];
        own.post(&format!("{book}/ca-mau/moi"), &contact).await;
        let page = own.get(&book).await.body;
        let at = page
            .split(&format!("{book}/ca-mau/"))
            .skip(1)
            .filter_map(|rest| rest.split(['"', '/']).next())
            .find(|id| *id != "moi");
        let at = format!("{book}/ca-mau/{}", at.expect("the contact is linked"));
        own.post(&format!("{at}/xoa"), &[]).await;
        let changed = [
            ("phien_ban", "1"),
            ("ho_ten", "Trần Thị Mẫu"),
            ("chuc_vu", "Phó trưởng phòng <mới>"),
            ("dien_thoai", "0987654321"),
        ];
        let answer = own.post(&at, &changed).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Nội dung này không còn nữa"));
        assert!(shows(&answer, "Họ và tên", "Trần Thị Mẫu"));
        assert!(shows(&answer, "Chức vụ", "Phó trưởng phòng &#60;mới&#62;"));
        assert!(shows(&answer, "Điện thoại", "0987654321"));
    })
    .await;
}

#[tokio::test]
async fn a_form_of_a_session_that_is_over_comes_back_with_what_was_typed_and_never_with_a_password()
{
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let other_session = of_another_session(&head, "http://localhost").await;
        assert_eq!(other_session.status, StatusCode::FORBIDDEN);
        assert!(other_session.body.contains("Biểu mẫu đã hết hạn"));
        world.clock.pass(13 * 3600);
        let over = of_another_session(&head, "http://localhost").await;
        assert_eq!(over.status, StatusCode::UNAUTHORIZED);
        assert!(over.body.contains("Phiên làm việc đã hết"));
        for answer in [other_session, over] {
            assert!(shows(&answer, "Chủ đề", "Đoàn kết, sáng tạo"));
            assert!(!answer.body.contains("bi-mat-cua-toi"));
        }
        let foreign = of_another_session(&head, "http://elsewhere").await;
        assert!(!foreign.body.contains("Đoàn kết"));
    })
    .await;
}

/// Sends the form of the theme as a page of another session, or of another site, would.
async fn of_another_session(client: &Client, origin: &str) -> Answer {
    let body = "csrf=other&chu_de=Đoàn+kết,+sáng+tạo&mat_khau=bi-mat-cua-toi";
    let request = client
        .request("POST", &format!("{YEAR}/dang-ky/chu-de"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("content-length", body.len())
        .header("origin", origin)
        .body(body.into())
        .expect("a request");
    client.send(request).await
}

#[tokio::test]
async fn what_a_page_shows_by_itself_is_not_shown_a_second_time() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let fields = [
            ("ten", ""),
            ("loai", "summary"),
            ("dia_diem", "Hội trường B"),
        ];
        let answer = head.post(&format!("{YEAR}/hoi-nghi/moi"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.body.matches("Hội trường B").count(), 1);
        assert!(!answer.body.contains("Nội dung đã nhập, chưa lưu"));
    })
    .await;
}
