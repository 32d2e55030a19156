//! Signing a report, on paper and on screen.

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
