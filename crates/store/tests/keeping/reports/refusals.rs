//! What is not taken into a report.

use super::*;

#[tokio::test]
async fn what_is_no_count_and_what_is_of_another_unit_or_section_is_refused() {
    on_both(async |world| {
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        let half = FigureValue::Value(Decimal::from_ten_thousandths(5_000));
        let wrong = [("kh2", typed(-1)), ("kh3", NewValue::Typed(half))];
        let Err(EntryError::Refused(faults)) = report.enter(&wrong).await else {
            panic!("both are refused at once");
        };
        assert!(matches!(faults[0].1, Problem::Negative { .. }));
        assert!(matches!(faults[1].1, Problem::NotWhole { .. }));
        let elsewhere = report.enter(&[("dt01", typed(1))]).await;
        assert!(matches!(
            elsewhere,
            Err(EntryError::Store(StoreError::Refused { .. }))
        ));

        let matter = report.matter().in_section(Section::Staff.key());
        let permit = world.permit(EnterFigures, matter);
        let new = NewFigures {
            section: Section::Research,
            seen: 0,
            values: named(&[("kh2", typed(1))]),
        };
        let other = world
            .store
            .enter_figures(&permit, &report.round.id, new)
            .await;
        assert!(matches!(
            other,
            Err(EntryError::Store(StoreError::Refused { .. }))
        ));

        let stranger = Report {
            unit: world.unit("tay-ninh").await,
            ..report
        };
        assert!(matches!(
            stranger.enter(&[("kh2", typed(1))]).await,
            Err(EntryError::Store(StoreError::Refused {
                why: NOT_A_MEMBER,
                ..
            }))
        ));
    })
    .await;
}
