//! What is open for a unit: it moves with the position, because it belongs to the unit.

use rules::ids::UnitId;
use store::units::ClusterYear;
use vietnamese::date::short;

use crate::web::app::App;
use crate::web::error::PageError;

/// One thing that is open.
pub(super) struct Work {
    /// In words, as it is kept.
    pub(super) text: String,
    /// Where it is done.
    pub(super) href: String,
}

/// Everything open for a unit, newest year first.
pub(super) async fn open_work(app: &App, unit: &UnitId) -> Result<Vec<Work>, PageError> {
    let mut work = Vec::new();
    for year in app.store().years_of_unit(unit).await? {
        add_directives(app, unit, &year, &mut work).await?;
        add_reports(app, unit, &year, &mut work).await?;
    }
    add_tasks(app, unit, &mut work).await?;
    Ok(work)
}

async fn add_directives(
    app: &App,
    unit: &UnitId,
    year: &ClusterYear,
    work: &mut Vec<Work>,
) -> Result<(), PageError> {
    for dispatch in app.store().year_dispatches(&year.id).await? {
        let open = dispatch
            .recipients
            .iter()
            .any(|to| to.unit == *unit && dispatch.standing(to, app.now()).is_open());
        if !open {
            continue;
        }
        let Some(directive) = app.store().directive(year, &dispatch.directive).await? else {
            continue;
        };
        let last_day = dispatch.deadline.map(|deadline| deadline.last_day());
        work.push(Work {
            text: format!(
                "Năm {}: chưa thực hiện {}{}",
                year.year,
                directive.facts.title(),
                until(last_day)
            ),
            href: format!("/nam/{}/van-ban-chi-dao/{}", year.slug, directive.id),
        });
    }
    Ok(())
}

/// Reports that are a draft, or were returned.
async fn add_reports(
    app: &App,
    unit: &UnitId,
    year: &ClusterYear,
    work: &mut Vec<Work>,
) -> Result<(), PageError> {
    let members = app.store().members(year).await?;
    let Some(member) = members.iter().find(|member| member.unit == *unit) else {
        return Ok(());
    };
    for round in app.store().rounds(&year.id).await? {
        let status = app.store().reports(&round).await?.of(unit)?;
        if !status.state.is_editable() {
            continue;
        }
        work.push(Work {
            text: format!(
                "Năm {}: báo cáo số liệu {}, {}{}",
                year.year,
                round.name,
                status.state.label().to_lowercase(),
                until(Some(status.deadline.last_day()))
            ),
            href: format!(
                "/nam/{}/so-lieu/ky/{}/{}",
                year.slug, round.number, member.slug
            ),
        });
    }
    Ok(())
}

async fn add_tasks(app: &App, unit: &UnitId, work: &mut Vec<Work>) -> Result<(), PageError> {
    let years = app.store().cluster_years().await?;
    for task in app.store().open_tasks(std::slice::from_ref(unit)).await? {
        let Some(year) = years.iter().find(|year| year.id == task.year) else {
            continue;
        };
        work.push(Work {
            text: format!(
                "Năm {}: việc sau hội nghị: {}{}",
                year.year,
                task.given.text.replace('\n', " "),
                until(task.given.due_on)
            ),
            href: format!("/nam/{}/hoi-nghi/viec/{}", year.slug, task.id),
        });
    }
    Ok(())
}

fn until(day: Option<jiff::civil::Date>) -> String {
    day.map(|day| format!(", hạn {}", short(day)))
        .unwrap_or_default()
}
