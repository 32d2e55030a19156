//! The board of a dispatch: units by what they answered, who is late, and the text that reminds them.

use std::collections::HashMap;

use jiff::Timestamp;
use rules::directives::Answer;
use store::directives::{Directive, Dispatch, Recipient};
use store::units::Member;
use vietnamese::date::{moment, short};

use super::standing::{Chip, expectation};

/// One unit.
pub(super) struct BoardRow {
    pub(super) unit: String,
    pub(super) chip: Chip,
    pub(super) answers: Vec<(&'static str, String)>,
    pub(super) note: String,
}

/// One dispatch.
pub(super) struct Board {
    pub(super) id: String,
    pub(super) asked: Option<String>,
    pub(super) expected: &'static str,
    pub(super) deadline: Option<String>,
    pub(super) dispatched_on: Option<String>,
    pub(super) source: Option<String>,
    pub(super) done: usize,
    pub(super) rows: Vec<BoardRow>,
}

impl Board {
    pub(super) fn new(
        dispatch: &Dispatch,
        members: &[Member],
        names: &HashMap<String, String>,
        now: Timestamp,
    ) -> Self {
        let told = |member: &Member| {
            let to = dispatch.recipients.iter().find(|to| to.unit == member.unit);
            to.map(|to| BoardRow {
                unit: member.short_name.clone(),
                chip: Chip::of(dispatch, to, now),
                answers: Answer::ALL
                    .into_iter()
                    .map(|answer| (answer.label(), said(to, answer, names)))
                    .collect(),
                note: note(to),
            })
        };
        let open = |to: &&Recipient| dispatch.standing(to, now).is_open();
        Self {
            id: dispatch.id.clone(),
            asked: dispatch.asked.clone(),
            expected: expectation(dispatch.expected),
            deadline: dispatch.deadline.map(|deadline| short(deadline.last_day())),
            dispatched_on: dispatch.dispatched_on.map(short),
            source: dispatch.source.clone(),
            done: dispatch.recipients.len() - dispatch.recipients.iter().filter(open).count(),
            rows: members.iter().filter_map(told).collect(),
        }
    }
}

fn said(to: &Recipient, answer: Answer, names: &HashMap<String, String>) -> String {
    to.answer(answer).map_or_else(String::new, |one| {
        let name = names.get(&one.by).map_or("", String::as_str);
        format!("{}, {name}", moment(one.given.at))
    })
}

fn note(to: &Recipient) -> String {
    to.answer(Answer::ActedOn)
        .and_then(|one| one.note.clone())
        .unwrap_or_default()
}

/// The text for the units that have not answered yet; none where all have.
pub(crate) fn reminder(
    directive: &Directive,
    dispatches: &[Dispatch],
    members: &[Member],
    now: Timestamp,
    link: &str,
) -> Option<String> {
    let parts: Vec<String> = dispatches
        .iter()
        .filter_map(|dispatch| part(dispatch, members, now))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let facts = &directive.facts;
    Some(format!(
        "Thường trực Cụm đề nghị các đơn vị thực hiện {}, ngày {} của {}, {}.\n{}\nXem và trả lời tại: {link}\nTrân trọng.",
        facts.title(),
        short(facts.issued_on),
        facts.issuer,
        facts.content(),
        parts.join("\n"),
    ))
}

fn part(dispatch: &Dispatch, members: &[Member], now: Timestamp) -> Option<String> {
    let open = |member: &&Member| {
        let mut all = dispatch.recipients.iter();
        all.any(|to| to.unit == member.unit && dispatch.standing(to, now).is_open())
    };
    let units: Vec<&str> = members
        .iter()
        .filter(open)
        .map(|member| member.short_name.as_str())
        .collect();
    if units.is_empty() {
        return None;
    }
    let asked = dispatch
        .asked
        .clone()
        .unwrap_or_else(|| expectation(dispatch.expected).to_owned());
    let deadline = dispatch.deadline.map_or_else(String::new, |deadline| {
        let passed = if deadline.is_missed_at(now) {
            ", đã quá hạn"
        } else {
            ""
        };
        format!(" Hạn hết ngày {}{passed}.", short(deadline.last_day()))
    });
    let end = if asked.ends_with('.') { "" } else { "." };
    Some(format!(
        "Yêu cầu: {asked}{end}{deadline}\nCòn chờ: {}.",
        units.join(", ")
    ))
}
