//! The year as a line of stages: what is known of each, and where no source says anything.

use jiff::civil::Date;
use store::conference::{Meeting, MeetingKind};
use store::units::{ClusterYear, Standing};
use vietnamese::date::short;

use super::outcome::Outcome;
use crate::figures::published::PublishedFigure;
use crate::web::app::App;
use crate::web::error::PageError;

/// A stage of the year.
pub(crate) struct Stage {
    /// Its name.
    pub name: &'static str,
    /// `done`, `now`, `next` or `unknown`.
    pub state: &'static str,
    /// What is known of it.
    pub note: String,
}

impl Stage {
    /// The state in words, for those who do not see its sign.
    pub(crate) fn state_words(&self) -> &'static str {
        match self.state {
            "done" => "đã xong",
            "now" => "đang làm",
            "next" => "chưa đến",
            _ => "không rõ",
        }
    }
}

/// What is known of a stage.
pub(crate) enum Known {
    /// It is behind the year.
    Done(String),
    /// It is not over yet.
    Waits(String),
    /// No source says anything of it.
    Nothing,
}

/// The stages of a year in their order.
pub(super) async fn stages(
    app: &App,
    year: &ClusterYear,
    outcome: &Outcome,
    figures: &[PublishedFigure],
) -> Result<Vec<Stage>, PageError> {
    let meetings = app.store().conferences(&year.id).await?;
    let summary = meetings
        .iter()
        .find(|meeting| meeting.facts.kind == MeetingKind::Summary);
    let known = [
        ("Văn bản chỉ đạo", directives(app, year).await?),
        ("Đăng ký, giao ước", registration(app, year).await?),
        ("Sổ theo dõi", Known::Nothing),
        ("Số liệu", stated(figures)),
        ("Chấm điểm", scores(app, year).await?),
        ("Hội nghị", summary.map_or(Known::Nothing, conference)),
        ("Bình xét, suy tôn", ballot(outcome, summary)),
        ("Khen thưởng", awards(outcome)),
        ("Bàn giao", succession(app, year, outcome).await?),
    ];
    // A sample year stays half way through, whatever the clock says.
    let over = app.today() > year.last_day() && !year.sample;
    Ok(in_line(known, over))
}

/// Of a year that is over, a stage of which nothing is known stays unknown; of one that runs, the first such is now.
pub(crate) fn in_line(
    known: impl IntoIterator<Item = (&'static str, Known)>,
    over: bool,
) -> Vec<Stage> {
    let mut now_given = false;
    let mut next = |note: String| {
        let first = !std::mem::replace(&mut now_given, true);
        (if first { "now" } else { "next" }, note)
    };
    let stage = |(name, known)| {
        let (state, note) = match known {
            Known::Done(note) => ("done", note),
            Known::Waits(note) => next(note),
            Known::Nothing if over => ("unknown", super::SILENT.to_owned()),
            Known::Nothing => next("chưa có".to_owned()),
        };
        Stage { name, state, note }
    };
    known.into_iter().map(stage).collect()
}

async fn directives(app: &App, year: &ClusterYear) -> Result<Known, PageError> {
    let all = app.store().public_directives(&year.id).await?;
    let days = all.iter().map(|one| one.issued_on);
    let own = days.filter(|day: &Date| day.year() == year.year);
    let (first, last) = (own.clone().min(), own.max());
    Ok(match (first, last) {
        (Some(first), Some(last)) => Known::Done(format!("{}–{}", day_of(first), day_of(last))),
        _ => Known::Nothing,
    })
}

async fn registration(app: &App, year: &ClusterYear) -> Result<Known, PageError> {
    if let Some(pledge) = app.store().pledge(&year.id).await? {
        return Ok(Known::Done(format!("ký {}", day_of(pledge.on))));
    }
    let registered = app.store().registrations(&year.id).await?;
    if registered.is_empty() {
        return Ok(Known::Nothing);
    }
    Ok(Known::Done("ngày ký: không nêu".to_owned()))
}

fn stated(figures: &[PublishedFigure]) -> Known {
    if figures.is_empty() {
        return Known::Nothing;
    }
    let all_stated = figures.iter().all(|figure| figure.from_units.is_none());
    let note = if all_stated {
        "theo báo cáo gốc"
    } else {
        "theo báo cáo của các đơn vị"
    };
    Known::Done(note.to_owned())
}

async fn scores(app: &App, year: &ClusterYear) -> Result<Known, PageError> {
    if app.store().scores_are_published(&year.id).await? {
        return Ok(Known::Done("đã công bố điểm".to_owned()));
    }
    Ok(Known::Nothing)
}

fn conference(meeting: &Meeting) -> Known {
    let facts = &meeting.facts;
    let day = facts.held_on.map(day_of);
    let mode = facts.mode.map(|mode| mode.title().to_lowercase());
    let note: Vec<String> = day.into_iter().chain(mode).collect();
    Known::Done(note.join(", "))
}

fn ballot(outcome: &Outcome, summary: Option<&Meeting>) -> Known {
    if outcome.elected.is_empty() {
        return Known::Nothing;
    }
    let day = summary.and_then(|meeting| meeting.facts.held_on);
    Known::Done(day.map_or_else(|| "đã suy tôn".to_owned(), day_of))
}

fn awards(outcome: &Outcome) -> Known {
    if outcome.awards.is_empty() {
        return Known::Nothing;
    }
    if outcome.undecided {
        return Known::Waits("đã đề nghị, chờ quyết định".to_owned());
    }
    Known::Done("đã có quyết định".to_owned())
}

async fn succession(app: &App, year: &ClusterYear, outcome: &Outcome) -> Result<Known, PageError> {
    let years = app.store().cluster_years().await?;
    let next = years
        .iter()
        .find(|next| next.cluster == year.cluster && next.year == year.year + 1 && !next.sample);
    if let Some(next) = next {
        let heads = app.store().headships(&next.id).await?;
        let recognised = heads
            .iter()
            .filter(|head| head.standing(next.last_day()) == Standing::Recognised)
            .filter_map(|head| head.recognised_on)
            .min();
        if let Some(day) = recognised {
            return Ok(Known::Done(format!("công nhận {}", short(day))));
        }
    }
    Ok(if outcome.introduced.is_empty() {
        Known::Nothing
    } else {
        Known::Waits("đã giới thiệu, chờ công nhận".to_owned())
    })
}

/// A day of the year itself: "26/11".
pub(crate) fn day_of(day: Date) -> String {
    let short = short(day);
    short
        .rsplit_once('/')
        .map_or(short.clone(), |(day, _)| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(over: bool) -> Vec<&'static str> {
        let known = [
            ("a", Known::Done(String::new())),
            ("b", Known::Nothing),
            ("c", Known::Waits(String::new())),
            ("d", Known::Nothing),
        ];
        let line = in_line(known, over);
        line.iter().map(|stage| stage.state).collect()
    }

    #[test]
    fn the_silence_of_a_year_that_is_over_is_not_work_to_be_done() {
        assert_eq!(states(true), ["done", "unknown", "now", "unknown"]);
        assert_eq!(states(false), ["done", "now", "next", "next"]);
    }

    #[test]
    fn a_day_of_the_year_stands_without_the_year() {
        assert_eq!(day_of(Date::constant(2021, 8, 20)), "20/8");
    }
}
