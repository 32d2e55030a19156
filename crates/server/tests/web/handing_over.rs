//! Bàn giao cán bộ: rights and open work go to the successor, all or nothing.

use axum::http::StatusCode;
use store::people::Position;
use testkit::{Client, Who, World, on_both, on_both_published};

const PASSWORD_MARK: &str = "Mật khẩu một lần</dt><dd class=\"strong\">";

#[tokio::test]
async fn a_new_successor_sees_and_does_and_the_predecessor_cannot() {
    on_both(async |world| {
        let officer = world.client(Who::Officer("ca-mau")).await;
        let leader = world.client(Who::Leader("ca-mau")).await;
        let held = position_of(&world, "ca-mau.officer").await;
        let told = leader
            .post(
                &format!("/ban-giao/{}", held.id),
                &to_newcomer("12/11/2021"),
            )
            .await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let password = one_time_password(&told.body);

        let out = officer.get("/nam/2021-cum-9/dang-ky").await;
        assert!(
            out.location().starts_with("/dang-nhap"),
            "the session has ended"
        );
        let again = world.client(Who::Officer("ca-mau")).await;
        let refused = again.get("/nam/2021-cum-9/dang-ky").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        let successor = enter(&world, "ca-mau.can-bo-moi", &password).await;
        let page = successor.get("/nam/2021-cum-9/dang-ky/ca-mau/sua").await;
        assert_eq!(page.status, StatusCode::OK);
        let fields = [("lan", "0"), ("chu_de", "Kỷ cương, sáng tạo")];
        let sent = successor
            .post("/nam/2021-cum-9/dang-ky/ca-mau/sua", &fields)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let again = leader
            .post(
                &format!("/ban-giao/{}", held.id),
                &to_newcomer("11/11/2021"),
            )
            .await;
        assert!(
            again.body.contains("Chức vụ này đã được bàn giao rồi"),
            "{}",
            again.body
        );
        let register = leader.get("/ban-giao").await;
        assert!(
            register
                .body
                .contains("bàn giao cho Trần Thị Mới, từ ngày 12/11/2021")
        );
        let verdict = world.store.verify_history(None, |_, _| {}).await;
        let verdict = verdict.expect("the history can be read");
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
    })
    .await;
}

#[tokio::test]
async fn until_the_day_of_a_later_handover_the_predecessor_still_acts() {
    on_both(async |world| {
        let officer = world.client(Who::Officer("ca-mau")).await;
        let leader = world.client(Who::Leader("ca-mau")).await;
        let held = position_of(&world, "ca-mau.officer").await;
        let path = format!("/ban-giao/{}", held.id);
        let told = leader.post(&path, &to_newcomer("15/11/2021")).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let form = "/nam/2021-cum-9/dang-ky/ca-mau/sua";
        let successor = enter(&world, "ca-mau.can-bo-moi", &one_time_password(&told.body)).await;
        assert_eq!(officer.get(form).await.status, StatusCode::OK);
        assert_eq!(successor.get(form).await.status, StatusCode::FORBIDDEN);
        world.clock.set("2021-11-15T00:00:00+07:00");
        let officer = world.client(Who::Officer("ca-mau")).await;
        let successor = sign_in(&world, "ca-mau.can-bo-moi", OWN_PASSWORD).await;
        assert_eq!(officer.get(form).await.status, StatusCode::FORBIDDEN);
        assert_eq!(successor.get(form).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_half_done() {
    on_both(async |world| {
        world.client(Who::Officer("ca-mau")).await;
        let leader = world.client(Who::Leader("ca-mau")).await;
        let held = position_of(&world, "ca-mau.officer").await;
        let path = format!("/ban-giao/{}", held.id);
        let taken = [
            ("nguoi_nhan", "moi"),
            ("ho_ten", "Trần Thị Mới"),
            ("ten_dang_nhap", "ca-mau.leader"),
            ("chuc_vu", "Chuyên viên"),
            ("ngay", "12/11/2021"),
            ("phien_ban", "1"),
        ];
        let answer = leader.post(&path, &taken).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
        assert!(answer.body.contains("đã có người dùng"));
        assert!(answer.body.contains("value=\"Trần Thị Mới\""));
        assert_eq!(position_of(&world, "ca-mau.officer").await, held);
        let people = world.store.people().await.expect("people can be read");
        assert!(
            people
                .iter()
                .all(|one| one.name.as_deref() != Some("Trần Thị Mới"))
        );

        let empty = leader.post(&path, &[("ngay", "01/01/2021")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("Ngày bàn giao phải ở sau ngày đó"));
    })
    .await;
}

#[tokio::test]
async fn a_leader_hands_over_only_in_the_own_unit_and_never_an_administrator() {
    on_both(async |world| {
        world.client(Who::Officer("ca-mau")).await;
        world.client(Who::Administrator).await;
        let officers = position_of(&world, "ca-mau.officer").await;
        let administrators = position_of(&world, "hoc-vien.administrator").await;
        let own = world.client(Who::Officer("ca-mau")).await;
        let stranger = world.client(Who::Leader("kien-giang")).await;
        let superior = world.client(Who::Leader("hoc-vien")).await;
        for (who, held) in [
            (&own, &officers),
            (&stranger, &officers),
            (&superior, &administrators),
        ] {
            let answer = who.post(&format!("/ban-giao/{}", held.id), &[]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
    })
    .await;
}

#[tokio::test]
async fn directives_that_wait_for_an_answer_are_listed_and_kept() {
    on_both_published(async |world| {
        world.client(Who::Officer("ca-mau")).await;
        let head = world.client(Who::Head).await;
        let first = world.store.directives(&world.year.id).await;
        let first = first.expect("directives can be read")[0].clone();
        let passed = head
            .post(
                &format!("/nam/2021-cum-9/van-ban-chi-dao/{}/chuyen", first.id),
                &[("don_vi_nhan", "ca-mau"), ("can_tra_loi", "acknowledged")],
            )
            .await;
        assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.body);
        let leader = world.client(Who::Leader("ca-mau")).await;
        let held = position_of(&world, "ca-mau.officer").await;
        let path = format!("/ban-giao/{}", held.id);
        let form = leader.get(&path).await;
        let words = format!("chưa thực hiện {}", first.facts.title());
        assert!(form.body.contains(&words), "{}", form.body);
        let told = leader.post(&path, &to_newcomer("20/12/2021")).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let kept = world.store.handovers(&[held.unit]).await;
        let kept = kept.expect("handovers can be read");
        assert!(kept[0].open_work[0].contains(&words));
    })
    .await;
}

const OWN_PASSWORD: &str = "con trâu đi trước cái cày";

fn to_newcomer(day: &str) -> [(&'static str, &str); 6] {
    [
        ("nguoi_nhan", "moi"),
        ("ho_ten", "Trần Thị Mới"),
        ("ten_dang_nhap", "ca-mau.can-bo-moi"),
        ("chuc_vu", "Chuyên viên"),
        ("ngay", day),
        ("phien_ban", "1"),
    ]
}

fn one_time_password(page: &str) -> String {
    let after = page.split(PASSWORD_MARK).nth(1);
    let password = after.and_then(|text| text.split('<').next());
    password.expect("the page tells a password").to_owned()
}

async fn position_of(world: &World, login: &str) -> Position {
    let people = world.store.people().await.expect("people can be read");
    let one = people.iter().find(|one| one.login == login);
    one.expect("the account exists").positions[0].clone()
}

/// Signs in with a one-time password and changes it.
async fn enter(world: &World, login: &str, one_time: &str) -> Client {
    let client = sign_in(world, login, one_time).await;
    let desk = client.get("/ban-lam-viec").await;
    assert_eq!(desk.location(), "/tai-khoan/mat-khau");
    let fields = [
        ("mat_khau_cu", one_time),
        ("mat_khau_moi", OWN_PASSWORD),
        ("nhap_lai", OWN_PASSWORD),
    ];
    let changed = client.post("/tai-khoan/mat-khau", &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    client
}

async fn sign_in(world: &World, login: &str, password: &str) -> Client {
    let visitor = world.client(Who::Visitor).await;
    let fields = [("ten_dang_nhap", login), ("mat_khau", password)];
    let answer = visitor.post("/dang-nhap", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    visitor.holding(&answer)
}
