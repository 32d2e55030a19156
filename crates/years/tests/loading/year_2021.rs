//! The published year 2021.

use jiff::civil::date;
use store::history::INSTANCE;
use store::units::{ClusterYear, HeadRole, Standing};
use years::{LoadError, load_published};

use crate::place::{Place, on_both};

const SLUG: &str = "2021-cum-9";

async fn load(place: &Place) -> ClusterYear {
    load_published(&place.store, &place.gate, SLUG, |_| {})
        .await
        .expect("the year is loaded");
    let year = place
        .store
        .cluster_year_by_slug(SLUG)
        .await
        .expect("years can be read");
    year.expect("the year is there")
}

#[tokio::test]
async fn the_year_has_twelve_members_and_the_academy_above_them() {
    on_both(async |place| {
        let year = load(&place).await;
        let members = place
            .store
            .members(&year)
            .await
            .expect("members can be read");
        let names: Vec<_> = members
            .iter()
            .map(|member| member.short_name.as_str())
            .collect();
        assert_eq!(names.len(), 12, "{names:?}");
        assert_eq!(names.first(), Some(&"An Giang"));
        assert_eq!(names.last(), Some(&"Vĩnh Long"));
        let superiors = place
            .store
            .superiors(&year)
            .await
            .expect("superiors can be read");
        assert_eq!(superiors[0].name, "Học viện Chính trị quốc gia Hồ Chí Minh");
        assert_eq!((year.number, year.sample), (Some(9), false));
    })
    .await;
}

#[tokio::test]
async fn the_heads_of_2021_are_recognised_and_the_source_says_what_the_article_does_not() {
    on_both(async |place| {
        let year = load(&place).await;
        let heads = place
            .store
            .headships(&year.id)
            .await
            .expect("heads can be read");
        let mut known = Vec::new();
        for head in &heads {
            let unit = place
                .store
                .unit(&head.unit)
                .await
                .expect("units can be read");
            known.push((head.role, unit.expect("the unit is there").slug));
            assert_eq!(head.decision.as_deref(), Some("683-QĐ/HVCTQG"));
            assert_eq!(head.standing(date(2021, 2, 24)), Standing::Introduced);
            assert_eq!(head.standing(date(2021, 2, 25)), Standing::Recognised);
            assert!(
                head.source.contains("Bài viết không nêu tên"),
                "{}",
                head.source
            );
        }
        known.sort();
        let expected = [
            (HeadRole::Head, "bac-lieu".to_owned()),
            (HeadRole::Deputy, "ben-tre".to_owned()),
            (HeadRole::Deputy, "dong-thap".to_owned()),
        ];
        assert_eq!(known, expected);
    })
    .await;
}

#[tokio::test]
async fn merged_schools_lead_to_their_successors_and_their_names_end_with_june_2025() {
    on_both(async |place| {
        load(&place).await;
        let ca_mau = unit(&place, "ca-mau").await;
        let bac_lieu = unit(&place, "bac-lieu").await;
        let (into, on, _) = bac_lieu.merged_into.expect("the merger is on record");
        assert_eq!((into, on), (ca_mau.id, date(2025, 7, 1)));
        assert_eq!(ca_mau.names[0].valid_to, Some(date(2025, 6, 30)));
        let long_an = unit(&place, "long-an").await;
        let (into, _, _) = long_an.merged_into.expect("the merger is on record");
        assert_eq!(into, unit(&place, "tay-ninh").await.id);
        assert_eq!(unit(&place, "tay-ninh").await.names[0].valid_from, Some(on));
    })
    .await;
}

async fn unit(place: &Place, slug: &str) -> store::units::Unit {
    let found = place
        .store
        .unit_by_slug(slug)
        .await
        .expect("units can be read");
    found.expect("the unit is there")
}

#[tokio::test]
async fn loading_the_year_twice_is_refused_and_changes_nothing() {
    on_both(async |place| {
        let year = load(&place).await;
        let before = heads(&place, &year).await;
        let again = load_published(&place.store, &place.gate, SLUG, |_| {}).await;
        assert!(
            matches!(&again, Err(LoadError::AlreadyLoaded(slug)) if slug == SLUG),
            "{again:?}"
        );
        assert_eq!(heads(&place, &year).await, before);
        assert_eq!(place.faults().await, []);
    })
    .await;
}

/// Height and hash of both chains.
async fn heads(place: &Place, year: &ClusterYear) -> Vec<(i64, String)> {
    let mut heads = Vec::new();
    for chain in [INSTANCE, year.id.as_str()] {
        heads.push(
            place
                .store
                .history_head(chain)
                .await
                .expect("the chain can be read"),
        );
    }
    heads
}

#[tokio::test]
async fn a_year_that_the_program_does_not_have_is_refused_by_name() {
    on_both(async |place| {
        let answer = load_published(&place.store, &place.gate, "2019-cum-9", |_| {}).await;
        let sentence = answer.expect_err("there is no such year").to_string();
        assert!(
            sentence.contains("“2019-cum-9”") && sentence.contains(SLUG),
            "{sentence}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_loading_that_was_cut_short_is_told_from_a_whole_year() {
    use access::actions::units::KeepClusterYear;
    use access::{Matter, Principal};
    on_both(async |place| {
        let program = Principal::program("load-year");
        let matter = Matter::instance("loading", SLUG);
        let permit = place
            .gate
            .decide(&program, KeepClusterYear, matter)
            .expect("the program may");
        place
            .store
            .begin_loading(&permit, SLUG, "published")
            .await
            .expect("it begins");
        let answer = load_published(&place.store, &place.gate, SLUG, |_| {}).await;
        assert!(matches!(answer, Err(LoadError::CutShort(_))), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn four_schools_have_a_theme_of_their_own_and_all_twelve_took_the_campaign_up() {
    on_both(async |place| {
        let year = load(&place).await.id;
        let themes = place.store.common_themes(&year).await;
        let themes = themes.expect("themes can be read");
        assert_eq!(
            themes[0].text,
            "Đoàn kết - Dân chủ - Kỷ cương - Gương mẫu - Sáng tạo - Hiệu quả"
        );
        let all = place.store.registrations(&year).await;
        let all = all.expect("registrations can be read");
        assert_eq!(all.len(), 24);
        let second: Vec<_> = all.iter().filter(|one| one.version.number == 2).collect();
        let own = second
            .iter()
            .filter(|one| one.version.content.theme.is_some());
        assert_eq!(own.count(), 4);
        for one in second {
            assert_eq!(one.version.content.movements.len(), 1);
            assert!(
                one.source
                    .as_deref()
                    .is_some_and(|said| said.contains("bổ sung vào nội dung đăng ký"))
            );
        }
        assert_eq!(place.store.pledge(&year).await.expect("readable"), None);
    })
    .await;
}
