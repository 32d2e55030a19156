//! What an administrator keeps: people, positions, accounts.

use axum::http::StatusCode;
use store::people::PersonRecord;
use testkit::{PASSWORD, Who, World, on_both};

#[tokio::test]
async fn a_person_is_added_with_a_password_that_works_once_and_must_be_changed() {
    on_both(async |world| {
        let administrator = world.client(Who::Administrator).await;
        let fields = [
            ("ho_ten", "Lê Thị Ánh"),
            ("ten_dang_nhap", "Ca-Mau.Moi"),
            ("don_vi", "ca-mau"),
            ("vai_tro", "officer"),
            ("tu_ngay", "01/11/2021"),
        ];
        let told = administrator.post("/nguoi-dung/moi", &fields).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        assert!(told.body.contains("ca-mau.moi"));
        let password = told
            .body
            .split("Mật khẩu một lần</dt><dd class=\"strong\">")
            .nth(1)
            .and_then(|text| text.split('<').next())
            .expect("the password is told")
            .to_owned();
        let visitor = world.client(Who::Visitor).await;
        let entry = [("ten_dang_nhap", "ca-mau.moi"), ("mat_khau", &*password)];
        let entered = visitor.post("/dang-nhap", &entry).await;
        let person = visitor.holding(&entered);
        let office = person.get("/nam/2021-cum-9/danh-ba").await;
        assert_eq!(office.location(), "/tai-khoan/mat-khau");
        world.clock.pass(15 * 24 * 3600);
        let late = visitor.post("/dang-nhap", &entry).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("đã hết hạn"));
        let twice = world.client(Who::Administrator).await;
        let twice = twice.post("/nguoi-dung/moi", &fields).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(twice.body.contains("value=\"Lê Thị Ánh\""));
    })
    .await;
}

#[tokio::test]
async fn people_are_listed_by_given_name_and_narrowed_by_day() {
    on_both(async |world| {
        world.client(Who::Officer("ca-mau")).await;
        let administrator = world.client(Who::Administrator).await;
        for (name, login) in [
            ("Nguyễn Văn Ẩn", "a.mot"),
            ("Bùi Thị Anh", "a.hai"),
            ("Lê Văn Ba", "a.ba"),
        ] {
            let fields = [
                ("ho_ten", name),
                ("ten_dang_nhap", login),
                ("don_vi", "ca-mau"),
                ("vai_tro", "editor"),
                ("tu_ngay", "01/10/2021"),
            ];
            administrator.post("/nguoi-dung/moi", &fields).await;
        }
        let list = administrator.get("/nguoi-dung").await.body;
        let place = |name: &str| list.find(name).expect("the name is listed");
        assert!(place("Bùi Thị Anh") < place("Nguyễn Văn Ẩn"));
        assert!(place("Nguyễn Văn Ẩn") < place("Lê Văn Ba"));
        let earlier = administrator.get("/nguoi-dung?ngay=30/9/2021").await.body;
        assert!(!earlier.contains("Lê Văn Ba"));
        assert!(earlier.contains("ca-mau.officer"));
        let sheet = administrator
            .get("/nguoi-dung/tai-ve?dang=csv&vai_tro=editor")
            .await;
        assert!(sheet.body.contains("Lê Văn Ba,a.ba,"));
        assert!(!sheet.body.contains("ca-mau.officer"));
    })
    .await;
}

#[tokio::test]
async fn a_blocked_account_is_out_at_once_and_back_when_opened() {
    on_both(async |world| {
        let officer = world.client(Who::Officer("ca-mau")).await;
        let administrator = world.client(Who::Administrator).await;
        let path = path_of(&world, "ca-mau.officer").await;
        let bare = administrator.post(&format!("{path}/khoa"), &[]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reason = [("ly_do", "Nghỉ dài ngày")];
        let blocked = administrator.post(&format!("{path}/khoa"), &reason).await;
        assert_eq!(blocked.status, StatusCode::SEE_OTHER, "{}", blocked.body);
        let out = officer.get("/ban-lam-viec").await;
        assert!(out.location().starts_with("/dang-nhap"));
        let visitor = world.client(Who::Visitor).await;
        let entry = [("ten_dang_nhap", "ca-mau.officer"), ("mat_khau", PASSWORD)];
        let refused = visitor.post("/dang-nhap", &entry).await;
        assert!(
            refused
                .body
                .contains("Tên đăng nhập hoặc mật khẩu chưa đúng")
        );
        administrator.post(&format!("{path}/mo-khoa"), &[]).await;
        let entered = visitor.post("/dang-nhap", &entry).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn an_ended_position_gives_no_rights_from_the_next_day() {
    on_both(async |world| {
        world.client(Who::Officer("ca-mau")).await;
        let administrator = world.client(Who::Administrator).await;
        let path = path_of(&world, "ca-mau.officer").await;
        let held = record(&world, "ca-mau.officer").await.positions[0].clone();
        let fields = |to| {
            [
                ("chuc_vu", "Chuyên viên"),
                ("tu_ngay", "01/01/2021"),
                ("den_ngay", to),
                ("phien_ban", "1"),
            ]
        };
        let form = format!("{path}/chuc-vu/{}", held.id);
        let wrong = administrator.post(&form, &fields("31/12/2020")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let saved = administrator.post(&form, &fields("12/11/2021")).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let stale = administrator.post(&form, &fields("13/11/2021")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let page = "/nam/2021-cum-9/danh-ba";
        let today = world.client(Who::Officer("ca-mau")).await.get(page).await;
        assert_eq!(today.status, StatusCode::OK);
        world.clock.set("2021-11-13T00:00:01+07:00");
        let after = world.client(Who::Officer("ca-mau")).await.get(page).await;
        assert_eq!(after.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn an_erased_person_leaves_no_name_and_the_history_still_verifies() {
    on_both(async |world| {
        world.client(Who::Officer("ca-mau")).await;
        let administrator = world.client(Who::Administrator).await;
        let path = path_of(&world, "ca-mau.officer").await;
        let renamed = [("ho_ten", "Phạm Thị Riêng"), ("phien_ban", "1")];
        administrator.post(&format!("{path}/ten"), &renamed).await;
        let unsure = [("ly_do_xoa", "Theo yêu cầu")];
        let unsure = administrator
            .post(&format!("{path}/xoa-du-lieu"), &unsure)
            .await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sure = [("ly_do_xoa", "Theo yêu cầu"), ("dong_y", "co")];
        let erased = administrator
            .post(&format!("{path}/xoa-du-lieu"), &sure)
            .await;
        assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
        let page = administrator.get(&path).await;
        assert!(page.body.contains("Đã xóa tên"));
        assert!(!page.body.contains("Phạm Thị Riêng"));
        let (height, _) = world
            .store
            .history_head("instance")
            .await
            .expect("the head can be read");
        for at in 1..=height {
            let entry = administrator.get(&format!("/nhat-ky/{at}")).await;
            assert!(!entry.body.contains("Phạm Thị Riêng"), "entry {at}");
        }
        let verdict = world.store.verify_history(None, |_, _| {}).await;
        let verdict = verdict.expect("the history can be read");
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_can_neither_be_blocked_nor_ended() {
    on_both(async |world| {
        let administrator = world.client(Who::Administrator).await;
        let path = path_of(&world, "hoc-vien.administrator").await;
        let reason = [("ly_do", "Nhầm")];
        let answer = administrator.post(&format!("{path}/khoa"), &reason).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("người quản trị cuối cùng"));
        let held = record(&world, "hoc-vien.administrator").await.positions[0].clone();
        let fields = [
            ("chuc_vu", "Quản trị"),
            ("tu_ngay", "01/01/2021"),
            ("den_ngay", "12/11/2021"),
            ("phien_ban", "1"),
        ];
        let form = format!("{path}/chuc-vu/{}", held.id);
        let answer = administrator.post(&form, &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
    })
    .await;
}

async fn record(world: &World, login: &str) -> PersonRecord {
    let people = world.store.people().await.expect("people can be read");
    let one = people.into_iter().find(|one| one.login == login);
    one.expect("the account exists")
}

async fn path_of(world: &World, login: &str) -> String {
    format!("/nguoi-dung/{}", record(world, login).await.person)
}
