//! The contact book: kept by each unit, internal to the year.

use axum::http::StatusCode;
use testkit::{Who, on_both};

const BOOK: &str = "/nam/2021-cum-9/danh-ba";
const NEW: &str = "/nam/2021-cum-9/danh-ba/ca-mau/moi";
const CONTACT: &[(&str, &str)] = &[
    ("ho_ten", "Nguyễn Văn Mẫu"),
    ("chuc_vu", "Trưởng phòng"),
    ("dien_thoai", "+84 912.345.678"),
    ("zalo_nhu_dien_thoai", "co"),
    ("thu", "phong@Truong.edu.vn"),
];

#[tokio::test]
async fn a_unit_keeps_its_own_contact_and_the_year_reads_it() {
    on_both(async |world| {
        let other = world.client(Who::Officer("kien-giang")).await;
        let refused = other.post(NEW, CONTACT).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let own = world.client(Who::Officer("ca-mau")).await;
        let sent = own.post(NEW, CONTACT).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let book = other.get(BOOK).await;
        assert!(book.body.contains("Nguyễn Văn Mẫu"));
        assert_eq!(book.body.matches("0912 345 678").count(), 2);
        assert!(book.body.contains("mailto:phong@truong.edu.vn"));
        let found = other.get(&format!("{BOOK}?tim=mau")).await;
        assert!(found.body.contains("Nguyễn Văn Mẫu"));
        let sheet = other.get(&format!("{BOOK}/tai-ve?dang=csv")).await;
        assert!(sheet.body.contains("Lưu hành nội bộ"));
    })
    .await;
}

#[tokio::test]
async fn nobody_outside_the_year_reads_a_name_or_a_number() {
    on_both(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        own.post(NEW, CONTACT).await;
        for who in [Who::Visitor, Who::Outsider, Who::Editor] {
            let client = world.client(who).await;
            for path in [BOOK.to_owned(), format!("{BOOK}/tai-ve?dang=csv")] {
                let answer = client.get(&path).await;
                assert_ne!(answer.status, StatusCode::OK, "{who:?} {path}");
                assert!(!answer.body.contains("Nguyễn Văn Mẫu"));
            }
            for path in ["/", "/nam/2021-cum-9"] {
                let page = client.get(path).await;
                assert!(!page.body.contains("0912 345 678"), "{who:?} {path}");
                assert!(!page.body.contains("Nguyễn Văn Mẫu"), "{who:?} {path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_mistyped_number_is_told_and_nothing_typed_is_lost() {
    on_both(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        let fields = [
            ("ho_ten", "Nguyễn Văn Mẫu"),
            ("chuc_vu", "Trưởng phòng"),
            ("dien_thoai", "091234567"),
            ("thu", "mau@gmail.con"),
        ];
        let answer = own.post(NEW, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Số điện thoại có 9 chữ số"));
        assert!(answer.body.contains("gmail.com"));
        assert!(answer.body.contains("value=\"091234567\""));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_who_edit_one_contact_is_told_and_a_removed_one_is_gone() {
    on_both(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        own.post(NEW, CONTACT).await;
        let all = world.store.contacts(&world.year.id).await;
        let id = all.expect("contacts can be read")[0].id.clone();
        let path = format!("{BOOK}/ca-mau/{id}");
        let edited = |office| {
            [
                ("ho_ten", "Nguyễn Văn Mẫu"),
                ("chuc_vu", office),
                ("dien_thoai", "0912345678"),
                ("phien_ban", "1"),
            ]
        };
        let first = own.post(&path, &edited("Phó Hiệu trưởng")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let head = world.client(Who::Head).await;
        let second = head.post(&path, &edited("Trưởng khoa")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("value=\"Trưởng khoa\""));
        let gone = head.post(&format!("{path}/xoa"), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert!(!own.get(BOOK).await.body.contains("Nguyễn Văn Mẫu"));
        let verdict = world.store.verify_history(None, |_, _| {}).await;
        let verdict = verdict.expect("the history can be read");
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
    })
    .await;
}

#[tokio::test]
async fn contacts_of_the_year_before_are_copied_for_units_that_have_none() {
    on_both(async |world| {
        let own = world.client(Who::Officer("ca-mau")).await;
        own.post(NEW, CONTACT).await;
        world.open_next_year().await;
        let book = "/nam/2022-cum-9/danh-ba";
        let page = own.get(book).await;
        assert!(page.body.contains("Chép từ năm 2021"), "{}", page.body);
        let other = world.client(Who::Officer("kien-giang")).await;
        let refused = other.post(&format!("{book}/ca-mau/chep"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let copied = own.post(&format!("{book}/ca-mau/chep"), &[]).await;
        assert_eq!(copied.status, StatusCode::SEE_OTHER, "{}", copied.body);
        own.post(&format!("{book}/ca-mau/chep"), &[]).await;
        let page = own.get(book).await;
        assert_eq!(page.body.matches("Nguyễn Văn Mẫu").count(), 1);
        assert!(!page.body.contains("Chép từ năm 2021"));
    })
    .await;
}
