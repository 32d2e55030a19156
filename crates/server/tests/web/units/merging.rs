//! Mergers of units, and two keepers at once.

use super::*;

const MERGER: &str = "/don-vi-quan-ly/ca-mau/sap-nhap";

#[tokio::test]
async fn a_merger_ends_the_name_and_is_undone_in_the_same_way() {
    on_both(async |world| {
        let keeper = administrator(&world).await;
        let fields = [
            ("vao", "bac-lieu"),
            ("ngay", "01/7/2025"),
            ("nguon", "Nghị quyết sáp nhập tỉnh"),
        ];
        assert_done(&send(&keeper, MERGER, MERGER, &fields).await);
        let page = open(&keeper, UNIT).await;
        assert!(
            page.body.contains(
                "Nhập vào Trường Chính trị Châu Văn Đặng tỉnh Bạc Liêu từ ngày 01/7/2025"
            )
        );
        assert!(page.body.contains("Đến hết ngày 30/6/2025"));
        let twice = send(&keeper, MERGER, MERGER, &fields).await;
        assert_refused(&twice, "đã ghi nhận sáp nhập");
        let circle = "/don-vi-quan-ly/bac-lieu/sap-nhap";
        let back = [("vao", "ca-mau"), ("ngay", "01/7/2026"), ("nguon", "x")];
        assert_refused(
            &send(&keeper, circle, circle, &back).await,
            "lại chính là đơn vị này",
        );
        let undo = format!("{UNIT}/hoan-tac-sap-nhap");
        assert_refused(
            &send(&keeper, UNIT, &undo, &[("ly_do", "")]).await,
            "Mục này cần có",
        );
        assert_done(&send(&keeper, UNIT, &undo, &[("ly_do", "ghi nhầm")]).await);
        let page = open(&keeper, UNIT).await;
        assert!(page.body.contains("Không nêu ngày bắt đầu; đang dùng"));
    })
    .await;
}

#[tokio::test]
async fn a_merger_before_the_founding_or_under_a_membership_is_refused_with_the_reason() {
    on_both(async |world| {
        let keeper = administrator(&world).await;
        assert_done(&keeper.post("/don-vi-quan-ly/moi", NEW).await);
        let path = "/don-vi-quan-ly/binh-phuoc/sap-nhap";
        let early = [("vao", "ca-mau"), ("ngay", "01/7/2009"), ("nguon", "x")];
        let answer = send(&keeper, path, path, &early).await;
        assert_refused(&answer, "Đơn vị chỉ có từ ngày 01/01/2010");
        assert!(answer.body.contains("value=\"ca-mau\" selected"));
        let member = [("vao", "bac-lieu"), ("ngay", "01/01/2021"), ("nguon", "x")];
        let answer = send(&keeper, MERGER, MERGER, &member).await;
        assert_refused(&answer, "thành viên của năm thi đua 2021");
        let itself = [("vao", "ca-mau"), ("ngay", "01/7/2025"), ("nguon", "x")];
        assert_refused(
            &send(&keeper, MERGER, MERGER, &itself).await,
            "Chọn đơn vị khác",
        );
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_keepers_is_told_and_loses_nothing() {
    on_both(async |world| {
        let keeper = administrator(&world).await;
        let path = format!("{UNIT}/sua");
        let fields = [
            ("loai", "school"),
            ("cap_tren", "Tỉnh ủy Cà Mau"),
            ("phien_ban", "1"),
        ];
        assert_done(&keeper.post(&path, &fields).await);
        let late = [
            ("loai", "school"),
            ("cap_tren", "Tỉnh ủy khác"),
            ("phien_ban", "1"),
        ];
        let answer = keeper.post(&path, &late).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("value=\"Tỉnh ủy khác\""));
        assert_eq!(version(&answer), "2");
        let names = [
            ("phien_ban", "1"),
            ("ten", "Tên"),
            ("ten_gon", "x"),
            ("tu_ngay", "01/3/2022"),
            ("nguon", "x"),
        ];
        assert_eq!(
            keeper.post(NAMES, &names).await.status,
            StatusCode::CONFLICT
        );
        let public = open(&keeper, "/don-vi/ca-mau").await;
        assert!(public.body.contains("Tỉnh ủy Cà Mau"));
    })
    .await;
}
