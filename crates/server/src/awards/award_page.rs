//! One entry of the register: what was proposed, what became of it, what can follow.

use access::actions::awards::{DecideAward, ProposeAward, SeeAwards};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::awards::{AwardAct, AwardState, bonus_vnd};
use rules::law::Law;
use store::awards::{AwardEntry, RecordedAct};
use vietnamese::date::{moment, short};
use vietnamese::number::format_integer;

use super::register::{chip, warnings};
use super::{MENU, OfAward, SILENT, address, award_name, entry, matter, messages, unit_name};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::names::actor_name;
use crate::web::page::Done;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

struct Line {
    what: String,
    text: String,
}

#[derive(Template)]
#[template(path = "awards/award_page.html")]
pub(super) struct AwardPage {
    frame: Frame,
    base: String,
    href: String,
    unit: String,
    state: AwardState,
    chip: &'static str,
    facts: Vec<(&'static str, String)>,
    acts: Vec<Line>,
    warnings: Vec<String>,
    may_propose: bool,
    may_decide: bool,
    form: Form,
}

impl AwardPage {
    /// Decisions that may follow: the word of the form, what people read.
    fn decisions(&self) -> Vec<(&'static str, &'static str)> {
        match self.state {
            AwardState::Proposed => vec![("decide", "Quyết định khen thưởng")],
            AwardState::InForce { .. } => vec![
                ("cancel", "Quyết định hủy bỏ"),
                ("recover", "Quyết định thu hồi"),
            ],
            AwardState::Cancelled { .. } => vec![("recover", "Quyết định thu hồi")],
            AwardState::Suspended { .. } | AwardState::Recovered { .. } => Vec::new(),
        }
    }

    fn is_proposed(&self) -> bool {
        self.state == AwardState::Proposed
    }

    fn is_suspended(&self) -> bool {
        matches!(self.state, AwardState::Suspended { .. })
    }
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfAward>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeAwards, matter(year, &of.award))?;
    let known = entry(&app, year, &of.award).await?;
    let mut shown = award_page(&app, &in_year, known, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The page, with what is wrong in its forms.
pub(super) async fn award_page(
    app: &App,
    in_year: &InYear,
    known: AwardEntry,
    form: Form,
) -> Result<AwardPage, PageError> {
    let year = &in_year.year;
    let mut members = app.store().members(year).await?;
    let unit = unit_name(&members, &known.proposed.unit);
    members.extend(app.store().superiors(year).await?);
    let mut acts = Vec::new();
    for act in known.acts.iter().rev() {
        let by = actor_name(app, &act.recorded_by).await?;
        acts.push(line(act, &by));
    }
    let all = app.store().awards_of_year(&year.id).await?;
    let own: Vec<AwardEntry> = all
        .into_iter()
        .filter(|one| one.proposed.award == known.proposed.award)
        .collect();
    let principal = &in_year.session.principal;
    let body = known.proposed.proposed_to.as_ref();
    let body = body.map_or_else(|| SILENT.to_owned(), |body| unit_name(&members, body));
    Ok(AwardPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        href: address(year, &format!("/{}", known.id)),
        unit,
        chip: chip(&known.state),
        facts: facts(&known, in_year, body),
        acts,
        warnings: warnings(app, in_year, &own).await?,
        may_propose: app.may(principal, ProposeAward, &matter(year, &known.id)),
        may_decide: app.may(principal, DecideAward, &matter(year, &known.id)),
        state: known.state,
        form,
    })
}

fn facts(known: &AwardEntry, in_year: &InYear, body: String) -> Vec<(&'static str, String)> {
    let proposed = &known.proposed;
    let day = proposed
        .proposed_on
        .unwrap_or_else(|| in_year.year.last_day());
    let silent = |text: &Option<String>| text.clone().unwrap_or_else(|| SILENT.to_owned());
    let mut facts = vec![
        ("Danh hiệu, hình thức", award_name(&proposed.award, day)),
        ("Nội dung ghi trong đề nghị", proposed.wording.clone()),
        ("Cơ quan nhận đề nghị", body),
        (
            "Ngày đề nghị",
            proposed
                .proposed_on
                .map_or_else(|| SILENT.to_owned(), short),
        ),
        ("Tờ trình", silent(&proposed.submission)),
    ];
    facts.extend(bonus(known).map(|text| ("Tiền thưởng theo luật", text)));
    facts.extend(proposed.source.clone().map(|text| ("Nguồn", text)));
    facts
}

/// The bonus of an award in force, by the law of the decision's day.
fn bonus(known: &AwardEntry) -> Option<String> {
    let AwardState::InForce { decision } = &known.state else {
        return None;
    };
    let law = Law::embedded();
    let award = law.award_at(&known.proposed.award, decision.on).ok()?;
    let amount = bonus_vnd(law, award, decision.on).ok()?;
    let citation = &law.at("bonus_multiple", decision.on).ok()?.period.citation;
    Some(format!("{} đồng ({citation})", format_integer(amount)))
}

fn line(act: &RecordedAct, by: &str) -> Line {
    let what = match &act.act {
        AwardAct::Suspend { .. } => "Tạm dừng xét".to_owned(),
        AwardAct::Resume => "Tiếp tục xét".to_owned(),
        AwardAct::Decide { decision } => {
            format!(
                "Quyết định {}, ngày {}",
                decision.symbol,
                short(decision.on)
            )
        }
        AwardAct::Cancel { decision } => {
            format!(
                "Hủy bỏ: quyết định {}, ngày {}",
                decision.symbol,
                short(decision.on)
            )
        }
        AwardAct::Recover { decision } => {
            format!(
                "Thu hồi: quyết định {}, ngày {}",
                decision.symbol,
                short(decision.on)
            )
        }
    };
    let note = act.note.clone().unwrap_or_default();
    Line {
        what,
        text: format!("{note} {by}, {}", moment(act.recorded_at))
            .trim()
            .to_owned(),
    }
}
