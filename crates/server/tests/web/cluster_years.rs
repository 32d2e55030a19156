//! Opening the years of clusters, and who takes part in them.

use axum::http::StatusCode;
use testkit::{Client, SCHOOLS, Who, on_both, on_both_published};

const OPENING: &str = "/cum-thi-dua/moi";
const MEMBERS: &str = "/nam/2021-cum-9/thanh-vien";

fn year<'a>(number: &'a str, cluster: &'a str, members: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("cum", cluster),
        ("nam", number),
        ("so", "9"),
        ("ten", "Cụm Thi đua số 9"),
        ("nguon", "Quyết định thành lập"),
        ("cap_tren", "hoc-vien"),
    ];
    fields.extend(members.iter().map(|slug| ("thanh_vien", *slug)));
    fields
}

#[tokio::test]
async fn a_year_is_opened_once_with_members_carried_over_from_the_year_before() {
    on_both(async |world| {
        let keeper = world.client(Who::Administrator).await;
        let form = keeper.get(&format!("{OPENING}?tu=2021-cum-9")).await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.body.contains("name=\"nam\" value=\"2022\""));
        let ticked = form.body.matches(" checked").count();
        assert_eq!(ticked, SCHOOLS.len() + 1, "the schools and the upper body");
        let members: Vec<&str> = SCHOOLS.iter().map(|(slug, _, _)| *slug).collect();
        let opened = keeper.post(OPENING, &year("2022", "cum-9", &members)).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        assert_eq!(opened.location(), "/nam/2022-cum-9/thanh-vien?xong=lap-nam");
        let list = keeper.get("/nam/2022-cum-9/thanh-vien").await;
        assert!(list.body.contains("12 thành viên, tên của năm 2022"));
        let again = keeper.post(OPENING, &year("2022", "cum-9", &members)).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(
            again.body.contains("đã lập năm đó")
                && again.body.contains("/nam/2022-cum-9/thanh-vien")
        );
    })
    .await;
}

#[tokio::test]
async fn clusters_of_any_number_stand_beside_each_other() {
    on_both(async |world| {
        let keeper = world.client(Who::Administrator).await;
        let mut fields = year("2021", "", &["tay-ninh"]);
        fields.extend([("ma_moi", "khoi-3"), ("loai", "khoi")]);
        fields[3] = ("ten", "Khối Thi đua số 3");
        let opened = keeper.post(OPENING, &fields).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        let list = keeper.get("/cum-thi-dua").await;
        assert!(list.body.contains("Khối Thi đua số 3") && list.body.contains("Cụm Thi đua số 9"));
        let member = world.client(Who::Officer("ca-mau")).await;
        let list = member.get("/cum-thi-dua").await;
        assert!(!list.body.contains("Khối Thi đua số 3") && list.body.contains("Cụm Thi đua số 9"));
        let csv = keeper.get("/cum-thi-dua/tai-ve?dang=csv").await;
        assert!(csv.body.contains("khoi-3,2021,Khối Thi đua số 3"));
    })
    .await;
}

#[tokio::test]
async fn a_member_that_did_not_exist_and_a_slug_that_is_taken_are_refused_by_name() {
    on_both_published(async |world| {
        let keeper = world.client(Who::Administrator).await;
        let cluster = "truong-chinh-tri-dong-bang-song-cuu-long";
        let fields = year("2026", cluster, &["an-giang", "kien-giang"]);
        let answer = keeper.post(OPENING, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .body
                .contains("Kiên Giang: Năm 2026 không còn đơn vị này (sáp nhập từ ngày 01/7/2025)"),
            "{}",
            answer.body
        );
        let wrong = keeper.post(OPENING, &year("20x6", cluster, &[])).await;
        assert!(wrong.body.contains("Năm gồm bốn chữ số"));
        assert!(wrong.body.contains("Chưa chọn đơn vị nào"));
        let mut elsewhere = year("2021", "", &["long-an"]);
        elsewhere.retain(|(name, _)| *name != "cap_tren");
        elsewhere.extend([("ma_moi", "cum-khac"), ("loai", "cum")]);
        let taken = keeper.post(OPENING, &elsewhere).await;
        assert_eq!(taken.status, StatusCode::CONFLICT);
        assert!(
            taken
                .body
                .contains("Mã năm “2021-cum-9” đã dùng cho cụm, khối khác")
        );
        let form = keeper.get(MEMBERS).await;
        assert!(
            !form.body.contains("value=\"tay-ninh\""),
            "founded by the merger of 2025"
        );
    })
    .await;
}

async fn seen(client: &Client) -> String {
    let page = client.get(MEMBERS).await.body;
    let after = page.split("name=\"phien_ban\" value=\"").nth(1);
    let after = after.expect("the page has a form with a version");
    after.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_member_is_added_and_taken_out_with_a_reason_that_the_history_keeps() {
    on_both(async |world| {
        let superior = world.client(Who::Superior).await;
        let version = seen(&superior).await;
        let fields = [
            ("phien_ban", version.as_str()),
            ("don_vi", "tay-ninh"),
            ("vai_tro", "member"),
            ("nguon", "Công văn bổ sung"),
        ];
        let added = superior.post(&format!("{MEMBERS}/them"), &fields).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let stale = superior.post(&format!("{MEMBERS}/them"), &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let out = format!("{MEMBERS}/tay-ninh/go");
        let version = seen(&superior).await;
        let silent = superior.post(&out, &[("phien_ban", &version)]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let taken = superior
            .post(&out, &[("phien_ban", &version), ("ly_do", "thêm nhầm")])
            .await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        assert!(superior.get(MEMBERS).await.body.contains("12 thành viên"));
        let history = superior.get("/nam/2021-cum-9/nhat-ky").await;
        assert!(history.body.contains("Lập năm thi đua"));
        let plain = world.client(Who::Officer("ca-mau")).await;
        assert_eq!(plain.post(&out, &[]).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_member_with_data_of_the_year_stays_and_the_data_are_named() {
    on_both_published(async |world| {
        let keeper = world.client(Who::Administrator).await;
        let version = seen(&keeper).await;
        let out = format!("{MEMBERS}/ben-tre/go");
        let answer = keeper
            .post(&out, &[("phien_ban", &version), ("ly_do", "thử")])
            .await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(
            answer.body.contains("Đơn vị đã có dữ liệu trong năm")
                && answer.body.contains("cụm trưởng, cụm phó"),
            "{}",
            answer.body
        );
        assert!(keeper.get(MEMBERS).await.body.contains("12 thành viên"));
    })
    .await;
}

#[tokio::test]
async fn number_and_name_of_a_cluster_belong_to_the_year() {
    on_both(async |world| {
        let keeper = world.client(Who::Administrator).await;
        let path = format!("{MEMBERS}/sua");
        let fields = [
            ("phien_ban", "1"),
            ("so", "7"),
            ("ten", "Cụm Thi đua số 7"),
            ("nguon", "Quyết định"),
        ];
        assert_eq!(
            keeper.post(&path, &fields).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(
            keeper
                .get("/nam/2021-cum-9")
                .await
                .body
                .contains("Cụm Thi đua số 7")
        );
        assert_eq!(
            keeper.post(&path, &fields).await.status,
            StatusCode::CONFLICT
        );
        let wrong = keeper
            .post(&path, &[("phien_ban", "2"), ("so", "chín")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("value=\"chín\""));
    })
    .await;
}
