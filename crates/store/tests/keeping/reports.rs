//! The life of a unit's report, as the store keeps it.

mod comparison;
mod refusals;
mod signing;

use access::actions::figures::{
    ApproveReport, ConfirmFigures, EnterFigures, EnterOnBehalf, ExtendDeadline, LockReport,
    OpenRound, ReturnReport, SendReport,
};
use access::actions::units::{KeepClusterYear, KeepUnits};
use access::{Action, Matter, Permit};
use jiff::civil::date;
use rules::deadline::DeadlineError;
use rules::figures::{
    Absence, Basis, Decimal, FigureValue, IndicatorKey, Problem, ReportState, Section,
    TransitionError,
};
use rules::ids::UnitId;
use store::StoreError;
use store::figures::{
    EntryError, ExtensionError, NOT_A_MEMBER, NewFigures, NewRound, NewValue, Origin, Remark,
    ReportError, Round, Seen, Signing, UnitMessage, awaiting, plain, version_code,
};
use store::units::NewClusterYear;
use testkit::{World, on_both};

/// A round of the world with one unit's report.
struct Report<'a> {
    world: &'a World,
    round: Round,
    unit: UnitId,
}

impl<'a> Report<'a> {
    async fn of(world: &'a World, slug: &str, signing: Signing) -> Self {
        let new = NewRound {
            name: "Báo cáo số liệu tổng kết".into(),
            basis: Basis::ToCutoff {
                cut_off: date(2021, 10, 31),
            },
            last_day: date(2021, 11, 15),
            signing,
        };
        let permit = world.permit(OpenRound, world.matter("round", ""));
        let round = world.store.open_round(&permit, new).await;
        Self {
            world,
            round: round.expect("a round can be opened"),
            unit: world.unit(slug).await,
        }
    }

    fn permit<A: Action>(&self, action: A) -> Permit<A> {
        self.world.permit(action, self.matter())
    }

    fn matter(&self) -> Matter {
        self.world
            .matter("report", self.round.id.as_str())
            .of_unit(&self.unit)
    }

    async fn seen(&self, section: Section) -> u64 {
        let seen = self
            .world
            .store
            .section_seen(&self.round, &self.unit, section);
        seen.await.expect("figures can be counted")
    }

    async fn enter(&self, values: &[(&str, NewValue)]) -> Result<usize, EntryError> {
        let new = NewFigures {
            section: Section::Research,
            seen: self.seen(Section::Research).await,
            values: named(values),
        };
        let permit = self.permit(EnterFigures);
        self.world
            .store
            .enter_figures(&permit, &self.round.id, new)
            .await
    }

    async fn figure(&self, key: &str) -> Option<(FigureValue, Origin, bool)> {
        let all = self.world.store.round_figures(&self.round).await;
        let all = all.expect("figures can be read");
        all.get(&self.unit, &IndicatorKey::new(key))
            .map(|known| (known.value, known.origin, known.awaits_confirmation))
    }

    async fn state(&self) -> ReportState {
        let reports = self.world.store.reports(&self.round).await;
        let status = reports.expect("reports can be read").of(&self.unit);
        status.expect("states are known").state
    }

    async fn read(&self) -> Seen {
        let reports = self.world.store.reports(&self.round).await;
        let status = reports.expect("reports can be read").of(&self.unit);
        let figures = self.world.store.unit_figures(&self.round, &self.unit).await;
        let figures = plain(&figures.expect("figures can be read"));
        let code = version_code(&self.round, &self.unit, &figures);
        Seen {
            acts: status.expect("states are known").acts,
            code: Some(code.expect("content can be written")),
        }
    }

    async fn send(&self, explanation: Option<&str>) -> Result<ReportState, ReportError> {
        let (permit, seen) = (self.permit(SendReport), self.read().await);
        let store = &self.world.store;
        store
            .send_report(&permit, &self.round.id, &seen, explanation)
            .await
    }

    async fn approve(&self) -> Result<ReportState, ReportError> {
        let (permit, seen) = (self.permit(ApproveReport), self.read().await);
        self.world
            .store
            .approve_report(&permit, &self.round.id, &seen)
            .await
    }
}

fn named(values: &[(&str, NewValue)]) -> Vec<(IndicatorKey, NewValue)> {
    let named = values
        .iter()
        .map(|(key, value)| (IndicatorKey::new(*key), value.clone()));
    named.collect()
}

fn typed(number: i64) -> NewValue {
    NewValue::Typed(value(number))
}

fn value(number: i64) -> FigureValue {
    FigureValue::Value(Decimal::from_integer(number).expect("small"))
}

/// Projects of a school: 0 + 1 + 4 + 0 = 5.
fn projects() -> Vec<(&'static str, NewValue)> {
    vec![
        ("kh1", typed(0)),
        ("kh2", typed(1)),
        ("kh3", typed(4)),
        ("kh4", typed(0)),
        ("kh_total", NewValue::Computed),
    ]
}

#[tokio::test]
async fn a_report_lives_from_draft_to_locked_and_back_with_reasons() {
    on_both(async |world| {
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        let (store, round) = (&world.store, &report.round.id);
        assert!(matches!(report.send(None).await, Err(ReportError::Empty)));
        assert_eq!(report.enter(&projects()).await.expect("taken"), 5);
        assert_eq!(report.send(None).await.expect("clean"), ReportState::Sent);
        let closed = report.enter(&[("kh2", typed(2))]).await;
        assert!(matches!(closed, Err(EntryError::Closed(ReportState::Sent))));

        let remarks = [Remark {
            indicator: IndicatorKey::new("kh3"),
            reason: "Thiếu quyết định giao đề tài.".into(),
        }];
        let (permit, seen) = (report.permit(ReturnReport), report.read().await);
        let returned = store
            .return_report(&permit, round, &seen, None, &remarks)
            .await;
        assert_eq!(returned.expect("reasoned"), ReportState::Returned);
        report
            .enter(&[("kh3", typed(5))])
            .await
            .expect("editable again");
        let total = report.figure("kh_total").await;
        assert_eq!(total, Some((value(6), Origin::Computed, false)));

        report.send(None).await.expect("clean");
        assert_eq!(
            report.approve().await.expect("clean"),
            ReportState::Approved
        );
        let (permit, seen) = (report.permit(LockReport), report.read().await);
        let unsigned = store.lock_report(&permit, round, &seen, Some(" ")).await;
        assert!(matches!(
            unsigned,
            Err(ReportError::Refused(TransitionError::SignatureMissing))
        ));
        let reason = Some("Trường gửi bản ký sau.");
        let locked = store.lock_report(&permit, round, &seen, reason).await;
        locked.expect("approved");
        let (permit, seen) = (report.permit(LockReport), report.read().await);
        let unreasoned = store.unlock_report(&permit, round, &seen, None).await;
        assert!(matches!(
            unreasoned,
            Err(ReportError::Refused(TransitionError::ReasonNeeded { .. }))
        ));
        assert_eq!(report.state().await, ReportState::Locked);

        let acts = store.report_acts(&report.round, &report.unit).await;
        let acts = acts.expect("acts can be read");
        assert_eq!(acts.len(), 5);
        assert_eq!(acts[1].remarks, remarks);
        let revisions = store.revisions(&report.round, &report.unit).await;
        let revisions = revisions.expect("revisions can be read");
        assert_eq!(revisions.len(), 2);
        assert_ne!(revisions[0].code, revisions[1].code);
        assert_eq!(acts[0].revision, revisions[1].id);
        let verified = store.verify_history(None, |_, _| {}).await;
        assert_eq!(verified.expect("readable").faults, []);
    })
    .await;
}

#[tokio::test]
async fn errors_need_an_explanation_to_send_and_block_approval() {
    on_both(async |world| {
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        let mut values = projects();
        values[4] = ("kh_total", typed(4));
        report.enter(&values).await.expect("taken");
        assert!(matches!(
            report.send(None).await,
            Err(ReportError::Refused(TransitionError::ExplanationNeeded {
                errors: 1,
                ..
            }))
        ));
        let sent = report
            .send(Some("Đang đối chiếu với Phòng Nghiên cứu khoa học."))
            .await;
        assert_eq!(sent.expect("explained"), ReportState::SentFlawed);
        assert!(matches!(
            report.approve().await,
            Err(ReportError::Refused(TransitionError::ErrorsBlock {
                errors: 1,
                ..
            }))
        ));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_entries_in_one_section_is_stale_and_another_section_is_not() {
    on_both(async |world| {
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        let permit = report.permit(EnterFigures);
        let entry = |section, key: &str| NewFigures {
            section,
            seen: 0,
            values: named(&[(key, typed(3))]),
        };
        let store = &world.store;
        for (section, key, fits) in [
            (Section::Research, "kh2", true),
            (Section::Research, "kh3", false),
            (Section::FieldStudy, "tt1", true),
        ] {
            let entered = store
                .enter_figures(&permit, &report.round.id, entry(section, key))
                .await;
            match entered {
                Ok(1) => assert!(fits, "{key}"),
                Err(EntryError::Store(StoreError::Stale(_))) => assert!(!fits, "{key}"),
                other => panic!("{key}: {other:?}"),
            }
        }
        assert_eq!(report.figure("kh3").await, None);
    })
    .await;
}

#[tokio::test]
async fn an_observation_is_never_changed_and_the_trail_tells_all() {
    on_both(async |world| {
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        report.enter(&[("kh2", typed(1))]).await.expect("taken");
        assert_eq!(report.enter(&[("kh2", typed(1))]).await.expect("taken"), 0);
        let none = NewValue::Typed(FigureValue::Absent(Absence::NotAssigned));
        report.enter(&[("kh2", none)]).await.expect("taken");
        let key = IndicatorKey::new("kh2");
        let trail = world
            .store
            .observation_trail(&world.year.id, &report.unit, &key)
            .await;
        let trail = trail.expect("the trail can be read");
        let [last, first] = trail.as_slice() else {
            panic!("two observations, not {}", trail.len());
        };
        assert_eq!(last.value, FigureValue::Absent(Absence::NotAssigned));
        assert_eq!(last.replaces.as_ref(), Some(&first.id));
        assert_eq!((first.value, first.by.as_str()), (value(1), "program:test"));
    })
    .await;
}

#[tokio::test]
async fn figures_entered_on_behalf_keep_the_message_and_stay_marked_until_confirmed() {
    on_both(async |world| {
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        let store = &world.store;
        let new = || NewFigures {
            section: Section::Research,
            seen: 0,
            values: named(&[("kh2", typed(2))]),
        };
        let message = |text: Option<&str>| UnitMessage {
            text: text.map(str::to_owned),
            file: None,
        };
        let (permit, round) = (report.permit(EnterOnBehalf), &report.round.id);
        let silent = store
            .enter_on_behalf(&permit, round, new(), message(None))
            .await;
        assert!(matches!(silent, Err(EntryError::MessageMissing)));
        let said = message(Some("Trường có 2 đề tài cấp tỉnh."));
        store
            .enter_on_behalf(&permit, round, new(), said)
            .await
            .expect("taken");
        assert_eq!(
            report.figure("kh2").await,
            Some((value(2), Origin::OnBehalf, true))
        );
        // Saving the section again without a change does not confirm by the way.
        assert_eq!(report.enter(&[("kh2", typed(2))]).await.expect("taken"), 0);

        let figures = store.unit_figures(&report.round, &report.unit).await;
        let waiting = awaiting(&figures.expect("figures can be read"));
        let permit = report.permit(ConfirmFigures);
        let unread = store.confirm_figures(&permit, round, &[]).await;
        assert!(matches!(unread, Err(StoreError::Stale(_))));
        assert_eq!(
            store
                .confirm_figures(&permit, round, &waiting)
                .await
                .expect("read"),
            1
        );
        assert_eq!(
            report.figure("kh2").await,
            Some((value(2), Origin::OnBehalf, false))
        );
    })
    .await;
}

#[tokio::test]
async fn a_unit_with_an_extension_is_late_from_its_own_midnight() {
    on_both(async |world| {
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        let permit = report.permit(ExtendDeadline);
        let (store, round) = (&world.store, &report.round.id);
        let earlier = store
            .extend_deadline(&permit, round, date(2021, 11, 15), "Thiên tai.")
            .await;
        let Err(ExtensionError::Refused(errors)) = earlier else {
            panic!("an extension ends later");
        };
        assert!(matches!(errors[..], [DeadlineError::NotLater { .. }]));
        store
            .extend_deadline(&permit, round, date(2021, 11, 20), "Trường đang cách ly.")
            .await
            .expect("later, with a reason");
        let reports = store
            .reports(&report.round)
            .await
            .expect("reports can be read");
        let other = world.unit("ben-tre").await;
        for (instant, own, others) in [
            ("2021-11-15T23:59:59+07:00", 0, 0),
            ("2021-11-16T00:00:00+07:00", 0, 1),
            ("2021-11-21T00:00:00+07:00", 1, 6),
        ] {
            let now = instant.parse().expect("an instant");
            let late = |unit| reports.of(unit).expect("states are known").days_late(now);
            assert_eq!(
                (late(&report.unit), late(&other)),
                (own, others),
                "{instant}"
            );
        }
    })
    .await;
}
