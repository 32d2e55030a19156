//! Signing a report, on paper and on screen.

use access::Matter;
use access::actions::people::KeepPeople;
use store::people::{NewAccount, PositionRole};
use testkit::PASSWORD;

use super::*;

#[tokio::test]
async fn the_signed_scan_must_bear_the_code_of_what_was_sent() {
    on_both(async |world| {
        opened(&world, "paper").await;
        let unit = own(&world).await;
        enter(&unit, "0", PROJECTS).await;
        let code = hidden(&unit, "ma").await;
        let print = unit.get(&format!("{REPORT}/ban-in")).await.body;
        assert!(print.contains(&code), "the paper bears the code");
        send(&unit, "").await;
        let address = format!("{REPORT}/ban-ky");
        let fields = |code| {
            [
                ("ma_in", code),
                ("so_ky_hieu", "12/BC-TCT"),
                ("ngay_ky", "11/11/2021"),
                ("nguoi_ky", "Người ký mẫu"),
                ("quyen_ky", "for_head"),
            ]
        };
        let scan: &[(&str, &str, &[u8])] = &[("ban_ky", "bao-cao.pdf", b"%PDF-1.7 signed")];
        let empty = unit.post_files(&address, &[], &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("còn 6 chỗ cần sửa"), "{}", empty.body);
        let mut wrong = fields("0000-0000");
        wrong[2] = ("ngay_ky", "13/11/2021");
        let together = unit.post_files(&address, &wrong, &[]).await;
        assert_eq!(together.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong: Vec<String> = crate::forms::fields(&together).into_iter().collect();
        assert_eq!(wrong, ["ban_ky", "ma_in", "ngay_ky"]);
        let other = unit.post_files(&address, &fields("0000-0000"), scan).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert!(other.body.contains("không phải của báo cáo gửi sau cùng"));
        let signed = unit.post_files(&address, &fields(&code), scan).await;
        assert_eq!(
            signed.location(),
            format!("{REPORT}?xong=ban-ky"),
            "{}",
            signed.body
        );
        let page = unit.get(REPORT).await.body;
        assert!(page.contains("KT. Hiệu trưởng, Phó Hiệu trưởng: Người ký mẫu"));
        let link = page.split("href=\"").find(|rest| rest.contains("/tep/"));
        let link = link
            .and_then(|rest| rest.split('"').next())
            .expect("the scan is linked");
        assert_eq!(unit.get(link).await.bytes, b"%PDF-1.7 signed");
        let stranger = world.client(Who::Officer("kien-giang")).await;
        assert_eq!(stranger.get(link).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn only_a_leader_signs_on_screen_and_only_where_the_round_says_so() {
    on_both(async |world| {
        opened(&world, "screen").await;
        let unit = own(&world).await;
        let leader = world.client(Who::Leader("ca-mau")).await;
        enter(&unit, "0", PROJECTS).await;
        let code = hidden(&unit, "ma").await;
        send(&unit, "").await;
        let fields = [("ma", code.as_str()), ("quyen_ky", "head")];
        let address = format!("{REPORT}/ky");
        assert_eq!(
            unit.post(&address, &fields).await.status,
            StatusCode::FORBIDDEN
        );
        let signed = leader.post(&address, &fields).await;
        assert_eq!(
            signed.location(),
            format!("{REPORT}?xong=ky"),
            "{}",
            signed.body
        );
        assert!(unit.get(REPORT).await.body.contains("Hiệu trưởng: "));
    })
    .await;
}

/// Gives the unit a leader with a name and an office.
async fn leader(world: &World, login: &str, name: &str, title: &str) {
    let new = NewAccount {
        login: login.to_owned(),
        name: name.to_owned(),
        password: PASSWORD.to_owned(),
        sample: true,
        role: PositionRole::Leader,
        unit: world.unit("ca-mau").await,
        title: title.to_owned(),
        valid_from: jiff::civil::date(2021, 1, 1),
    };
    let permit = world.permit(KeepPeople, Matter::instance("person", ""));
    let added = world.store.add_account(&permit, new).await;
    added.expect("the account is new");
}

#[tokio::test]
async fn a_paper_is_refused_that_nobody_with_the_right_has_signed() {
    on_both(async |world| {
        leader(&world, "ca-mau.truong", "Lãnh đạo mẫu", "Hiệu trưởng").await;
        leader(&world, "ca-mau.pho", "Cấp phó mẫu", "Phó Hiệu trưởng").await;
        opened(&world, "paper").await;
        let unit = own(&world).await;
        enter(&unit, "0", PROJECTS).await;
        let code = hidden(&unit, "ma").await;
        send(&unit, "").await;
        let address = format!("{REPORT}/ban-ky");
        let signed_by = |signer, capacity| {
            [
                ("ma_in", code.clone()),
                ("so_ky_hieu", "12/BC-TCT".to_owned()),
                ("ngay_ky", "11/11/2021".to_owned()),
                ("nguoi_ky", String::from(signer)),
                ("quyen_ky", String::from(capacity)),
            ]
        };
        let scan: &[(&str, &str, &[u8])] = &[("ban_ky", "bao-cao.pdf", b"%PDF-1.7 signed")];
        let cases = [
            ("Người ký mẫu", "head", "nguoi_ky-loi"),
            ("Lãnh đạo mẫu", "for_head", "quyen_ky-loi"),
            ("Cấp phó mẫu", "head", "quyen_ky-loi"),
        ];
        for (signer, capacity, place) in cases {
            let fields = signed_by(signer, capacity);
            let fields = fields
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            let refused = unit.post_files(&address, &fields, scan).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{signer}");
            assert!(refused.body.contains(place), "{signer}: {}", refused.body);
            let said = "Lãnh đạo mẫu (Hiệu trưởng); Cấp phó mẫu (Phó Hiệu trưởng)";
            assert!(refused.body.contains(said), "{}", refused.body);
        }
        let fields = signed_by("cấp phó mẫu", "for_head");
        let fields = fields
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let signed = unit.post_files(&address, &fields, scan).await;
        let done = format!("{REPORT}?xong=ban-ky");
        assert_eq!(signed.location(), done, "{}", signed.body);
    })
    .await;
}

#[tokio::test]
async fn a_deputy_does_not_sign_as_the_head_on_screen() {
    on_both(async |world| {
        leader(&world, "ca-mau.leader", "Cấp phó mẫu", "Phó Hiệu trưởng").await;
        opened(&world, "screen").await;
        let unit = own(&world).await;
        let deputy = world.client(Who::Leader("ca-mau")).await;
        enter(&unit, "0", PROJECTS).await;
        let code = hidden(&unit, "ma").await;
        send(&unit, "").await;
        let page = deputy.get(REPORT).await.body;
        assert!(page.contains("<option value=\"for_head\">"), "{page}");
        assert!(!page.contains("<option value=\"head\">"), "{page}");
        let address = format!("{REPORT}/ky");
        let as_head = [("ma", code.as_str()), ("quyen_ky", "head")];
        let refused = deputy.post(&address, &as_head).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("cấp phó ký thay, ghi KT."),
            "{}",
            refused.body
        );
        let for_head = [("ma", code.as_str()), ("quyen_ky", "for_head")];
        let signed = deputy.post(&address, &for_head).await;
        assert_eq!(signed.location(), format!("{REPORT}?xong=ky"));
    })
    .await;
}
