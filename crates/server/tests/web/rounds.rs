//! Rounds of reports, arranged through the store for tests of the pages that show them.

use access::actions::figures::{ApproveReport, EnterFigures, EnterOnBehalf, OpenRound, SendReport};
use jiff::civil::date;
use rules::figures::{Absence, Basis, Decimal, FigureValue, IndicatorKey, Section};
use store::figures::{
    NewFigures, NewRound, NewValue, Round, Seen, Signing, UnitMessage, plain, version_code,
};
use testkit::{SCHOOLS, World};

/// The basis of a report to the conference.
pub fn to_cutoff() -> Basis {
    Basis::ToCutoff {
        cut_off: date(2021, 10, 31),
    }
}

/// A number to be entered.
pub fn number(whole: u32) -> NewValue {
    NewValue::Typed(FigureValue::Value(Decimal::from(whole)))
}

/// A reason why there is no number.
pub fn absent(absence: Absence) -> NewValue {
    NewValue::Typed(FigureValue::Absent(absence))
}

/// Opens a round.
pub async fn open(world: &World, basis: Basis) -> Round {
    let new = NewRound {
        name: "Báo cáo số liệu tổng kết".into(),
        basis,
        last_day: date(2021, 12, 31),
        signing: Signing::Paper,
    };
    let permit = world.permit(OpenRound, world.matter("round", ""));
    let round = world.store.open_round(&permit, new).await;
    round.expect("a round can be opened")
}

fn figures(section: Section, values: &[(&str, NewValue)]) -> NewFigures {
    let named = values.iter().cloned();
    NewFigures {
        section,
        seen: 0,
        values: named
            .map(|(key, value)| (IndicatorKey::new(key), value))
            .collect(),
    }
}

async fn matter(world: &World, round: &Round, slug: &str) -> access::Matter {
    let unit = world.unit(slug).await;
    world.matter("report", round.id.as_str()).of_unit(&unit)
}

/// Enters figures of a unit's section for the first time.
pub async fn enter(
    world: &World,
    round: &Round,
    slug: &str,
    section: Section,
    values: &[(&str, NewValue)],
) {
    let permit = world.permit(EnterFigures, matter(world, round, slug).await);
    let new = figures(section, values);
    let entered = world.store.enter_figures(&permit, &round.id, new).await;
    entered.expect("figures can be entered");
}

/// Enters figures of research for a unit on its message.
pub async fn enter_on_behalf(
    world: &World,
    round: &Round,
    slug: &str,
    values: &[(&str, NewValue)],
    message: &str,
) {
    let permit = world.permit(EnterOnBehalf, matter(world, round, slug).await);
    let message = UnitMessage {
        text: Some(message.to_owned()),
        file: None,
    };
    let new = figures(Section::Research, values);
    let store = &world.store;
    let entered = store
        .enter_on_behalf(&permit, &round.id, new, message)
        .await;
    entered.expect("figures can be entered on behalf");
}

async fn seen(world: &World, round: &Round, slug: &str) -> Seen {
    let unit = world.unit(slug).await;
    let reports = world.store.reports(round).await.expect("reports are read");
    let figures = world.store.unit_figures(round, &unit).await;
    let figures = plain(&figures.expect("figures are read"));
    let code = version_code(round, &unit, &figures).expect("content is written");
    Seen {
        acts: reports.of(&unit).expect("states are known").acts,
        code: Some(code),
    }
}

/// Sends a unit's report.
pub async fn send(world: &World, round: &Round, slug: &str) {
    let permit = world.permit(SendReport, matter(world, round, slug).await);
    let seen = seen(world, round, slug).await;
    let store = &world.store;
    let sent = store
        .send_report(&permit, &round.id, &seen, Some("Đã kiểm tra."))
        .await;
    sent.expect("a report can be sent");
}

/// Approves a unit's report.
pub async fn approve(world: &World, round: &Round, slug: &str) {
    let permit = world.permit(ApproveReport, matter(world, round, slug).await);
    let seen = seen(world, round, slug).await;
    let approved = world.store.approve_report(&permit, &round.id, &seen).await;
    approved.expect("a report can be approved");
}

/// Projects of research of all twelve schools, sent: 7 + 42 + 3 = 52.
pub async fn send_projects_of_all(world: &World, round: &Round) {
    for (at, (slug, _, _)) in SCHOOLS.iter().enumerate() {
        let values = [
            ("kh1", number(0)),
            ("kh2", number(u32::from(at < 7))),
            ("kh3", number(3 + u32::from(at < 6))),
            ("kh4", number(u32::from(at < 3))),
            ("kh_total", NewValue::Computed),
        ];
        enter(world, round, slug, Section::Research, &values).await;
        send(world, round, slug).await;
    }
}
