//! One answer tells everything that is wrong, also what only the rules or the kept rows can tell.

use axum::http::StatusCode;
use testkit::{Answer, Client, Who, on_both, on_both_published};

use super::{YEAR, directive, fields};

/// The answer to a form that is refused at exactly these fields.
async fn refused(client: &Client, path: &str, sent: &[(&str, &str)], at: &[&str]) -> Answer {
    let answer = client.post(path, sent).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    let wrong: Vec<String> = fields(&answer).into_iter().collect();
    let mut expected = at.to_vec();
    expected.sort_unstable();
    assert_eq!(wrong, expected, "{path}");
    answer
}

#[tokio::test]
async fn a_directive_that_is_known_and_lacks_its_subject() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        directive(&head).await;
        let again = [
            ("so_ky_hieu", "550-QĐ/HVCTQG"),
            ("co_quan", "Học viện Chính trị quốc gia Hồ Chí Minh"),
            ("ngay_ban_hanh", "25/02/2021"),
            ("ngay_den", "13/11/2021"),
        ];
        let path = format!("{YEAR}/van-ban-chi-dao/moi");
        let wrong = ["so_ky_hieu", "ngay_den", "trich_yeu"];
        let answer = refused(&head, &path, &again, &wrong).await;
        assert!(answer.body.contains("Mở văn bản đã vào sổ, số vào sổ 1"));
        let undated = [("so_ky_hieu", "551-QĐ/HVCTQG"), ("ngay_den", "13/11/2021")];
        let wrong = ["co_quan", "ngay_ban_hanh", "ngay_den", "trich_yeu"];
        refused(&head, &path, &undated, &wrong).await;
    })
    .await;
}

#[tokio::test]
async fn a_dispatch_to_a_unit_that_has_it_due_before_the_directive() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = format!("{}/chuyen", directive(&head).await);
        let first = [("don_vi_nhan", "ca-mau"), ("can_tra_loi", "acted_on")];
        head.post(&path, &first).await;
        let second = [("don_vi_nhan", "ca-mau"), ("han", "24/02/2021")];
        let wrong = ["don_vi_nhan", "can_tra_loi", "han"];
        let answer = refused(&head, &path, &second, &wrong).await;
        assert!(
            answer
                .body
                .contains("Hạn 24/02/2021 ở trước ngày ban hành văn bản 25/02/2021")
        );
    })
    .await;
}

#[tokio::test]
async fn an_amendment_without_its_directive_and_with_a_day_that_is_none() {
    on_both_published(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        let path = format!("{YEAR}/dang-ky/ca-mau/sua");
        let sent = [
            ("lan", "2"),
            ("chi_tieu", "Thêm một hội thảo"),
            ("ke_hoach_ngay", "31/02/2021"),
        ];
        refused(&own, &path, &sent, &["van_ban", "ke_hoach_ngay"]).await;
        let gone = [("van_ban", "nowhere"), ("ke_hoach_so", "?")];
        let sent = [sent.as_slice(), &gone].concat();
        let wrong = ["van_ban", "ke_hoach_so", "ke_hoach_ngay"];
        let answer = refused(&own, &path, &sent, &wrong).await;
        assert!(answer.body.contains("không còn trong sổ"));
    })
    .await;
}

#[tokio::test]
async fn a_round_without_its_kind_and_with_days_that_are_none() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = format!("{YEAR}/so-lieu/ky/moi");
        let sent = [("ngay_chot", "31/6/2021"), ("han", "mai")];
        let wrong = ["co_so", "ten", "ngay_chot", "han", "cach_ky"];
        refused(&head, &path, &sent, &wrong).await;
        let sent = [
            ("co_so", "official"),
            ("ten", "Báo cáo"),
            ("han", ""),
            ("cach_ky", "paper"),
        ];
        refused(&head, &path, &sent, &["co_so", "han"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_meeting_of_no_kind_at_a_place_too_long_to_be_one() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let long = "a".repeat(301);
        let sent = [
            ("ten", "Hội nghị"),
            ("dia_diem", long.as_str()),
            ("chu_tri", &long),
            ("thu_ky", &long),
        ];
        let wrong = ["loai", "dia_diem", "chu_tri", "thu_ky"];
        refused(&head, &format!("{YEAR}/hoi-nghi/moi"), &sent, &wrong).await;
    })
    .await;
}

#[tokio::test]
async fn a_table_of_presence_with_several_faults_in_a_row() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let sent = [("loai", "summary"), ("ten", "Hội nghị")];
        let opened = head.post(&format!("{YEAR}/hoi-nghi/moi"), &sent).await;
        let place = opened.location().split('?').next().unwrap_or_default();
        let sent = [
            ("co_mat_ca-mau", "excused"),
            ("so_dai_bieu_ca-mau", "3"),
            ("so_dai_bieu_ben-tre", "hai"),
            ("ghi_chu_ben-tre", "Đến muộn"),
            ("co_mat_an-giang", "excused"),
            ("so_dai_bieu_an-giang", "-1"),
        ];
        let wrong = [
            "so_dai_bieu_ca-mau",
            "ghi_chu_ca-mau",
            "co_mat_ben-tre",
            "so_dai_bieu_ben-tre",
            "so_dai_bieu_an-giang",
            "ghi_chu_an-giang",
        ];
        refused(&head, &format!("{place}/diem-danh"), &sent, &wrong).await;
    })
    .await;
}

#[tokio::test]
async fn a_scoring_table_with_a_code_twice_and_points_that_cannot_be() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let tables = format!("{YEAR}/cham-diem/bang-tieu-chi");
        head.post(&tables, &[]).await;
        let sent = [
            ("phien_ban", "1"),
            ("tong_diem", "nhiều"),
            ("n0_ma", "I"),
            ("n0_ten", "Đào tạo"),
            ("n0_t0_ma", "I.1"),
            ("n0_t0_loi", "Mở lớp"),
            ("n0_t0_toi_da", "0"),
            ("n0_t0_cach", "fixed"),
            ("n0_t0_ai", "unit"),
            ("n0_t1_ma", "I.1"),
            ("n0_t1_loi", ""),
            ("n0_t1_toi_da", "mười"),
            ("n0_t1_cach", "fixed"),
            ("n0_t1_ai", "unit"),
        ];
        let wrong = [
            "tong_diem",
            "n0_t0_toi_da",
            "n0_t1_ma",
            "n0_t1_loi",
            "n0_t1_toi_da",
        ];
        refused(&head, &format!("{tables}/1/sua"), &sent, &wrong).await;
        let sent = [("viec", "issue"), ("ngay", "13/11/2021"), ("thay", "0")];
        let wrong = ["viec", "ngay"];
        refused(&head, &format!("{tables}/1/viec"), &sent, &wrong).await;
    })
    .await;
}

#[tokio::test]
async fn a_unit_with_a_code_that_is_taken_and_days_in_the_wrong_order() {
    on_both(async |world| {
        let keeper = world.client(Who::Administrator).await;
        let sent = [
            ("loai", "school"),
            ("ma_don_vi", "ca-mau"),
            ("ten_gon", "Trường mẫu"),
            ("tu_ngay", "01/01/2021"),
            ("den_ngay", "31/12/2020"),
        ];
        let wrong = ["ten", "ma_don_vi", "den_ngay", "nguon"];
        refused(&keeper, "/don-vi-quan-ly/moi", &sent, &wrong).await;
        let sent = [("vao", "ca-mau"), ("ngay", "01/3/2020")];
        let wrong = ["vao", "ngay", "nguon"];
        let path = "/don-vi-quan-ly/ca-mau/sap-nhap";
        refused(&keeper, path, &sent, &wrong).await;
    })
    .await;
}

#[tokio::test]
async fn a_year_that_was_opened_with_nobody_in_it() {
    on_both(async |world| {
        let keeper = world.client(Who::Administrator).await;
        let sent = [("cum", "cum-9"), ("nam", "2021"), ("ten", "Cụm 9")];
        let wrong = ["nam", "nguon", "thanh_vien"];
        refused(&keeper, "/cum-thi-dua/moi", &sent, &wrong).await;
        let sent = [("cum", "cum-9"), ("nam", "hai nghìn"), ("ma_nam", "Năm 1")];
        let wrong = ["nam", "ma_nam", "ten", "nguon", "thanh_vien"];
        refused(&keeper, "/cum-thi-dua/moi", &sent, &wrong).await;
    })
    .await;
}

#[tokio::test]
async fn a_recognition_of_tomorrow_and_a_handover_to_oneself() {
    on_both(async |world| {
        let upper = world.client(Who::Superior).await;
        let sent = [("ngay", "13/11/2021")];
        let wrong = ["don_vi", "chuc_danh", "quyet_dinh", "ngay"];
        refused(
            &upper,
            &format!("{YEAR}/cum-truong/cong-nhan"),
            &sent,
            &wrong,
        )
        .await;
        let head = world.client(Who::Head).await;
        let sent = [("ben_nhan", "bac-lieu"), ("ngay", "13/11/2021")];
        let wrong = ["ben_nhan", "ngay", "noi_dung"];
        refused(&head, &format!("{YEAR}/cum-truong/ban-giao"), &sent, &wrong).await;
    })
    .await;
}

#[tokio::test]
async fn a_contact_without_an_office_and_without_a_way_to_be_reached() {
    on_both(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        let path = format!("{YEAR}/danh-ba/ca-mau/moi");
        let wrong = ["ho_ten", "chuc_vu", "dien_thoai"];
        refused(&own, &path, &[], &wrong).await;
    })
    .await;
}

#[tokio::test]
async fn a_login_that_is_taken_and_a_first_day_that_is_none() {
    on_both(async |world| {
        let keeper = world.client(Who::Administrator).await;
        world.client(Who::Officer("ca-mau")).await;
        let sent = [
            ("ten_dang_nhap", "ca-mau.officer"),
            ("don_vi", "ca-mau"),
            ("vai_tro", "officer"),
            ("tu_ngay", "31/6/2021"),
        ];
        let wrong = ["ho_ten", "ten_dang_nhap", "tu_ngay"];
        refused(&keeper, "/nguoi-dung/moi", &sent, &wrong).await;
    })
    .await;
}
