//! What the public reads of figures: stated, computed from stated parts, added from the units, corrected.

use std::collections::{BTreeSet, VecDeque};

use axum::http::StatusCode;
use rules::figures::{Basis, Catalogue, Section};
use testkit::{Client, SCHOOLS, Who, on_both, on_both_published};

use crate::rounds::{
    approve, enter_on_behalf, number, open, send, send_projects_of_all, to_cutoff,
};

const YEAR: &str = "/nam/2021-cum-9";
const API: &str = "/api/v1/nam/2021-cum-9/so-lieu";
const PROJECTS: &str = "/nam/2021-cum-9/nguon/kh_total";

/// Everything that a client can reach by links from these addresses, with the bodies.
async fn reachable(client: &Client, start: Vec<String>) -> Vec<(String, String)> {
    let mut seen: BTreeSet<String> = start.iter().cloned().collect();
    let mut open: VecDeque<String> = start.into();
    let mut found = Vec::new();
    while let Some(address) = open.pop_front() {
        let answer = client.get(&address).await;
        if answer.status != StatusCode::OK {
            continue;
        }
        for link in links(&answer.body, &address) {
            if seen.insert(link.clone()) {
                open.push_back(link);
            }
        }
        found.push((address, answer.body));
    }
    found
}

fn links(body: &str, from: &str) -> Vec<String> {
    let ours = |link: &&str| link.starts_with('/') && !link.starts_with("/assets/");
    let hrefs = body.split("href=\"").skip(1);
    let hrefs = hrefs.filter_map(|rest| rest.split('"').next());
    let plain = hrefs.map(|link| link.split('#').next().unwrap_or_default());
    // A link to a round of the same page.
    let page = from.split('?').next().unwrap_or_default();
    let whole = |link: &str| match link.strip_prefix('?') {
        Some(query) => format!("{page}?{query}"),
        None => link.replace("&amp;", "&"),
    };
    let relative = |link: &&str| ours(link) || link.starts_with('?');
    plain.filter(relative).map(whole).collect()
}

/// Whether a text prints the number of research projects of the cluster.
fn prints_the_projects(body: &str) -> bool {
    ["kh_total", "KH.5", "45 đề tài"]
        .iter()
        .any(|name| body.contains(name))
}

fn holds_both(body: &str) -> bool {
    let numbers: Vec<&str> = body
        .split(|letter: char| !letter.is_ascii_digit())
        .collect();
    numbers.contains(&"45") && numbers.contains(&"52") && body.contains("7 + 42 + 3")
}

fn public_addresses() -> Vec<String> {
    let indicators = Catalogue::embedded().indicators();
    let mut all: Vec<String> = indicators
        .flat_map(|one| {
            [
                format!("{YEAR}/nguon/{}", one.key),
                format!("{API}/{}", one.key),
            ]
        })
        .collect();
    all.extend(["/", YEAR, API, "/api/v1/nam/2021-cum-9"].map(str::to_owned));
    all.push(format!("{YEAR}/con-so/tai-ve?dang=csv"));
    all
}

#[tokio::test]
async fn wherever_the_projects_of_2021_appear_45_and_52_stand_together() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let pages = reachable(&visitor, public_addresses()).await;
        let mut printing = 0;
        for (address, body) in &pages {
            // The API's own description tells of formats, not of figures.
            if prints_the_projects(body) && !address.starts_with("/api/v1/openapi") {
                printing += 1;
                assert!(holds_both(body), "{address}\n{body}");
            }
        }
        assert!(
            printing >= 8,
            "only {printing} of {} pages print it",
            pages.len()
        );
        let head = world.client(Who::Head).await;
        for address in [
            format!("{YEAR}/so-lieu/bang"),
            format!("{YEAR}/so-lieu/bang/tai-ve?dang=csv"),
            format!("{YEAR}/so-lieu/dinh-chinh/kh_total"),
        ] {
            let page = head.get(&address).await;
            assert!(holds_both(&page.body), "{address}\n{}", page.body);
        }
    })
    .await;
}

#[tokio::test]
async fn the_sum_of_the_units_stands_beside_the_stated_number_once_reports_are_approved() {
    on_both_published(async |world| {
        let round = open(&world, to_cutoff()).await;
        send_projects_of_all(&world, &round).await;
        let visitor = world.client(Who::Visitor).await;
        let before = visitor.get(YEAR).await.body;
        assert!(
            !before.contains("đơn vị; Thực hiện đến"),
            "nothing is approved"
        );
        for (slug, _, _) in SCHOOLS.iter().take(2) {
            approve(&world, &round, slug).await;
        }
        let some = visitor.get(YEAR).await.body;
        let said = "Cộng 2/12 đơn vị; Thực hiện đến ngày chốt 31/10/2021";
        assert!(some.contains(said), "{some}");
        for (slug, _, _) in SCHOOLS.iter().skip(2) {
            approve(&world, &round, slug).await;
        }
        let sum = "52 (cộng 12 đơn vị; thực hiện đến ngày chốt 31/10/2021)";
        let csv = format!("{YEAR}/con-so/tai-ve?dang=csv");
        for address in [PROJECTS, API] {
            let body = visitor.get(address).await.body;
            assert!(body.contains(sum) && holds_both(&body), "{address}\n{body}");
        }
        for address in [YEAR, &csv] {
            let body = visitor.get(address).await.body;
            let said = "Cộng 12/12 đơn vị; Thực hiện đến ngày chốt 31/10/2021";
            assert!(
                body.contains(said) && holds_both(&body),
                "{address}\n{body}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_public_sees_figures_of_approved_reports_and_no_name_and_no_message() {
    on_both(async |world| {
        let round = open(&world, to_cutoff()).await;
        let message = "Chị Hoa nhắn: 5 hội thảo.";
        for slug in ["ben-tre", "ca-mau"] {
            enter_on_behalf(&world, &round, slug, &[("kh6", number(5))], message).await;
            send(&world, &round, slug).await;
        }
        approve(&world, &round, "ca-mau").await;
        let visitor = world.client(Who::Visitor).await;
        let whole = visitor.get(&format!("{YEAR}/nguon/kh6")).await.body;
        assert!(
            whole.contains("Thực hiện đến ngày chốt 31/10/2021. 1/12 đơn vị có số liệu."),
            "{whole}"
        );
        let closed = whole.matches(">chưa công bố</td>").count();
        assert_eq!(closed, 11 * 5, "eleven units, four parts and the whole");
        let open_one = format!("{YEAR}/nguon/kh6/ca-mau");
        let unit = visitor.get(&open_one).await.body;
        assert!(
            unit.contains("Thường trực Cụm nhập thay") && unit.contains("<b>5</b>"),
            "{unit}"
        );
        assert!(
            unit.contains("Duyệt") && unit.contains("Báo cáo số liệu của Cà Mau"),
            "{unit}"
        );
        assert!(!unit.contains("Chị Hoa"), "a message may name people");
        for query in ["", "?ky=1"] {
            let closed = visitor
                .get(&format!("{YEAR}/nguon/kh6/ben-tre{query}"))
                .await
                .body;
            assert!(!closed.contains("<b>5</b>"), "{closed}");
            assert!(closed.contains("Không có số liệu nào của đơn vị được công bố"));
        }
        let head = world.client(Who::Head).await;
        let inside = head.get(&format!("{open_one}?ky=1")).await.body;
        assert!(
            inside.contains("Tin của đơn vị: “Chị Hoa nhắn: 5 hội thảo.”"),
            "{inside}"
        );
        let inside = head.get(&format!("{YEAR}/nguon/kh6?ky=1")).await.body;
        assert!(
            inside.contains("2/12 đơn vị có số liệu, trong đó 1 báo cáo chưa duyệt"),
            "{inside}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_api_gives_the_numbers_of_approved_units_with_their_basis() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let before = visitor.get(API).await.body;
        assert!(before.ends_with("\"round\":null,\"units\":[]}"), "{before}");
        let round = open(&world, to_cutoff()).await;
        send_projects_of_all(&world, &round).await;
        approve(&world, &round, "ca-mau").await;
        let answer = visitor.get(API).await.body;
        for said in [
            "\"basis\":\"to_cutoff\",\"basis_text\":\"Thực hiện đến ngày chốt 31/10/2021\",\"cut_off\":\"2021-10-31\",\"published\":1,\"members\":12",
            "\"slug\":\"ca-mau\"",
            "\"code\":\"KH.5\",\"value\":\"5\",\"absent\":null,\"awaits_confirmation\":false,\"text\":\"5\",\"address\":\"/nam/2021-cum-9/nguon/kh_total/ca-mau\"",
        ] {
            assert!(answer.contains(said), "{said}\n{answer}");
        }
        assert!(!answer.contains("\"slug\":\"an-giang\""), "{answer}");
        assert!(server::openapi().contains("PublishedRound"));
    })
    .await;
}

#[tokio::test]
async fn official_figures_take_the_place_of_earlier_ones_only_when_every_unit_is_approved() {
    on_both(async |world| {
        let first = open(&world, to_cutoff()).await;
        let second = open(&world, Basis::Official).await;
        for round in [&first, &second] {
            send_projects_of_all(&world, round).await;
        }
        for (slug, _, _) in SCHOOLS {
            approve(&world, &first, slug).await;
        }
        approve(&world, &second, "ca-mau").await;
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get(PROJECTS).await.body;
        assert!(page.contains("Thực hiện đến 31/10/2021"), "{page}");
        for (slug, _, _) in SCHOOLS.iter().filter(|(slug, _, _)| *slug != "ca-mau") {
            approve(&world, &second, slug).await;
        }
        let page = visitor.get(PROJECTS).await.body;
        assert!(
            page.contains("52 (cộng 12 đơn vị; chính thức cả năm)"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_correction_stands_beside_both_numbers_everywhere() {
    on_both_published(async |world| {
        let head = world.client(Who::Head).await;
        let table = head.get(&format!("{YEAR}/so-lieu/bang")).await.body;
        let form = format!("{YEAR}/so-lieu/dinh-chinh/kh_total");
        assert!(table.contains(&form) && head.get(PROJECTS).await.body.contains(&form));
        let text = "Tổng số đề tài là 52; số 45 chưa gồm đề tài cấp tỉnh.";
        let fields = [
            ("noi_dung", text),
            ("so_dung", "52"),
            ("ngay", "15/12/2021"),
        ];
        let sent = head.post(&form, &fields).await;
        assert_eq!(sent.location(), PROJECTS, "{}", sent.body);
        let visitor = world.client(Who::Visitor).await;
        for address in [YEAR, PROJECTS, API] {
            let body = visitor.get(address).await.body;
            assert!(
                body.contains("Đã đính chính ngày 15/12/2021"),
                "{address}\n{body}"
            );
            assert!(holds_both(&body), "{address}\n{body}");
            assert!(body.contains(text), "{address}");
        }
        let csv = visitor
            .get(&format!("{YEAR}/con-so/tai-ve?dang=csv"))
            .await
            .body;
        assert!(csv.contains("Đã đính chính ngày 15/12/2021"), "{csv}");
        let table = head.get(&format!("{YEAR}/so-lieu/bang")).await.body;
        assert!(table.contains("Đã đính chính ngày 15/12/2021") && holds_both(&table));
    })
    .await;
}

#[tokio::test]
async fn a_part_names_the_total_to_which_it_belongs() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get(&format!("{YEAR}/nguon/kh2")).await.body;
        assert!(
            page.contains("Là thành phần của <a href=\"/nam/2021-cum-9/nguon/kh_total\">KH.5"),
            "{page}"
        );
        assert!(holds_both(&page));
    })
    .await;
}

#[tokio::test]
async fn a_round_without_a_section_of_figures_is_no_error() {
    on_both(async |world| {
        let round = open(&world, Basis::Estimate).await;
        crate::rounds::enter(
            &world,
            &round,
            "ca-mau",
            Section::Staff,
            &[("cb1", number(40))],
        )
        .await;
        let head = world.client(Who::Head).await;
        for path in [
            "nguon/kh6?ky=1",
            "nguon/kh6/ca-mau?ky=1",
            "nguon/cb1/ca-mau?ky=1",
            "so-lieu/bang",
        ] {
            let page = head.get(&format!("{YEAR}/{path}")).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        }
        let unknown = head.get(&format!("{YEAR}/nguon/kh6?ky=chin")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_the_article_says_without_a_number_stands_on_the_page_and_in_the_api() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get(YEAR).await.body;
        assert!(page.contains("Bài viết nêu, không kèm con số"), "{page}");
        let answer = visitor.get(API).await.body;
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("it is JSON");
        let sentences = answer["sentences"].as_array().expect("a list");
        assert_eq!(sentences.len(), 16, "15 of the figures and the dispatch");
        for sentence in sentences {
            let words = sentence["quotation"].as_str().expect("text");
            assert!(page.contains(&words.replace('"', "&#34;")), "{words}");
        }
        let passed_on = "đã kịp thời tổ chức triển khai đồng loạt các văn bản đến các Trường";
        assert!(page.contains(passed_on));
    })
    .await;
}

#[tokio::test]
async fn an_indicator_is_found_in_the_api_by_its_code_too() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let by_key = visitor.get(&format!("{API}/kh_total")).await;
        let by_code = visitor.get(&format!("{API}/KH.5")).await;
        assert_eq!(by_key.status, StatusCode::OK);
        assert_eq!(by_code.body, by_key.body);
        assert!(by_key.body.contains("\"sample\":false"), "{}", by_key.body);
    })
    .await;
}
