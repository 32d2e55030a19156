//! Meetings, agenda, guests, units present with the quorum, speeches, tasks.

mod tasks;

use axum::http::StatusCode;
use testkit::{Client, SCHOOLS, Who, World, on_both, on_both_published};

const LIST: &str = "/nam/2021-cum-9/hoi-nghi";

/// Opens a meeting through the form; gives the address of its page.
async fn opened(head: &Client) -> String {
    let fields = [
        ("loai", "summary"),
        ("ten", "Hội nghị tổng kết năm 2021"),
        ("ngay", "10/11/2021"),
        ("bat_dau", "7h30"),
        ("ket_thuc", "11:00"),
        ("hinh_thuc", "hybrid"),
        ("dia_diem", "Hội trường A"),
        ("don_vi", "bac-lieu"),
        ("chu_tri", "Hiệu trưởng, cụm trưởng"),
    ];
    let sent = head.post(&format!("{LIST}/moi"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let place = sent.location();
    place.split('?').next().unwrap_or_default().to_owned()
}

async fn head(world: &World) -> Client {
    world.client(Who::Head).await
}

#[tokio::test]
async fn the_heads_office_opens_a_meeting_and_members_read_it() {
    on_both(async |world| {
        let head = head(&world).await;
        let empty = head.get(LIST).await;
        assert!(empty.body.contains("Năm này chưa có hội nghị"));
        let place = opened(&head).await;
        let member = world.client(Who::Officer("ca-mau")).await;
        let page = member.get(&place).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            "Thứ Tư, 10/11/2021",
            "từ 07:30 đến 11:00",
            "Trực tiếp kết hợp trực tuyến",
            "Hội trường A",
            "Chưa ghi chương trình.",
        ] {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains("/giao-viec"));
        let form = format!("{LIST}/moi");
        assert_eq!(member.get(&form).await.status, StatusCode::FORBIDDEN);
        let outsider = world.client(Who::Outsider).await;
        assert_eq!(outsider.get(&place).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_with_many_faults_is_told_all_of_them_at_once() {
    on_both(async |world| {
        let head = head(&world).await;
        let fields = [
            ("loai", ""),
            ("ten", ""),
            ("ngay", "31/11/2021"),
            ("bat_dau", "14:00"),
            ("ket_thuc", "13:00"),
            ("don_vi", "tay-ninh"),
            ("dia_diem", "Hội trường B"),
        ];
        let answer = head.post(&format!("{LIST}/moi"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in [
            "còn 5 chỗ cần sửa",
            "Tháng 11 chỉ có 30 ngày",
            "Giờ kết thúc 13:00 không sau giờ bắt đầu 14:00",
            "Đơn vị này không thuộc Cụm trong năm",
            "value=\"Hội trường B\"",
        ] {
            assert!(answer.body.contains(words), "{words}: {}", answer.body);
        }
        let other_year = [
            ("loai", "launch"),
            ("ten", "Phát động"),
            ("ngay", "02/4/2012"),
            ("ket_thuc", "25:00"),
        ];
        let answer = head.post(&format!("{LIST}/moi"), &other_year).await;
        assert!(answer.body.contains("không thuộc năm thi đua 2021"));
        assert!(answer.body.contains("Không có 25 giờ"));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_who_change_a_meeting_is_told_and_loses_nothing() {
    on_both(async |world| {
        let head = head(&world).await;
        let place = opened(&head).await;
        let form = format!("{place}/sua");
        let fields = |name| [("phien_ban", "1"), ("loai", "summary"), ("ten", name)];
        let first = head.post(&form, &fields("Tên thứ nhất")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = head.post(&form, &fields("Tên thứ hai")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("value=\"Tên thứ hai\""));
        assert!(second.body.contains("name=\"phien_ban\" value=\"2\""));
        assert!(head.get(&place).await.body.contains("Tên thứ nhất"));
    })
    .await;
}

#[tokio::test]
async fn the_agenda_is_added_to_ordered_and_cut_in_one_form() {
    on_both(async |world| {
        let head = head(&world).await;
        let place = opened(&head).await;
        let form = format!("{place}/chuong-trinh");
        let fields = [
            ("phien_ban", "1"),
            ("thu_tu_0", "2"),
            ("gio_0", "8 giờ"),
            ("noi_dung_0", "Báo cáo tổng kết"),
            ("thu_tu_1", "1"),
            ("noi_dung_1", "Khai mạc"),
            ("thu_tu_2", "3"),
            ("noi_dung_2", ""),
        ];
        let sent = head.post(&form, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let page = head.get(&place).await.body;
        let opening = page.find("Khai mạc").expect("the first line stands");
        let report = page.find("<b>08:00</b> Báo cáo tổng kết");
        assert!(report.is_some_and(|report| opening < report));
        let stale = head.post(&form, &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let wrong = [
            ("phien_ban", "2"),
            ("gio_0", "25:10"),
            ("noi_dung_0", ""),
            ("nguoi_0", "Thư ký"),
        ];
        let answer = head.post(&form, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Không có 25 giờ"));
        assert!(answer.body.contains("chưa có nội dung"));
    })
    .await;
}

#[tokio::test]
async fn a_guest_from_outside_is_listed_once_and_taken_off() {
    on_both(async |world| {
        let head = head(&world).await;
        let place = opened(&head).await;
        let form = format!("{place}/khach-moi");
        let fields = [
            ("hoc_vi", "TS."),
            ("ho_ten", "Đại biểu thứ nhất"),
            ("chuc_vu", "Ban Tuyên giáo"),
        ];
        let sent = head.post(&form, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let page = head.get(&place).await.body;
        assert!(page.contains("TS. Đại biểu thứ nhất, Ban Tuyên giáo"));
        let twice = head.post(&form, &fields).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.body.contains("đã có trong danh sách"));
        let list = head.get(&form).await.body;
        let removal = list
            .split("action=\"")
            .filter_map(|part| part.split('"').next())
            .find(|action| action.ends_with("/go"))
            .expect("a guest can be taken off")
            .to_owned();
        let removed = head.post(&removal, &[]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER);
        let page = head.get(&place).await.body;
        assert!(page.contains("Chưa ghi đại biểu mời."));
    })
    .await;
}

#[tokio::test]
async fn the_quorum_is_told_with_its_arithmetic_and_where_the_rule_comes_from() {
    on_both(async |world| {
        let head = head(&world).await;
        let place = opened(&head).await;
        let names: Vec<String> = SCHOOLS
            .iter()
            .map(|(slug, ..)| format!("co_mat_{slug}"))
            .collect();
        let said = |count: usize| -> Vec<(&str, &str)> {
            let present = names.iter().take(count);
            present.map(|name| (name.as_str(), "present")).collect()
        };
        let form = format!("{place}/diem-danh");
        let seven = head.post(&form, &said(7)).await;
        assert_eq!(seven.status, StatusCode::SEE_OTHER, "{}", seven.body);
        let page = head.get(&place).await.body;
        assert!(page.contains(
            "7/12 đơn vị có mặt, cần ít nhất 2/3 tổng số thành viên, tức 8: chưa đủ điều kiện"
        ));
        let eighth = names.last().expect("there are twelve members");
        let mut rows = filled(&head.get(&form).await.body);
        rows.retain(|(name, _)| name != eighth);
        rows.push((eighth.clone(), "present".to_owned()));
        let eight = head.post(&form, &pairs(&rows)).await;
        assert_eq!(eight.status, StatusCode::SEE_OTHER, "{}", eight.body);
        let page = head.get(&place).await.body;
        assert!(page.contains(
            "8/12 đơn vị có mặt, cần ít nhất 2/3 tổng số thành viên, tức 8: đủ điều kiện"
        ));
        assert!(page.contains("Thông lệ tổ chức hội nghị"));
        // A table from before anybody was recorded, that says something else of a unit than is recorded now.
        rows.retain(|(name, _)| !name.starts_with("lan_") && *name != names[0]);
        rows.push((names[0].clone(), "absent".to_owned()));
        let old = head.post(&form, &pairs(&rows)).await;
        assert_eq!(old.status, StatusCode::CONFLICT);
        assert!(old.body.contains("người khác đã ghi điểm danh"));
    })
    .await;
}

fn pairs(rows: &[(String, String)]) -> Vec<(&str, &str)> {
    rows.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// What a browser would send of the table if nobody typed anything.
fn filled(body: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for part in body.split("<select id=\"").skip(1) {
        let name = part.split('"').next().unwrap_or_default();
        let list = part.split("</select>").next().unwrap_or_default();
        let chosen = list
            .split("<option value=\"")
            .find(|option| option.contains("\" selected"))
            .and_then(|option| option.split('"').next());
        fields.push((name.to_owned(), chosen.unwrap_or_default().to_owned()));
    }
    for part in body.split("<input type=\"hidden\" name=\"").skip(1) {
        let mut words = part.split('"');
        let name = words.next().unwrap_or_default();
        let value = words.nth(1).unwrap_or_default();
        if name.starts_with("lan_") {
            fields.push((name.to_owned(), value.to_owned()));
        }
    }
    fields
}

#[tokio::test]
async fn a_unit_checks_itself_in_once_and_nobody_else() {
    on_both(async |world| {
        let head = head(&world).await;
        let place = opened(&head).await;
        let form = format!("{place}/diem-danh/ca-mau");
        let own = world.client(Who::Officer("ca-mau")).await;
        let other = world.client(Who::Officer("kien-giang")).await;
        let fields = [("co_mat", "present"), ("so_dai_bieu", "2")];
        assert_eq!(
            other.post(&form, &fields).await.status,
            StatusCode::FORBIDDEN
        );
        let wrong = [("co_mat", "excused"), ("so_dai_bieu", "0")];
        let answer = own.post(&form, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Vắng có lý do thì ghi rõ lý do"));
        let sent = own.post(&form, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let twice = own.post(&form, &fields).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(twice.body.contains("Đơn vị đã được điểm danh"));
        assert!(twice.body.contains("12/11/2021, 09:00"));
        let page = own.get(&place).await.body;
        assert!(page.contains("Tổng số đại biểu các đơn vị đã ghi: 2"));
        assert!(page.contains("Sửa điểm danh Cà Mau"));
        let stranger = head.get(&format!("{place}/diem-danh/tay-ninh")).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_speech_says_who_spoke() {
    on_both(async |world| {
        let head = head(&world).await;
        let place = opened(&head).await;
        let form = format!("{place}/phat-bieu");
        let nobody = head.post(&form, &[("noi_dung", "Đề nghị đổi mới")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nobody.body.contains("Chưa rõ ai phát biểu"));
        assert!(nobody.body.contains("Đề nghị đổi mới</textarea>"));
        let two = [
            ("don_vi", "ca-mau"),
            ("nguoi", "Thư ký"),
            ("noi_dung", "Ý kiến"),
        ];
        let answer = head.post(&form, &two).await;
        assert!(answer.body.contains("Chỉ ghi một trong ba"));
        let good = [("don_vi", "ca-mau"), ("noi_dung", "Ý kiến")];
        assert_eq!(head.post(&form, &good).await.status, StatusCode::SEE_OTHER);
        let page = head.get(&place).await.body;
        assert!(page.contains("<h3>Trường Chính trị tỉnh Cà Mau</h3>"));
    })
    .await;
}

/// Gives Cà Mau a task through the form; gives the address of its page.
#[tokio::test]
async fn the_published_year_shows_its_conference() {
    on_both_published(async |world| {
        let member = world.client(Who::Officer("kien-giang")).await;
        let list = member.get(LIST).await.body;
        assert!(list.contains("Hội nghị tổng kết công tác thi đua năm 2021"));
        assert!(list.contains("12/12"));
        let place = list
            .split("<th scope=\"row\"><a href=\"")
            .filter_map(|part| part.split('"').next())
            .filter(|href| href.starts_with(LIST))
            .last()
            .expect("the summary is listed last")
            .to_owned();
        let page = member.get(&place).await.body;
        for words in [
            "12/12 đơn vị có mặt, cần ít nhất 2/3 tổng số thành viên, tức 8: đủ điều kiện tiến hành",
            "PGS.TS Hoàng Phúc Lâm, Phó Giám đốc Học viện",
            "được cụm trưởng đương nhiệm giới thiệu làm cụm trưởng năm 2022",
            "Toàn Cụm",
        ] {
            assert!(page.contains(words), "{words}");
        }
        let csv = member.get(&format!("{LIST}/viec/tai-ve?dang=csv")).await;
        assert_eq!(csv.status, StatusCode::OK);
        assert!(csv.body.contains("hướng tới xây dựng Trường Chính trị đạt chuẩn"));
        let xlsx = member.get(&format!("{LIST}/viec/tai-ve?dang=xlsx")).await;
        assert!(xlsx.bytes.starts_with(b"PK"));
    })
    .await;
}
