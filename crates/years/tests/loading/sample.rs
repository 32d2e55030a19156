//! The sample year.

use rules::figures::{ReportState, Severity};
use store::figures::Round;
use years::{LoadError, SAMPLE, load_sample};

use crate::place::{Place, on_both};

async fn load(place: &Place) -> Round {
    load_sample(&place.store, &place.gate, |_| {})
        .await
        .expect("the sample year loads");
    let year = place.store.cluster_year_by_slug(SAMPLE).await;
    let year = year.expect("years can be read").expect("it was loaded");
    assert!(year.sample);
    let rounds = place.store.rounds(&year.id).await;
    let mut rounds = rounds.expect("rounds can be read");
    rounds.remove(0)
}

#[tokio::test]
async fn the_sample_year_has_a_report_in_every_state_sent_in_time_and_a_history_that_verifies() {
    on_both(async |place| {
        let round = load(&place).await;
        let store = &place.store;
        let reports = store.reports(&round).await.expect("reports can be read");
        let year = store.cluster_year_by_slug(SAMPLE).await;
        let year = year.expect("years can be read").expect("it was loaded");
        let mut states = Vec::new();
        for member in store.members(&year).await.expect("members can be read") {
            let report = reports.of(&member.unit).expect("a report can be read");
            states.push(report.state);
            if report.first_sent_at.is_some() {
                assert_eq!(report.days_late(store.sources().now()), 0);
            }
        }
        for state in ReportState::ALL {
            assert!(states.contains(&state), "{state:?} is missing");
        }
        assert!(place.faults().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_slips_of_the_sample_year_are_found() {
    on_both(async |place| {
        let round = load(&place).await;
        let figures = place.store.round_figures(&round).await;
        let figures = figures.expect("figures can be read");
        let findings = place.store.round_findings(&round, &figures).await;
        let findings = findings.expect("figures can be checked");
        let with_errors = findings.values().filter(|found| {
            let mut found = found.iter();
            found.any(|one| one.severity() == Severity::Error)
        });
        assert_eq!(with_errors.count(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_sample_year_that_is_there_is_left_as_it_is() {
    on_both(async |place| {
        load(&place).await;
        let again = load_sample(&place.store, &place.gate, |_| {}).await;
        assert!(matches!(again, Err(LoadError::AlreadyLoaded(_))));
    })
    .await;
}
