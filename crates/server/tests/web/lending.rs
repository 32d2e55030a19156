//! A department enters one section of a report through a link, without an account.

use axum::http::StatusCode;
use testkit::{Client, Who, World, on_both};

const YEAR: &str = "/nam/2021-cum-9/so-lieu";
const REPORT: &str = "/nam/2021-cum-9/so-lieu/ky/1/ca-mau";
const LENDING: &str = "/nam/2021-cum-9/so-lieu/ky/1/ca-mau/giao-phong";

const RESEARCH: &[(&str, &str)] = &[
    ("phan", "research"),
    ("phong", "Phòng Quản lý khoa học"),
    ("den_ngay", "19/11/2021"),
];

async fn opened(world: &World) -> Client {
    let head = world.client(Who::Head).await;
    let fields = [
        ("ten", "Báo cáo số liệu tổng kết"),
        ("co_so", "estimate"),
        ("han", "30/11/2021"),
        ("cach_ky", "paper"),
    ];
    head.post(&format!("{YEAR}/ky/moi"), &fields).await;
    world.client(Who::Officer("ca-mau")).await
}

/// The path of a link that the officer has made for the research section.
async fn lent(officer: &Client) -> String {
    let told = officer.post(LENDING, RESEARCH).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert!(told.body.contains("Liên kết chỉ hiện một lần này"));
    let token = told.body.split("/nhap/").nth(1).expect("a link is told");
    let token: String = token
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    assert_eq!(token.len(), 26);
    format!("/nhap/{token}")
}

#[tokio::test]
async fn a_department_enters_its_section_and_the_officer_sees_by_whom() {
    on_both(async |world| {
        let officer = opened(&world).await;
        let link = lent(&officer).await;
        let department = world.client(Who::Visitor).await;
        let form = department.get(&link).await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.body);
        assert!(form.body.contains("Phòng Quản lý khoa học") && form.body.contains("kh2a"));
        assert!(!form.body.contains("name=\"dt1\""), "no other section");

        let wrong = [("lan", "0"), ("kh2a", "27.73l"), ("kh2b", "-3")];
        let wrong = department.post(&link, &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("27.73l") && wrong.body.contains("còn 2 chỗ cần sửa"));

        let right = [("lan", "0"), ("kh2a", "3"), ("kh2b", "1")];
        let saved = department.post(&link, &right).await;
        assert_eq!(
            saved.location(),
            format!("{link}?xong=luu-qua-lien-ket"),
            "{}",
            saved.body
        );
        let stale = department.post(&link, &[("lan", "0"), ("kh2a", "9")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.body.contains("Người khác vừa lưu phần này"));

        let trail = officer.get("/nam/2021-cum-9/nguon/kh2a/ca-mau?ky=1").await;
        assert!(
            trail.body.contains("Phòng Quản lý khoa học (qua liên kết)"),
            "{}",
            trail.body
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_opens_nothing_after_its_day_or_once_it_is_taken_back() {
    on_both(async |world| {
        let officer = opened(&world).await;
        let (late, taken) = (lent(&officer).await, lent(&officer).await);
        let list = officer.get(LENDING).await.body;
        let path = list
            .split("action=\"")
            .find(|part| part.contains("/thu-hoi\""))
            .and_then(|part| part.split('"').next())
            .expect("the newest link can be taken back");
        let back = officer.post(path, &[]).await;
        assert_eq!(back.location(), format!("{LENDING}?xong=thu-hoi"));
        let department = world.client(Who::Visitor).await;
        for answer in [
            department.get(&taken).await,
            department
                .post(&taken, &[("lan", "0"), ("kh2a", "3")])
                .await,
        ] {
            assert_eq!(answer.status, StatusCode::GONE);
            assert!(answer.body.contains("đã được đơn vị thu hồi"));
        }

        assert_eq!(department.get(&late).await.status, StatusCode::OK);
        world.clock.set("2021-11-20T00:00:00+07:00");
        let over = department.post(&late, &[("lan", "0"), ("kh2a", "3")]).await;
        assert_eq!(over.status, StatusCode::GONE);
        assert!(over.body.contains("chỉ dùng được đến hết ngày 19/11/2021"));
        let unknown = department.get("/nhap/00000000000000000000000000").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_asked_for_wrongly_is_refused_with_every_reason() {
    on_both(async |world| {
        let officer = opened(&world).await;
        let empty = [("phan", ""), ("phong", " "), ("den_ngay", "31/02/2021")];
        let refused = officer.post(LENDING, &empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("còn 3 chỗ cần sửa"));
        assert!(refused.body.contains("31/02/2021"), "what was typed stays");
        for day in ["11/11/2021", "14/12/2021"] {
            let fields = [RESEARCH[0], RESEARCH[1], ("den_ngay", day)];
            let refused = officer.post(LENDING, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                refused.body.contains("từ 12/11/2021 đến 13/12/2021"),
                "{}",
                refused.body
            );
        }
        let other = world.client(Who::Officer("kien-giang")).await;
        let denied = other.post(LENDING, RESEARCH).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_report_that_was_sent_takes_nothing_through_a_link() {
    on_both(async |world| {
        let officer = opened(&world).await;
        let link = lent(&officer).await;
        let department = world.client(Who::Visitor).await;
        department.post(&link, &[("lan", "0"), ("kh2a", "3")]).await;
        let page = officer.get(REPORT).await.body;
        let hidden = |name: &str| {
            let mark = format!("name=\"{name}\" value=\"");
            let after = page.split(&mark).nth(1).expect("the page has the field");
            after.split('"').next().unwrap_or_default().to_owned()
        };
        let (acts, code) = (hidden("lan"), hidden("ma"));
        let fields = [
            ("lan", acts.as_str()),
            ("ma", &code),
            ("giai_trinh", "Số liệu còn bổ sung."),
        ];
        let sent = officer.post(&format!("{REPORT}/gui"), &fields).await;
        assert_eq!(sent.location(), format!("{REPORT}?xong=gui"));
        let shown = department.get(&link).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(shown.body.contains("nên không nhập thêm được"));
        assert!(!shown.body.contains("<form"), "nothing to be filled in");
        let late = department.post(&link, &[("lan", "1"), ("kh2a", "4")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
    })
    .await;
}
