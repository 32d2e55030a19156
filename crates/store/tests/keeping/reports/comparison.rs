//! What a report is held against.

use super::*;

/// A year before, in which two schools have sent 10 and 4 projects.
async fn year_before(world: &World) {
    let members = [world.unit("ca-mau").await, world.unit("bac-lieu").await];
    let new = NewClusterYear {
        cluster_slug: "cum-9".into(),
        cluster_kind: "cum".into(),
        year: 2020,
        slug: "2020-cum-9".into(),
        number: Some(9),
        name: "Cụm Thi đua số 9".into(),
        sample: false,
        source: "test".into(),
        members: members.to_vec(),
        superiors: Vec::new(),
    };
    let permit = world.permit(KeepClusterYear, Matter::instance("cluster_year", ""));
    let year = world.store.open_cluster_year(&permit, new).await;
    let year = year.expect("the year is new");
    let round = NewRound {
        name: "Báo cáo số liệu năm 2020".into(),
        basis: Basis::ToCutoff {
            cut_off: date(2020, 10, 31),
        },
        last_day: date(2020, 11, 15),
        signing: Signing::Paper,
    };
    let permit = world.permit(OpenRound, Matter::of_year("round", "", &year));
    let round = world.store.open_round(&permit, round).await;
    let round = round.expect("a round can be opened");
    for (unit, projects) in members.iter().zip([10, 4]) {
        let matter = Matter::of_year("report", round.id.as_str(), &year).of_unit(unit);
        let new = NewFigures {
            section: Section::Research,
            seen: 0,
            values: named(&[("kh2a", typed(projects))]),
        };
        let permit = world.permit(EnterFigures, matter.clone());
        let entered = world.store.enter_figures(&permit, &round.id, new).await;
        entered.expect("figures are taken");
        let figures = world.store.unit_figures(&round, unit).await;
        let figures = plain(&figures.expect("figures can be read"));
        let seen = Seen {
            acts: 0,
            code: Some(version_code(&round, unit, &figures).expect("content can be written")),
        };
        let permit = world.permit(SendReport, matter);
        let sent = world
            .store
            .send_report(&permit, &round.id, &seen, None)
            .await;
        sent.expect("the report is clean");
    }
}

#[tokio::test]
async fn after_a_merger_figures_are_held_against_the_sum_of_the_predecessors() {
    on_both(async |world| {
        year_before(&world).await;
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        let findings = || async {
            let figures = world.store.unit_figures(&report.round, &report.unit).await;
            let figures = plain(&figures.expect("figures can be read"));
            let store = &world.store;
            let found = store
                .report_findings(&report.round, &report.unit, &figures)
                .await;
            found.expect("figures can be checked")
        };
        report.enter(&[("kh2a", typed(16))]).await.expect("taken");
        assert_eq!(findings().await[0].code(), "changed_much", "16 after 10");
        let (unit, into) = (world.unit("bac-lieu").await, &report.unit);
        let permit = world.permit(KeepUnits, Matter::instance("unit", unit.as_str()));
        let merged = world
            .store
            .merge_unit(&permit, &unit, 1, into, date(2021, 7, 1), "test");
        merged.await.expect("units can be merged");
        assert_eq!(findings().await, [], "16 after 10 + 4");
    })
    .await;
}
