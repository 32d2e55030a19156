//! The table of all units' figures, for the year's offices.

use axum::http::StatusCode;
use rules::figures::{Absence, Basis, Section};
use testkit::{Client, Who, World, on_both, on_both_published};

use crate::rounds::{absent, approve, enter, enter_on_behalf, number, open, send, to_cutoff};

const TABLE: &str = "/nam/2021-cum-9/so-lieu/bang";

/// Cà Mau has all kinds of answers, Kiên Giang an error, Bến Tre figures entered on its behalf.
async fn three_reports(world: &World) -> Client {
    let round = open(world, to_cutoff()).await;
    let values = [
        ("kh1", absent(Absence::NotApplicable)),
        ("kh2", number(0)),
        ("kh3", absent(Absence::NotAssigned)),
        ("kh4", absent(Absence::NoTarget)),
        ("kh6", number(3)),
        ("kh_total", number(0)),
    ];
    enter(world, &round, "ca-mau", Section::Research, &values).await;
    send(world, &round, "ca-mau").await;
    approve(world, &round, "ca-mau").await;
    let values = [("dt61", number(1206)), ("dt62", number(1260))];
    enter(world, &round, "kien-giang", Section::Training, &values).await;
    send(world, &round, "kien-giang").await;
    let message = "Gửi chị Hoa: trường có 5 hội thảo.";
    enter_on_behalf(world, &round, "ben-tre", &[("kh6", number(5))], message).await;
    world.client(Who::Head).await
}

/// The row of a unit, or the lines under them.
fn row<'a>(page: &'a str, name: &str) -> &'a str {
    let at = page.find(name).expect("the row is there");
    let rest = &page[at..];
    &rest[..rest.find("</tr>").expect("the row ends")]
}

#[tokio::test]
async fn each_kind_of_cell_says_what_it_is() {
    on_both(async |world| {
        let head = three_reports(&world).await;
        let page = head.get(&format!("{TABLE}?nhom=nghien-cuu-khoa-hoc")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let ca_mau = row(&page.body, ">Cà Mau</a>");
        for said in [
            "data-state=\"approved\">Đã duyệt</span>",
            "nguon/kh2/ca-mau?ky=1\">0</a>",
            "data-cell=\"none\"><a class=\"figure\" href=\"/nam/2021-cum-9/nguon/kh1/ca-mau?ky=1\">không áp dụng</a>",
            ">không được giao</a>",
            ">không đặt mức</a>",
            "data-cell=\"missing\"><a class=\"figure\" href=\"/nam/2021-cum-9/nguon/kh7a/ca-mau?ky=1\">thiếu</a>",
        ] {
            assert!(ca_mau.contains(said), "{said}\n{ca_mau}");
        }
        let ben_tre = row(&page.body, ">Bến Tre</a>");
        assert!(ben_tre.contains("nhập thay, chờ đơn vị xác nhận"));
        assert!(ben_tre.contains(">5</a><br><small>nhập thay, chờ xác nhận</small>"));
    })
    .await;
}

#[tokio::test]
async fn the_cluster_adds_what_is_there_and_says_of_how_many_units_and_on_what_basis() {
    on_both(async |world| {
        let head = three_reports(&world).await;
        let page = head.get(TABLE).await.body;
        let cluster = row(&page, "<th scope=\"row\">Cụm");
        assert!(cluster.contains("Thực hiện đến 31/10/2021"), "{cluster}");
        assert!(cluster.contains("1/12 duyệt"), "{cluster}");
        assert!(
            cluster.contains("nguon/kh6?ky=1\">8</a><br><small>2 đơn vị</small>"),
            "{cluster}"
        );
        let csv = head.get(&format!("{TABLE}/tai-ve?dang=csv")).await.body;
        assert!(csv.contains("Thực hiện đến ngày chốt 31/10/2021"), "{csv}");
        assert!(csv.contains("\nCụm,1/12 duyệt,"), "{csv}");
    })
    .await;
}

#[tokio::test]
async fn errors_are_marked_in_the_cell_and_told_below_and_narrow_the_units() {
    on_both(async |world| {
        let head = three_reports(&world).await;
        let page = head.get(&format!("{TABLE}?trang_thai=co-loi")).await.body;
        let kien_giang = row(&page, ">Kiên Giang</a>");
        assert!(
            kien_giang.contains(
                "data-cell=\"E\"><a class=\"level\" data-level=\"E\" href=\"#f0\">Lỗi</a>"
            ),
            "{kien_giang}"
        );
        assert!(page.contains("id=\"f0\""));
        assert!(page.contains("<b>Kiên Giang, ĐT.62 Phiếu phản hồi thu về: 1.260 lớn hơn 1.206"));
        assert!(!page.contains(">Cà Mau</a>"), "only units with errors");
    })
    .await;
}

#[tokio::test]
async fn figures_of_two_bases_stand_in_two_tables() {
    on_both(async |world| {
        let first = open(&world, to_cutoff()).await;
        enter(
            &world,
            &first,
            "ca-mau",
            Section::Research,
            &[("kh6", number(3))],
        )
        .await;
        let second = open(&world, Basis::Official).await;
        enter(
            &world,
            &second,
            "ca-mau",
            Section::Research,
            &[("kh6", number(4))],
        )
        .await;
        let member = world.client(Who::Officer("an-giang")).await;
        let newest = member.get(TABLE).await.body;
        assert!(newest.contains("<b aria-current=\"true\">Chính thức cả năm</b>"));
        assert!(newest.contains("nguon/kh6?ky=2\">4</a>"));
        let earlier = member.get(&format!("{TABLE}?ky=1")).await.body;
        assert!(earlier.contains("<b aria-current=\"true\">Thực hiện đến 31/10/2021</b>"));
        assert!(earlier.contains("nguon/kh6?ky=1\">3</a>"));
        let none = member.get(&format!("{TABLE}?ky=3")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn before_the_first_round_the_table_shows_what_is_stated_and_the_head_may_open_one() {
    on_both_published(async |world| {
        let head = world.client(Who::Head).await;
        let page = head.get(TABLE).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let projects = row(&page.body, "KH.5 Đề tài nghiên cứu khoa học");
        for said in [
            ">45</a>",
            ">52</a>",
            "7 + 42 + 3",
            ">7</td>",
            "không có số liệu",
        ] {
            assert!(projects.contains(said), "{said}\n{projects}");
        }
        assert!(page.body.contains("Mở kỳ báo cáo</a>"));
        assert!(page.body.contains("so-lieu/dinh-chinh/kh_total"));
        let member = world.client(Who::Officer("ca-mau")).await;
        let page = member.get(TABLE).await.body;
        assert!(!page.contains("Mở kỳ báo cáo</a>") && !page.contains("dinh-chinh"));
        let csv = head.get(&format!("{TABLE}/tai-ve?dang=csv")).await.body;
        let line = csv.lines().find(|line| line.starts_with("KH.5,"));
        let line = line.expect("projects are in the list");
        assert!(
            line.contains(",45,52,theo cấp: 7 + 42 + 3,không có số liệu,"),
            "{line}"
        );
    })
    .await;
}
