//! Giving scores: tự chấm, thẩm định, điểm chính thức. One form, three kinds of people.

use access::actions::scoring::{FinaliseScores, ScoreSelf, VerifyScores};
use access::{Action, Matter, Permit};
use axum::extract::{Path, State};
use axum::response::Response;
use rules::scoring::Giver;
use store::units::Member;

use super::score_form::Desk;
use super::{OfUnit, matter, member};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Posted;
use crate::web::page::{page, refused};
use crate::web::session::InYear;

/// The state of a matter whose verified scores come from the upper body.
const UPPER_BODY: &str = "upper_body";

/// The state of the matter of a verification: the upper body's, or that of the cluster.
pub(super) fn verifying(app: &App, in_year: &InYear, own: &Matter) -> &'static str {
    let upper = own.clone().in_state(UPPER_BODY);
    if app.may(&in_year.session.principal, VerifyScores, &upper) {
        UPPER_BODY
    } else {
        ""
    }
}

/// The own scores of a unit.
pub(super) async fn get_self(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let (_, member) = permitted(&app, &in_year, &of, ScoreSelf, "").await?;
    let desk = Desk::load(&app, &in_year, member, Giver::Unit).await?;
    page(&desk.page(desk.filled()))
}

/// Gives them.
pub(super) async fn post_self(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, member) = permitted(&app, &in_year, &of, ScoreSelf, "").await?;
    let desk = Desk::load(&app, &in_year, member, Giver::Unit).await?;
    let Some(new) = desk.read(&mut form) else {
        return refused(&desk.page(form));
    };
    let given = app.store().score_self(&permit, new).await;
    desk.answer(form, given)
}

/// The verified scores of a unit.
pub(super) async fn get_verified(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let state = verifying(&app, &in_year, &matter(&in_year.year));
    let (_, member) = permitted(&app, &in_year, &of, VerifyScores, state).await?;
    let desk = Desk::load(&app, &in_year, member, verifier(state)).await?;
    page(&desk.page(desk.filled()))
}

/// Gives them.
pub(super) async fn post_verified(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let state = verifying(&app, &in_year, &matter(&in_year.year));
    let (permit, member) = permitted(&app, &in_year, &of, VerifyScores, state).await?;
    let desk = Desk::load(&app, &in_year, member, verifier(state)).await?;
    let Some(new) = desk.read(&mut form) else {
        return refused(&desk.page(form));
    };
    let given = app.store().verify_scores(&permit, new).await;
    desk.answer(form, given)
}

/// The final scores of a unit.
pub(super) async fn get_final(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let (_, member) = permitted(&app, &in_year, &of, FinaliseScores, "").await?;
    let desk = Desk::load(&app, &in_year, member, Giver::Head).await?;
    page(&desk.page(desk.filled()))
}

/// Gives them.
pub(super) async fn post_final(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, member) = permitted(&app, &in_year, &of, FinaliseScores, "").await?;
    let desk = Desk::load(&app, &in_year, member, Giver::Head).await?;
    let Some(new) = desk.read(&mut form) else {
        return refused(&desk.page(form));
    };
    let given = app.store().finalise_scores(&permit, new).await;
    desk.answer(form, given)
}

async fn permitted<A: Action>(
    app: &App,
    in_year: &InYear,
    of: &OfUnit,
    action: A,
    state: &'static str,
) -> Result<(Permit<A>, Member), PageError> {
    let member = member(app, &in_year.year, &of.unit).await?;
    let own = matter(&in_year.year).of_unit(&member.unit).in_state(state);
    let permit = in_year.session.decide(app, action, own)?;
    Ok((permit, member))
}

fn verifier(state: &str) -> Giver {
    if state == UPPER_BODY {
        Giver::UpperBody
    } else {
        Giver::Cluster
    }
}
