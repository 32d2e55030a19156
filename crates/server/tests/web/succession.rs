//! Heads introduced and recognised, what rights follow, and the handover.

use access::actions::figures::{ApproveReport, LockReport};
use access::actions::units::KeepClusterYear;
use access::{Matter, Principal};
use axum::http::StatusCode;
use store::units::{ClusterYear, NewClusterYear};
use testkit::{Client, Who, World, on_both, on_both_published};

const HEADS_2021: &str = "/nam/2021-cum-9/cum-truong";
const HEADS_2022: &str = "/nam/2022-cum-9/cum-truong";
const REGISTER_2022: &str = "/nam/2022-cum-9/van-ban-chi-dao/moi";

/// The cluster of the arranged world.
const ARRANGED: &str = "cum-9";
/// The cluster of the published year.
const PUBLISHED: &str = "truong-chinh-tri-dong-bang-song-cuu-long";

/// Opens the year after the world's, with the same members and upper bodies.
async fn open_2022(world: &World, cluster: &str) -> ClusterYear {
    let members = world.store.members(&world.year).await;
    let superiors = world.store.superiors(&world.year).await;
    let units = |all: Vec<store::units::Member>| all.into_iter().map(|one| one.unit).collect();
    let new = NewClusterYear {
        cluster_slug: cluster.to_owned(),
        cluster_kind: "cum".to_owned(),
        year: 2022,
        slug: "2022-cum-9".to_owned(),
        number: Some(9),
        name: "Cụm Thi đua số 9".to_owned(),
        sample: false,
        source: "test".to_owned(),
        members: units(members.expect("members can be read")),
        superiors: units(superiors.expect("upper bodies can be read")),
    };
    let permit = world.permit(KeepClusterYear, Matter::instance("cluster_year", ""));
    let opened = world.store.open_cluster_year(&permit, new).await;
    opened.expect("the year is new");
    let year = world.store.cluster_year_by_slug("2022-cum-9").await;
    year.expect("years can be read")
        .expect("the year was opened")
}

/// Holds a conference and introduces Đồng Tháp as the next head, Vĩnh Long as deputy.
async fn introduce(head: &Client) {
    let fields = [
        ("loai", "summary"),
        ("ten", "Hội nghị tổng kết năm 2021"),
        ("ngay", "10/11/2021"),
    ];
    let sent = head.post("/nam/2021-cum-9/hoi-nghi/moi", &fields).await;
    let meeting = meeting_of(sent.location());
    let fields = [
        ("hoi_nghi", meeting.as_str()),
        ("cum_truong", "dong-thap"),
        ("cum_pho", "vinh-long"),
        ("ben_gioi_thieu", "cụm trưởng đương nhiệm"),
    ];
    let form = format!("{HEADS_2021}/gioi-thieu");
    let sent = head.post(&form, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

fn meeting_of(place: &str) -> String {
    let path = place.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// What the officer of a unit is on the day of the world's clock.
async fn principal(world: &World, login: &str) -> Principal {
    let account = world.store.account_by_login(login).await;
    let account = account.expect("accounts can be read").expect("an account");
    let today = world.app.today();
    let principal = world.store.principal(&account.person, today).await;
    principal.expect("offices can be read")
}

/// Whether a person may approve and lock reports of a year; both or neither.
async fn may_approve_and_lock(world: &World, login: &str, year: &ClusterYear) -> bool {
    let who = principal(world, login).await;
    let report = Matter::of_year("report", "r", &year.id);
    let may = world.app.may(&who, ApproveReport, &report);
    assert_eq!(may, world.app.may(&who, LockReport, &report));
    may
}

#[tokio::test]
async fn rights_follow_the_recognition_of_the_year_and_not_the_introduction() {
    on_both(async |world| {
        let coming = open_2022(&world, ARRANGED).await;
        let head = world.client(Who::Head).await;
        introduce(&head).await;
        let next = world.client(Who::Officer("dong-thap")).await;
        let page = next.get(HEADS_2022).await.body;
        assert!(page.contains(
            "được cụm trưởng đương nhiệm giới thiệu tại Hội nghị tổng kết năm 2021, ngày 10/11/2021"
        ));
        assert!(page.contains("Được giới thiệu, chưa công nhận"));
        assert_eq!(next.get(REGISTER_2022).await.status, StatusCode::FORBIDDEN);
        assert!(!may_approve_and_lock(&world, "dong-thap.officer", &coming).await);

        let recognise = format!("{HEADS_2022}/cong-nhan");
        let fields = [
            ("don_vi", "dong-thap"),
            ("chuc_danh", "head"),
            ("quyet_dinh", "77-QĐ/HVCTQG"),
            ("ngay", "11/11/2021"),
        ];
        assert_eq!(
            next.post(&recognise, &fields).await.status,
            StatusCode::FORBIDDEN
        );
        let upper = world.client(Who::Superior).await;
        let sent = upper.post(&recognise, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);

        let page = next.get(HEADS_2022).await.body;
        assert!(page.contains("được công nhận theo Quyết định số 77-QĐ/HVCTQG, ngày 11/11/2021"));
        assert_eq!(next.get(REGISTER_2022).await.status, StatusCode::OK);
        assert!(may_approve_and_lock(&world, "dong-thap.officer", &coming).await);
        let deputy = world.client(Who::Officer("vinh-long")).await;
        assert_eq!(
            deputy.get(REGISTER_2022).await.status,
            StatusCode::FORBIDDEN
        );
    })
    .await;
}

#[tokio::test]
async fn the_head_of_2021_has_no_heads_rights_in_another_year() {
    on_both(async |world| {
        let coming = open_2022(&world, ARRANGED).await;
        let head = world.client(Who::Head).await;
        assert_eq!(head.get(REGISTER_2022).await.status, StatusCode::FORBIDDEN);
        for form in ["cong-nhan", "gioi-thieu", "ban-giao"] {
            let of_2022 = head.get(&format!("{HEADS_2022}/{form}")).await;
            assert_eq!(of_2022.status, StatusCode::FORBIDDEN, "{form}");
            let of_2021 = head.get(&format!("{HEADS_2021}/{form}")).await;
            assert_eq!(of_2021.status, StatusCode::OK, "{form}");
        }
        assert!(!may_approve_and_lock(&world, "bac-lieu.officer", &coming).await);
        assert!(may_approve_and_lock(&world, "bac-lieu.officer", &world.year).await);
    })
    .await;
}

#[tokio::test]
async fn an_introduction_with_faults_is_told_and_keeps_what_was_chosen() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        introduce(&head).await;
        let form = format!("{HEADS_2021}/gioi-thieu");
        let page = head.get(&form).await.body;
        let meeting = page
            .split("<option value=\"")
            .nth(2)
            .and_then(|part| part.split('"').next())
            .expect("the meeting can be chosen")
            .to_owned();
        let second = [
            ("hoi_nghi", meeting.as_str()),
            ("cum_truong", "an-giang"),
            ("cum_pho", "vinh-long"),
            ("ben_gioi_thieu", "cụm trưởng"),
        ];
        let answer = head.post(&form, &second).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Mỗi năm một cụm trưởng"));
        assert!(
            answer
                .body
                .contains("đã được giới thiệu làm cụm phó năm 2022")
        );
        assert!(answer.body.contains("value=\"vinh-long\" checked"));
        let nobody = head.post(&form, &[]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nobody.body.contains("Chưa chọn đơn vị nào"));
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_introduction_is_gone_from_the_coming_year_too() {
    on_both(async |world| {
        let coming = open_2022(&world, ARRANGED).await;
        let head = world.client(Who::Head).await;
        introduce(&head).await;
        let page = head.get(HEADS_2021).await.body;
        let withdraw = page
            .split("href=\"")
            .filter_map(|part| part.split('"').next())
            .find(|href| href.ends_with("/rut"))
            .expect("an introduction can be taken back")
            .to_owned();
        let silent = head.post(&withdraw, &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent = head.post(&withdraw, &[("ly_do", "Ghi nhầm")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let heads = world.store.headships(&coming.id).await;
        assert_eq!(heads.expect("heads can be read").len(), 1);
        let verdict = world.store.verify_history(None, |_, _| {}).await;
        let verdict = verdict.expect("the history can be read");
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
    })
    .await;
}

#[tokio::test]
async fn a_recognition_that_cannot_be_is_refused_with_all_its_faults() {
    on_both(async |world| {
        let upper = world.client(Who::Superior).await;
        let form = format!("{HEADS_2021}/cong-nhan");
        let wrong = [
            ("don_vi", "ca-mau"),
            ("chuc_danh", "head"),
            ("quyet_dinh", "12-TB/HVCTQG"),
            ("ngay", "13/11/2021"),
        ];
        let answer = upper.post(&form, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in [
            "không phải của một quyết định",
            "ở sau hôm nay (12/11/2021)",
            "đang là cụm trưởng của năm này",
            "value=\"12-TB/HVCTQG\"",
        ] {
            assert!(answer.body.contains(words), "{words}");
        }
        let old = [
            ("don_vi", "ca-mau"),
            ("chuc_danh", "deputy"),
            ("quyet_dinh", "683-QĐ/HVCTQG"),
            ("ngay", "25/02/2012"),
        ];
        let answer = upper.post(&form, &old).await;
        assert!(answer.body.contains("không thể là của năm thi đua 2021"));
        let empty = upper.post(&form, &[]).await;
        assert!(empty.body.contains("còn 4 chỗ cần sửa"));
    })
    .await;
}

#[tokio::test]
async fn a_headship_ends_once_and_its_rights_with_it() {
    on_both(async |world| {
        let upper = world.client(Who::Superior).await;
        let head = world.client(Who::Head).await;
        assert!(may_approve_and_lock(&world, "bac-lieu.officer", &world.year).await);
        let heads = world.store.headships(&world.year.id).await;
        let id = heads.expect("heads can be read")[0].id.clone();
        let form = format!("{HEADS_2021}/{id}/ket-thuc");
        let early = [
            ("phien_ban", "1"),
            ("ngay", "24/02/2021"),
            ("ly_do", "Thay cụm trưởng"),
        ];
        let answer = upper.post(&form, &early).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("ở trước ngày công nhận 25/02/2021"));
        let good = [
            ("phien_ban", "1"),
            ("ngay", "11/11/2021"),
            ("ly_do", "Thay cụm trưởng"),
        ];
        let sent = upper.post(&form, &good).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let twice = upper.post(&form, &good).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(!may_approve_and_lock(&world, "bac-lieu.officer", &world.year).await);
        let page = head.get(HEADS_2021).await.body;
        assert!(page.contains("từ ngày 25/02/2021 đến hết ngày 11/11/2021"));
    })
    .await;
}

#[tokio::test]
async fn the_outgoing_head_hands_over_and_members_read_it() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        introduce(&head).await;
        let form = format!("{HEADS_2021}/ban-giao");
        let filled = head.get(&form).await.body;
        assert!(filled.contains("value=\"dong-thap\" selected"));
        let wrong = [("ben_nhan", "bac-lieu"), ("ngay", "13/11/2021")];
        let answer = head.post(&form, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Bên nhận trùng với bên giao"));
        assert!(answer.body.contains("ở sau hôm nay"));
        let good = [
            ("phien_ban", ""),
            ("ben_nhan", "dong-thap"),
            ("ngay", "12/11/2021"),
            ("noi_dung", "Cờ luân lưu\nHồ sơ năm 2021, 03 tập"),
        ];
        let sent = head.post(&form, &good).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let stale = head.post(&form, &good).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.body.contains("name=\"phien_ban\" value=\"1\""));
        let member = world.client(Who::Officer("ca-mau")).await;
        let page = member.get(HEADS_2021).await.body;
        assert!(page.contains("1. Cờ luân lưu<br>2. Hồ sơ năm 2021, 03 tập"));
        assert_eq!(member.get(&form).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn the_published_year_keeps_introduced_and_recognised_apart() {
    on_both_published(async |world| {
        let member = world.client(Who::Officer("kien-giang")).await;
        let page = member.get(HEADS_2021).await.body;
        let recognised = "được công nhận theo Quyết định số 683-QĐ/HVCTQG, ngày 25/02/2021";
        assert_eq!(page.matches(recognised).count(), 3);
        let introduced = "được cụm trưởng đương nhiệm giới thiệu tại Hội nghị tổng kết công tác thi đua năm 2021, ngày 26/11/2021";
        assert_eq!(page.matches(introduced).count(), 3);
        assert_eq!(
            page.matches("chưa ghi nhận quyết định công nhận").count(),
            3
        );
        let coming = open_2022(&world, PUBLISHED).await;
        let page = member.get(HEADS_2022).await.body;
        assert_eq!(page.matches(introduced).count(), 3);
        assert!(page.contains("Được giới thiệu, chưa công nhận"));
        assert!(!may_approve_and_lock(&world, "kien-giang.officer", &coming).await);
        let csv = member.get(&format!("{HEADS_2021}/tai-ve?dang=csv")).await;
        assert!(csv.body.contains(recognised));
    })
    .await;
}
