//! Directives passed on to units: seen, acknowledged, acted on, late; carried into the next year.

use axum::http::StatusCode;
use testkit::{Answer, Client, Who, World, on_both};

use super::{DECISION, REGISTER, enter, names_the_field, with};

/// Passes it on to two units, who report what they did by 15/11/2021.
async fn pass_on(head: &Client, path: &str) {
    let fields = [
        ("don_vi_nhan", "ca-mau"),
        ("don_vi_nhan", "kien-giang"),
        ("yeu_cau", "Gửi kế hoạch về thường trực Cụm"),
        ("can_tra_loi", "acted_on"),
        ("han", "15/11/2021"),
    ];
    let answer = head.post(&format!("{path}/chuyen"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// What a unit says of it.
async fn say(unit: &Client, path: &str, slug: &str, answer: &str, result: &str) -> Answer {
    let fields = [("don_vi", slug), ("tra_loi", answer), ("ket_qua", result)];
    unit.post(&format!("{path}/tra-loi"), &fields).await
}

#[tokio::test]
async fn a_unit_sees_acknowledges_and_acts_and_the_office_is_told_who_is_late() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        pass_on(&head, &path).await;
        let own = world.client(Who::Officer("ca-mau")).await;
        for (answer, label) in [("seen", "Đã xem"), ("acknowledged", "Đã nhận")] {
            let said = say(&own, &path, "ca-mau", answer, "").await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
            let page = own.get(&path).await.body;
            assert!(page.contains(&format!("{label}: ")) && page.contains("Chờ thực hiện"));
        }
        let silent = say(&own, &path, "ca-mau", "acted_on", " ").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(names_the_field(&silent, "ket_qua"));
        let said = say(&own, &path, "ca-mau", "acted_on", "Đã gửi kế hoạch").await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        assert!(!head.get(&path).await.body.contains("Quá hạn"));

        world.clock.set("2021-11-16T00:00:00+07:00");
        let head = world.client(Who::Head).await;
        let page = head.get(&path).await.body;
        assert!(page.contains("1/2 đã trả lời đủ") && page.contains("Đã gửi kế hoạch"));
        assert_eq!(page.matches(">Quá hạn 01 ngày<").count(), 1, "{page}");
        assert!(page.contains("Còn chờ: Kiên Giang.") && page.contains(", đã quá hạn"));
        let list = head.get(REGISTER).await.body;
        assert!(
            list.contains("1/2 đơn vị") && list.contains("01 đơn vị quá hạn"),
            "{list}"
        );

        let late = world.client(Who::Leader("kien-giang")).await;
        say(&late, &path, "kien-giang", "acted_on", "Đã làm").await;
        let page = head.get(&path).await.body;
        assert!(page.contains("2/2 đã trả lời đủ") && page.contains("Đã thực hiện, chậm 01 ngày"));
        assert!(!page.contains("Còn chờ:"));
    })
    .await;
}

#[tokio::test]
async fn a_dispatch_of_an_earlier_year_is_entered_afterwards_with_its_own_deadline() {
    on_both(async |world| {
        world.clock.set("2026-03-02T09:00:00+07:00");
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        pass_on(&head, &path).await;
        let page = head.get(&path).await.body;
        assert!(page.contains("Hạn hết ngày 15/11/2021."), "{page}");
        let dispatch = page.split("/chuyen/").nth(1);
        let dispatch = dispatch.and_then(|rest| rest.split('"').next());
        let form = format!("{path}/chuyen/{}", dispatch.expect("it can be changed"));
        let sent = |day| [("phien_ban", "1"), ("ly_do", "Theo bản gốc"), ("han", day)];
        let early = head.post(&form, &sent("24/02/2021")).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(names_the_field(&early, "han"));
        let kept = head.post(&form, &sent("25/02/2021")).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    })
    .await;
}

#[tokio::test]
async fn a_unit_answers_for_itself_alone_and_only_what_it_received() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        pass_on(&head, &path).await;
        let other = world.client(Who::Officer("kien-giang")).await;
        let answer = say(&other, &path, "ca-mau", "seen", "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let untold = world.client(Who::Officer("an-giang")).await;
        let answer = say(&untold, &path, "an-giang", "seen", "").await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let own = world.client(Who::Officer("ca-mau")).await;
        say(&own, &path, "ca-mau", "acknowledged", "").await;
        assert!(own.get(&path).await.body.contains("Rút ghi nhận “Đã nhận”"));
        let fields = [("don_vi", "ca-mau"), ("tra_loi", "acknowledged")];
        let taken = own.post(&format!("{path}/rut"), &fields).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        assert!(!own.get(&path).await.body.contains("Rút ghi nhận “Đã nhận”"));
        let again = own.post(&format!("{path}/rut"), &fields).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_unit_is_told_once_and_a_deadline_that_has_passed_is_refused() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        let chuyen = format!("{path}/chuyen");
        let wrong = [
            ("can_tra_loi", "maybe"),
            ("han", "24/02/2021"),
            ("yeu_cau", "Gửi kế hoạch"),
        ];
        let answer = head.post(&chuyen, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["don_vi_nhan", "can_tra_loi", "han"] {
            assert!(names_the_field(&answer, field), "{field}");
        }
        assert!(answer.body.contains("Gửi kế hoạch</textarea>"));
        pass_on(&head, &path).await;
        let again = [("don_vi_nhan", "ca-mau"), ("can_tra_loi", "acknowledged")];
        let answer = head.post(&chuyen, &again).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(names_the_field(&answer, "don_vi_nhan"));
    })
    .await;
}

/// The form on which a deadline is moved.
async fn of_its_dispatch(world: &World, path: &str) -> String {
    let all = world.store.year_dispatches(&world.year.id).await;
    let all = all.expect("dispatches can be read");
    format!("{path}/chuyen/{}", all[0].id)
}

#[tokio::test]
async fn of_two_who_move_a_deadline_the_second_is_told_and_loses_nothing() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        pass_on(&head, &path).await;
        let form = of_its_dispatch(&world, &path).await;
        let first = [
            ("han", "20/11/2021"),
            ("ly_do", "Các đơn vị đề nghị"),
            ("phien_ban", "1"),
        ];
        assert_eq!(head.post(&form, &first).await.status, StatusCode::SEE_OTHER);
        let upper = world.client(Who::Superior).await;
        let second = [
            ("han", "25/11/2021"),
            ("ly_do", "Lùi hạn"),
            ("phien_ban", "1"),
        ];
        let answer = upper.post(&form, &second).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("value=\"25/11/2021\"") && answer.body.contains("20/11/2021"));
        assert!(
            head.get(&path)
                .await
                .body
                .contains("Hạn hết ngày 20/11/2021")
        );
    })
    .await;
}

#[tokio::test]
async fn a_directive_of_an_earlier_year_stays_listed_while_it_is_in_force() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        let ended = [
            ("so_ky_hieu", "551-QĐ/HVCTQG"),
            ("het_hieu_luc", "31/12/2021"),
        ];
        enter(&head, &with(DECISION, &ended)).await;
        world.open_next_year().await;
        world.clock.set("2022-01-01T00:00:00+07:00");
        let next = REGISTER.replace("2021", "2022");
        let member = world.client(Who::Officer("ca-mau")).await;
        let list = member.get(&next).await.body;
        assert!(
            list.contains("Văn bản các năm trước, chưa ghi nhận hết hiệu lực"),
            "{list}"
        );
        assert!(list.contains("550-QĐ/HVCTQG") && !list.contains("551-QĐ/HVCTQG"));

        let path = path.replace("2021-cum-9", "2022-cum-9");
        let upper = world.client(Who::Superior).await;
        let told = [("don_vi_nhan", "ca-mau"), ("can_tra_loi", "acknowledged")];
        let passed_on = upper.post(&format!("{path}/chuyen"), &told).await;
        assert_eq!(
            passed_on.status,
            StatusCode::SEE_OTHER,
            "{}",
            passed_on.body
        );
        assert!(
            member
                .get(&next)
                .await
                .body
                .contains("Chờ xác nhận đã nhận")
        );
        let page = member.get(&path).await.body;
        assert!(page.contains("sổ năm trước của Cụm") && page.contains("Xác nhận đã nhận"));
        let sua = upper.get(&format!("{path}/sua")).await;
        assert_eq!(
            sua.status,
            StatusCode::NOT_FOUND,
            "what another year entered is corrected there"
        );
    })
    .await;
}
