//! The register of directives: entered, found again, corrected, taken out and back in.

use axum::http::{StatusCode, header};
use testkit::{Answer, Client, Who, on_both};

mod passing_on;

const REGISTER: &str = "/nam/2021-cum-9/van-ban-chi-dao";

const DECISION: &[(&str, &str)] = &[
    ("so_ky_hieu", "550-QĐ/HVCTQG"),
    ("co_quan", "Học viện Chính trị quốc gia Hồ Chí Minh"),
    ("ngay_ban_hanh", "25/02/2021"),
    ("ngay_den", "01/3/2021"),
    (
        "trich_yeu",
        "Về việc tổ chức phong trào thi đua đặc biệt năm 2021",
    ),
];

/// The fields with others in their place, or beside them.
fn with<'a>(
    fields: &[(&'a str, &'a str)],
    others: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let kept = |field: &&(&str, &str)| others.iter().all(|(name, _)| *name != field.0);
    let mut all: Vec<_> = fields.iter().filter(kept).copied().collect();
    all.extend_from_slice(others);
    all
}

/// Enters a directive; answers with the address of its page.
async fn enter(client: &Client, fields: &[(&str, &str)]) -> String {
    let answer = client.post(&format!("{REGISTER}/moi"), fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let path = answer.location().split('?').next();
    path.unwrap_or_default().to_owned()
}

/// Whether the summary of errors leads to this field.
fn names_the_field(answer: &Answer, field: &str) -> bool {
    answer.body.contains(&format!("href=\"#{field}\""))
}

#[tokio::test]
async fn an_entry_with_every_field_wrong_is_told_all_of_it_at_once_and_keeps_what_was_typed() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let fields = [
            ("so_ky_hieu", "550-XX/HVCTQG"),
            ("co_quan", " "),
            ("chuc_vu_ky", "Giám đốc"),
            ("ngay_ban_hanh", "31/02/2021"),
            ("ngay_den", "12/13/2021"),
            ("het_hieu_luc", "cuối năm"),
            ("trich_yeu", ""),
        ];
        let answer = head.post(&format!("{REGISTER}/moi"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("còn 6 chỗ cần sửa"), "{}", answer.body);
        for (field, typed) in fields {
            let wrong = field != "chuc_vu_ky";
            assert_eq!(names_the_field(&answer, field), wrong, "{field}");
            let kept = format!("value=\"{typed}\"");
            assert!(
                typed.trim().is_empty() || answer.body.contains(&kept),
                "{typed}"
            );
        }
        assert!(
            world
                .store
                .directives(&world.year.id)
                .await
                .is_ok_and(|all| all.is_empty())
        );
    })
    .await;
}

#[tokio::test]
async fn dates_that_contradict_each_other_are_told_at_their_fields() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let fields = with(
            DECISION,
            &[
                ("so_ky_hieu", "30/2020/NĐ-CP"),
                ("ngay_ban_hanh", "13/11/2021"),
                ("ngay_den", "12/11/2021"),
                ("het_hieu_luc", "01/11/2021"),
            ],
        );
        let answer = head.post(&format!("{REGISTER}/moi"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["so_ky_hieu", "ngay_ban_hanh", "ngay_den", "het_hieu_luc"] {
            assert!(names_the_field(&answer, field), "{field}");
        }
        assert!(!names_the_field(&answer, "trich_yeu"));
    })
    .await;
}

/// As typed, as the register writes it, and what a person types who looks for it; the day belongs to the law among them.
const SYMBOLS: &[(&str, &str, &str, &str)] = &[
    ("05/QĐ-TCT", "05/QĐ-TCT", "05%2Fqd-tct", "25/02/2021"),
    ("Số: 12/TCT-TCHC", "12/TCT-TCHC", "12%2Ftct", "25/02/2021"),
    (
        "97/HVCTQG-TCT",
        "97/HVCTQG-TCT",
        "97%2Fhvctqg",
        "25/02/2021",
    ),
    (
        "550 – QĐ/HVCTQG",
        "550-QĐ/HVCTQG",
        "550-qd%2Fhv",
        "25/02/2021",
    ),
    ("07b-QĐ/HVCTQG", "07b-QĐ/HVCTQG", "07b-qd", "25/02/2021"),
    ("1-KH/TĐC", "01-KH/TĐC", "01-kh%2Ftdc", "25/02/2021"),
    (
        "30/2020/NĐ-CP",
        "30/2020/NĐ-CP",
        "30%2F2020%2Fnd",
        "05/3/2020",
    ),
];

#[tokio::test]
async fn a_symbol_of_every_form_is_entered_and_found_again_without_tones() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        for (typed, _, _, issued) in SYMBOLS {
            let symbol = [("so_ky_hieu", *typed), ("ngay_ban_hanh", *issued)];
            enter(&head, &with(DECISION, &symbol)).await;
        }
        let member = world.client(Who::Officer("kien-giang")).await;
        for (_, written, sought, _) in SYMBOLS {
            let list = member.get(&format!("{REGISTER}?tim={sought}")).await;
            assert!(
                list.body.contains("Sổ văn bản: 1 văn bản"),
                "{sought}: {}",
                list.body
            );
            assert!(list.body.contains(&format!(">{written}</a>")), "{written}");
        }
        let list = member
            .get(&format!("{REGISTER}?tim=phong+trao+dac+biet"))
            .await;
        assert!(list.body.contains("Không có văn bản phù hợp"));
        let list = member
            .get(&format!("{REGISTER}?tim=phong+trao+thi+dua+dac+biet"))
            .await;
        assert!(
            list.body
                .contains(&format!("Sổ văn bản: {} văn bản", SYMBOLS.len()))
        );
    })
    .await;
}

#[tokio::test]
async fn an_act_whose_symbol_does_not_tell_its_type_needs_the_type_chosen() {
    on_both(async |world| {
        world.clock.set("2022-07-01T09:00:00+07:00");
        let head = world.client(Who::Superior).await;
        let act = with(
            DECISION,
            &[
                ("so_ky_hieu", "06/2022/QH15"),
                ("ngay_ban_hanh", "15/6/2022"),
                ("ngay_den", ""),
            ],
        );
        let answer = head.post(&format!("{REGISTER}/moi"), &act).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("không cho biết loại văn bản"));
        assert!(!names_the_field(&answer, "so_ky_hieu"));
        enter(&head, &with(&act, &[("loai", "NQ")])).await;
    })
    .await;
}

#[tokio::test]
async fn the_same_paper_is_entered_once_and_the_second_is_led_to_the_first() {
    on_both(async |world| {
        let path = enter(&world.client(Who::Head).await, DECISION).await;
        let deputy = world.client(Who::Deputy).await;
        let answer = deputy.post(&format!("{REGISTER}/moi"), DECISION).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("Văn bản này đã vào sổ"));
        assert!(answer.body.contains(&format!("href=\"{path}\"")));
        assert!(answer.body.contains("value=\"01/3/2021\""));
    })
    .await;
}

#[tokio::test]
async fn the_paper_comes_back_byte_by_byte_and_a_program_is_not_taken() {
    let mut paper = b"%PDF-1.7\r\n".to_vec();
    paper.extend(0..=u8::MAX);
    let paper = paper.as_slice();
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let new = format!("{REGISTER}/moi");
        let program = [("tep", "van-ban.pdf", b"MZ\x90\x00".as_slice())];
        let answer = head.post_files(&new, DECISION, &program).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer
                .body
                .contains("Tệp này chưa nhận được. Lưu thành PDF")
        );
        assert!(names_the_field(&answer, "tep") && answer.body.contains("value=\"550-QĐ/HVCTQG\""));

        let file = [("tep", "Quyết định 550.pdf", paper)];
        let answer = head.post_files(&new, DECISION, &file).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let address = answer.location().replace("?xong=vao-so", "/tep");
        let member = world.client(Who::Officer("kien-giang")).await;
        let got = member.get(&address).await;
        assert_eq!(got.bytes, paper);
        let saved = got.headers[header::CONTENT_DISPOSITION].to_str();
        assert!(saved.is_ok_and(|saved| saved.contains("filename=\"quyet-dinh-550.pdf\"")));
        let stranger = world.client(Who::Outsider).await;
        assert_eq!(stranger.get(&address).await.status, StatusCode::FORBIDDEN);
        let public = world.client(Who::Visitor).await;
        assert_eq!(public.get(&address).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_correct_an_entry_the_second_is_told_what_changed_and_loses_nothing() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        let form = format!("{path}/sua");
        let corrected = |subject| {
            let others = [
                ("trich_yeu", subject),
                ("ly_do", "Chép nhầm"),
                ("phien_ban", "1"),
            ];
            with(DECISION, &others)
        };
        let silent = head
            .post(&form, &with(&corrected("Bản một"), &[("ly_do", "")]))
            .await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(names_the_field(&silent, "ly_do"));
        let first = head.post(&form, &corrected("Bản một")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let upper = world.client(Who::Superior).await;
        let second = upper.post(&form, &corrected("Bản hai")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains("Người khác vừa lưu một bản mới hơn"));
        assert!(
            second.body.contains("<dd>Bản một</dd>") && second.body.contains(">Bản hai</textarea>")
        );
        assert!(second.body.contains("name=\"phien_ban\" value=\"2\""));
        let newer = with(&corrected("Bản hai"), &[("phien_ban", "2")]);
        assert_eq!(
            upper.post(&form, &newer).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(head.get(&path).await.body.contains("<dd>Bản hai</dd>"));
    })
    .await;
}

#[tokio::test]
async fn an_entry_is_taken_out_with_a_reason_and_back_in() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        let out = format!("{path}/go");
        let silent = head.post(&out, &[("phien_ban", "1")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(names_the_field(&silent, "ly_do_go"));
        let said = [("phien_ban", "1"), ("ly_do_go", "Vào sổ nhầm cụm")];
        assert_eq!(head.post(&out, &said).await.status, StatusCode::SEE_OTHER);
        let member = world.client(Who::Officer("ca-mau")).await;
        assert!(!member.get(REGISTER).await.body.contains("550-QĐ/HVCTQG"));
        assert!(
            head.get(REGISTER)
                .await
                .body
                .contains("Đã gỡ khỏi sổ: Vào sổ nhầm cụm")
        );
        let told = [("don_vi_nhan", "ca-mau"), ("can_tra_loi", "seen")];
        let answer = head.post(&format!("{path}/chuyen"), &told).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let back = head.post(&format!("{path}/hoan-tac"), &[]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        assert!(member.get(REGISTER).await.body.contains("550-QĐ/HVCTQG"));
        assert!(!head.get(&path).await.body.contains("Vào sổ nhầm cụm"));
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_was_entered_again_meanwhile_does_not_come_back_beside_it() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let path = enter(&head, DECISION).await;
        let said = [("phien_ban", "1"), ("ly_do_go", "Vào sổ nhầm")];
        head.post(&format!("{path}/go"), &said).await;
        enter(&head, DECISION).await;
        let back = head.post(&format!("{path}/hoan-tac"), &[]).await;
        assert_eq!(back.status, StatusCode::CONFLICT);
        assert!(
            back.body.contains("Bản đang dùng có số vào sổ 2."),
            "{}",
            back.body
        );
    })
    .await;
}

#[tokio::test]
async fn the_table_that_is_taken_away_is_the_list_as_it_was_narrowed() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        enter(&head, DECISION).await;
        let other = [
            ("so_ky_hieu", "12/TCT-TCHC"),
            ("trich_yeu", "V/v gửi báo cáo"),
        ];
        enter(&head, &with(DECISION, &other)).await;
        let member = world.client(Who::Officer("ca-mau")).await;
        let table = member
            .get(&format!("{REGISTER}/tai-ve?dang=csv&loai=CV"))
            .await;
        assert_eq!(table.status, StatusCode::OK);
        assert!(table.body.contains("12/TCT-TCHC") && table.body.contains("Công văn"));
        assert!(!table.body.contains("550-QĐ/HVCTQG"), "{}", table.body);
        let odd = member.get(&format!("{REGISTER}/tai-ve?dang=exe")).await;
        assert_eq!(odd.status, StatusCode::NOT_FOUND);
    })
    .await;
}
