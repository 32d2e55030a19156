//! Units through time: the public pages and the registers of the administrator.

mod merging;

use axum::http::StatusCode;
use testkit::{Answer, Client, Who, World, on_both, on_both_published};

/// The version that a form on a page carries.
fn version(page: &Answer) -> String {
    let after = page.body.split("name=\"phien_ban\" value=\"").nth(1);
    let after = after.expect("the page has a form with a version");
    after.split('"').next().unwrap_or_default().to_owned()
}

async fn open(client: &Client, path: &str) -> Answer {
    let page = client.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    page
}

/// Sends a form with the version of the page it stands on.
async fn send(client: &Client, page: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
    let version = version(&open(client, page).await);
    let mut all = vec![("phien_ban", version.as_str())];
    all.extend_from_slice(fields);
    client.post(to, &all).await
}

async fn administrator(world: &World) -> Client {
    world.client(Who::Administrator).await
}

fn assert_done(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

fn assert_refused(answer: &Answer, with: &str) {
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    assert!(answer.body.contains(with), "{with}\n{}", answer.body);
}

#[tokio::test]
async fn the_mergers_of_2025_are_read_from_both_sides_and_unknown_names_are_said_to_be() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let successors = [
            ("an-giang", vec!["kien-giang"]),
            ("ca-mau", vec!["bac-lieu"]),
            ("can-tho", vec!["soc-trang", "hau-giang"]),
            ("vinh-long", vec!["ben-tre", "tra-vinh"]),
            ("dong-thap", vec!["tien-giang"]),
        ];
        for (into, gone) in successors {
            let page = open(&visitor, &format!("/don-vi/{into}")).await;
            assert!(
                page.body
                    .contains("Từ ngày 01/7/2025, tên của đơn vị chưa rõ"),
                "{into}"
            );
            assert_eq!(
                page.body.matches("nhập từ ngày 01/7/2025").count(),
                gone.len(),
                "{into}"
            );
            for unit in gone {
                assert!(
                    page.body.contains(&format!("href=\"/don-vi/{unit}\"")),
                    "{unit}"
                );
                let page = open(&visitor, &format!("/don-vi/{unit}")).await;
                let link = format!("Nhập vào <a href=\"/don-vi/{into}\">");
                assert!(page.body.contains(&link), "{unit}: {}", page.body);
                assert!(
                    !page.body.contains("chưa có nguồn nêu tên. Trang này"),
                    "{unit}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_award_of_a_merged_school_is_seen_from_its_successor_under_the_name_of_its_day() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = open(&visitor, "/don-vi/vinh-long").await;
        assert!(page.body.contains("Trường Chính trị tỉnh Bến Tre<br><small class=\"soft\">Khen thưởng của đơn vị tiền thân"));
        assert!(page.body.contains("Đề nghị, chưa có quyết định"));
        let own = open(&visitor, "/don-vi/ben-tre").await;
        assert!(own.body.contains("Được suy tôn"));
        assert!(!own.body.contains("Khen thưởng của đơn vị tiền thân"));
    })
    .await;
}

#[tokio::test]
async fn a_units_page_tells_its_role_theme_and_published_figures_of_each_year() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let head = open(&visitor, "/don-vi/bac-lieu").await;
        assert!(
            head.body
                .contains("<td data-name=\"Vai trò\">Cụm trưởng</td>")
        );
        let page = open(&visitor, "/don-vi/vinh-long").await;
        assert!(
            page.body.contains("/nam/2021-cum-9/nguon/tt2/vinh-long"),
            "{}",
            page.body
        );
        let silent = open(&visitor, "/don-vi/kien-giang").await;
        assert!(
            silent
                .body
                .contains("data-name=\"Chủ đề riêng\">không nêu</td>")
        );
        assert!(
            silent
                .body
                .contains("Không có số liệu riêng của đơn vị được công bố")
        );
        assert_eq!(
            visitor.get("/don-vi/khong-co").await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

/// The cluster of the published year, in an address.
const CLUSTER: &str = "truong-chinh-tri-dong-bang-song-cuu-long";

#[tokio::test]
async fn the_list_of_units_is_in_vietnamese_order_and_searched_without_tones() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let all = open(&visitor, "/don-vi").await;
        let place = |slug: &str| all.body.find(&format!("href=\"/don-vi/{slug}\""));
        let order = [
            "an-giang",
            "bac-lieu",
            "ben-tre",
            "ca-mau",
            "can-tho",
            "dong-thap",
            "hau-giang",
        ];
        let places: Vec<_> = order.iter().map(|slug| place(slug)).collect();
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{places:?}"
        );
        let found = open(&visitor, &format!("/don-vi?tim=ben+tre&cum={CLUSTER}")).await;
        assert!(found.body.contains("1 đơn vị,") && found.body.contains("Bến Tre"));
        let outside = open(&visitor, &format!("/don-vi?tim=long+an&cum={CLUSTER}")).await;
        assert!(outside.body.contains("Không có đơn vị phù hợp"));
        let csv = open(&visitor, "/don-vi/tai-ve?dang=csv&tim=ben+tre").await;
        assert!(
            csv.body.contains("Trường Chính trị tỉnh Bến Tre") && !csv.body.contains("Cà Mau,")
        );
    })
    .await;
}

const NEW: &[(&str, &str)] = &[
    ("loai", "school"),
    ("ten", "Trường Chính trị tỉnh Bình Phước"),
    ("ten_gon", "Bình Phước"),
    ("tu_ngay", "01/01/2010"),
    ("nguon", "Quyết định thành lập"),
];

#[tokio::test]
async fn only_the_administrator_keeps_units_and_a_slug_is_taken_once() {
    on_both(async |world| {
        let path = "/don-vi-quan-ly/moi";
        let head = world.client(Who::Head).await;
        assert_eq!(head.post(path, NEW).await.status, StatusCode::FORBIDDEN);
        let keeper = administrator(&world).await;
        assert_done(&keeper.post(path, NEW).await);
        let page = open(&keeper, "/don-vi-quan-ly/binh-phuoc").await;
        assert!(page.body.contains("Từ ngày 01/01/2010"));
        let mut again = NEW.to_vec();
        again[1] = ("ten", "Trường khác");
        let answer = keeper.post(path, &again).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(
            answer
                .body
                .contains("Mã “binh-phuoc” đã dùng cho Trường Chính trị tỉnh Bình Phước")
        );
        assert!(answer.body.contains("value=\"Trường khác\""));
    })
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_new_unit_is_told_at_once() {
    on_both(async |world| {
        let keeper = administrator(&world).await;
        let fields = [
            ("loai", "ship"),
            ("ten", ""),
            ("ten_gon", "Bến Tre"),
            ("tu_ngay", "31/11/2021"),
            ("ma_don_vi", "Bến Tre"),
        ];
        let answer = keeper.post("/don-vi-quan-ly/moi", &fields).await;
        assert_refused(&answer, "còn 5 chỗ cần sửa");
        assert!(answer.body.contains("Có thể dùng: ben-tre"));
        assert!(answer.body.contains("value=\"31/11/2021\""));
    })
    .await;
}

#[tokio::test]
async fn two_units_of_one_name_are_kept_apart_after_a_warning() {
    on_both(async |world| {
        let keeper = administrator(&world).await;
        let mut fields = NEW.to_vec();
        fields[1] = ("ten", "trường chính trị tỉnh  Cà Mau");
        let path = "/don-vi-quan-ly/moi";
        let answer = keeper.post(path, &fields).await;
        assert_refused(&answer, "trùng với đơn vị có mã ca-mau");
        assert!(answer.body.contains("Đây là đơn vị khác, vẫn lưu tên này"));
        fields.push(("cung_ten", "khac"));
        assert_done(&keeper.post(path, &fields).await);
    })
    .await;
}

const NAMES: &str = "/don-vi-quan-ly/ca-mau/ten";
const UNIT: &str = "/don-vi-quan-ly/ca-mau";

#[tokio::test]
async fn a_new_name_ends_the_earlier_one_and_the_year_keeps_the_name_of_its_day() {
    on_both(async |world| {
        let keeper = administrator(&world).await;
        let new = [
            ("ten", "Trường Chính trị Đất Mũi"),
            ("ten_gon", "Cà Mau"),
            ("tu_ngay", "01/3/2022"),
            ("nguon", "Quyết định đổi tên"),
        ];
        assert_done(&send(&keeper, NAMES, NAMES, &new).await);
        let page = open(&keeper, UNIT).await;
        assert!(
            page.body.contains("Đến hết ngày 28/02/2022"),
            "{}",
            page.body
        );
        assert!(page.body.contains("Từ ngày 01/3/2022"));
        let year = open(&keeper, "/nam/2021-cum-9/thanh-vien").await;
        assert!(year.body.contains("Trường Chính trị tỉnh Cà Mau"));
        let overlapping = [
            ("tu_ngay", "01/3/2022"),
            ("ten", "Tên ba"),
            ("ten_gon", "x"),
            ("nguon", "x"),
        ];
        let answer = send(&keeper, NAMES, NAMES, &overlapping).await;
        assert_refused(&answer, "cùng có hiệu lực trong một khoảng ngày");
        assert!(answer.body.contains("value=\"Tên ba\""));
    })
    .await;
}

/// The address of the form that corrects the last name of a unit.
async fn last_name(client: &Client) -> String {
    let page = open(client, UNIT).await.body;
    let before = format!("href=\"{NAMES}/");
    let id = page
        .split(&before)
        .skip(1)
        .last()
        .and_then(|rest| rest.split('"').next());
    format!("{NAMES}/{}", id.expect("the unit has a name"))
}

#[tokio::test]
async fn a_name_is_corrected_with_a_reason_and_taken_back_and_the_history_has_both() {
    on_both(async |world| {
        let keeper = administrator(&world).await;
        let only = last_name(&keeper).await;
        let answer = keeper
            .post(
                &format!("{only}/bo"),
                &[("ly_do_bo", "nhầm"), ("phien_ban", "1")],
            )
            .await;
        assert_refused(&answer, "Đơn vị chỉ có tên này");
        let new = [
            ("ten", "Tên nhầm"),
            ("ten_gon", "Cà Mau"),
            ("tu_ngay", "01/3/2022"),
            ("nguon", "x"),
        ];
        assert_done(&send(&keeper, NAMES, NAMES, &new).await);
        let last = last_name(&keeper).await;
        let mut corrected = new.to_vec();
        corrected[0] = ("ten", "Tên đúng");
        let silent = send(&keeper, &last, &last, &corrected).await;
        assert_refused(&silent, "href=\"#ly_do\"");
        corrected.push(("ly_do", "gõ nhầm"));
        assert_done(&send(&keeper, &last, &last, &corrected).await);
        let withdrawn = send(
            &keeper,
            &last,
            &format!("{last}/bo"),
            &[("ly_do_bo", "chưa có quyết định")],
        )
        .await;
        assert_done(&withdrawn);
        let page = open(&keeper, UNIT).await;
        assert!(
            page.body.contains("Không nêu ngày bắt đầu; đang dùng"),
            "{}",
            page.body
        );
        let history = open(&keeper, "/nhat-ky").await;
        assert!(history.body.contains("Cập nhật đơn vị"));
        let faults = world.store.verify_history(None, |_, _| {}).await;
        assert!(faults.expect("the history can be read").faults.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_register_is_taken_away_with_every_name() {
    on_both_published(async |world| {
        let keeper = administrator(&world).await;
        let csv = open(&keeper, "/don-vi-quan-ly/tai-ve?dang=csv").await;
        assert!(
            csv.body.contains(
                "kien-giang,Trường chính trị,Trường Chính trị tỉnh Kiên Giang,Kiên Giang,,30/6/2025"
            ),
            "{}",
            csv.body
        );
        let list = open(&keeper, "/don-vi-quan-ly?tim=hoc+vien").await;
        assert!(list.body.contains("1 đơn vị"));
    })
    .await;
}
