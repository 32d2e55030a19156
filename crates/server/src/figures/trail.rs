//! The history of a figure as the public may read it: offices and units, never persons.

use std::collections::BTreeSet;

use access::actions;
use rules::figures::{Act, messages};
use rules::ids::UnitId;
use store::history::{Entry, Filter};
use store::units::{ClusterYear, Member};

use super::published::PublishedFigures;
use crate::web::app::App;
use crate::web::error::PageError;

/// How many entries of one matter are shown.
const MOST: u64 = 20;

/// One line of the trail.
pub(super) struct TrailLine {
    pub(super) height: i64,
    pub(super) at: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) note: String,
    pub(super) hash: String,
}

/// What was done to these matters, newest first.
pub(super) async fn read(
    app: &App,
    year: &ClusterYear,
    members: &[Member],
    matters: &BTreeSet<String>,
) -> Result<Vec<TrailLine>, PageError> {
    let mut entries: Vec<Entry> = Vec::new();
    for matter in matters {
        let filter = Filter {
            matter_id: Some(matter.clone()),
            ..Filter::default()
        };
        let (found, _) = app
            .store()
            .history(year.id.as_str(), &filter, 0, MOST)
            .await?;
        entries.extend(found);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.height));
    entries.dedup_by_key(|entry| entry.height);
    Ok(entries
        .into_iter()
        .map(|entry| line(entry, members))
        .collect())
}

/// Acts on reports that make figures public, by their action in the history.
const MAKING_PUBLIC: &[&str] = &["SendReport", "ApproveReport", "LockReport"];

/// The reports behind a figure: sent, approved, locked. Reasons are not told: they are between unit and head.
pub(super) async fn of_reports(
    app: &App,
    year: &ClusterYear,
    all: &PublishedFigures,
    unit: Option<&UnitId>,
) -> Result<Vec<TrailLine>, PageError> {
    let Some(reported) = &all.reported else {
        return Ok(Vec::new());
    };
    let mut lines = Vec::new();
    for action in MAKING_PUBLIC {
        let filter = Filter {
            matter_id: Some(reported.round.id.to_string()),
            unit: unit.map(ToString::to_string),
            action: Some((*action).to_owned()),
            ..Filter::default()
        };
        let (found, _) = app
            .store()
            .history(year.id.as_str(), &filter, 0, MOST)
            .await?;
        let shown = found.into_iter().filter(|entry| {
            let unit = entry.unit.as_deref().map(UnitId::new);
            unit.is_some_and(|unit| reported.shows(&unit))
        });
        lines.extend(shown.map(|entry| report_line(entry, &all.members)));
    }
    Ok(lines)
}

fn report_line(entry: Entry, members: &[Member]) -> TrailLine {
    let act = entry.changes.iter().find_map(|change| {
        let key = change.after.as_ref()?.get("act")?.as_str()?;
        Act::from_key(key)
    });
    let unit = members
        .iter()
        .find(|member| Some(member.unit.as_str()) == entry.unit.as_deref());
    let note = unit.map_or_else(String::new, |unit| {
        format!("Báo cáo số liệu của {}", unit.short_name)
    });
    let mut line = line(entry, members);
    line.note = note;
    if let Some(act) = act {
        messages::act(act).clone_into(&mut line.what);
    }
    line
}

fn line(entry: Entry, members: &[Member]) -> TrailLine {
    TrailLine {
        height: entry.height,
        at: vietnamese::date::moment(entry.at),
        who: who(&entry, members),
        what: actions::title(&entry.action)
            .unwrap_or("Cập nhật")
            .to_owned(),
        note: entry.note.unwrap_or_default(),
        hash: short_hash(&entry.hash),
    }
}

/// The office that acted. Persons are named in the office's own history, not to the public.
fn who(entry: &Entry, members: &[Member]) -> String {
    if entry.actor.starts_with("program:") {
        return "Chương trình nạp dữ liệu".to_owned();
    }
    let unit = members
        .iter()
        .find(|member| Some(member.unit.as_str()) == entry.unit.as_deref());
    match unit {
        Some(unit) if entry.actor.starts_with("link:") => {
            format!("Phòng, khoa của {}", unit.short_name)
        }
        Some(unit) if is_of_the_unit(&entry.action) => unit.short_name.clone(),
        _ => "Thường trực Cụm".to_owned(),
    }
}

fn is_of_the_unit(action: &str) -> bool {
    matches!(
        action,
        "EnterFigures" | "ConfirmFigures" | "SendReport" | "SignReport" | "LendSection"
    )
}

/// "5e0b 91c7 … 3fa2 d618".
pub(super) fn short_hash(hash: &str) -> String {
    match (
        hash.get(..4),
        hash.get(4..8),
        hash.get(56..60),
        hash.get(60..64),
    ) {
        (Some(a), Some(b), Some(c), Some(d)) => format!("{a} {b} … {c} {d}"),
        _ => hash.to_owned(),
    }
}
