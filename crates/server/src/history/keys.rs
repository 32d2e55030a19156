//! The words that tables keep as keys, by their Vietnamese titles.

use rules::directives::Answer;
use rules::figures::{Absence, Act, Catalogue, IndicatorKey, ReportState, Section, messages};
use rules::law::{Base, Comparator};
use rules::scoring::{Ineligibility, ScoreKind, TableAct};
use store::ballot::Manner;
use store::conference::{MeetingKind, Mode, Present, TaskKind};
use store::figures::{Capacity, Origin, Signing};
use store::people::PositionRole;
use store::units::{HeadRole, Role, UnitKind};
use vietnamese::symbol::Kind;

use crate::units::known::kind_title;

/// What a key of a column means; none where the column holds no keys, or none that the program knows.
pub(super) fn title(table: &str, column: &str, key: &str) -> Option<String> {
    let known = match (table, column) {
        (_, "indicator") => return indicator(key),
        (_, "basis") => basis(key),
        (_, "section") => Section::from_key(key).map(Section::heading),
        ("figures_statement", "scope") => scope(key),
        ("figures_round", "signing") | ("figures_signature", "way") => {
            Signing::from_key(key).map(Signing::title)
        }
        ("figures_signature", "capacity") => Capacity::from_key(key).map(Capacity::title),
        ("figures_observation", "absence") => Absence::from_key(key).map(messages::absence),
        ("figures_observation", "origin") => Origin::from_key(key).map(Origin::title),
        ("figures_report_act", "act") => Act::from_key(key).map(messages::act),
        ("figures_report_act", "state") => ReportState::from_key(key).map(ReportState::label),
        ("directives_directive", "kind") => Kind::from_abbreviation(key).map(Kind::name),
        ("directives_dispatch", "expected") | ("directives_answer", "answer") => {
            Answer::from_key(key).map(Answer::label)
        }
        ("scoring_table_act", "act") => TableAct::from_key(key).map(TableAct::label),
        ("scoring_score", "kind") => ScoreKind::from_key(key).map(ScoreKind::label),
        ("scoring_eligibility", "ground") => Ineligibility::from_key(key).map(Ineligibility::label),
        ("awards_act", "act") => award_act(key),
        _ => return of_people_and_meetings(table, column, key).map(str::to_owned),
    };
    known.map(str::to_owned)
}

fn of_people_and_meetings(table: &str, column: &str, key: &str) -> Option<&'static str> {
    match (table, column) {
        ("units_unit", "kind") => [
            UnitKind::School,
            UnitKind::UpperBody,
            UnitKind::LocalSuperior,
        ]
        .into_iter()
        .find(|kind| kind.key() == key)
        .map(kind_title),
        ("units_membership", "role") => Role::from_key(key).map(Role::title),
        ("units_headship" | "conference_nomination", "role") => {
            Some(HeadRole::from_key(key).title())
        }
        ("people_position", "role") => PositionRole::from_key(key).map(PositionRole::title),
        ("conference_meeting", "kind") => MeetingKind::from_key(key).map(MeetingKind::title),
        ("conference_meeting", "mode") => Mode::from_key(key).map(Mode::title),
        ("conference_task", "kind") => TaskKind::from_key(key).map(TaskKind::title),
        ("conference_attendance", "presence") => Present::from_key(key).map(Present::title),
        ("ballot_minutes", "manner") => Manner::from_key(key).map(Manner::title),
        ("ballot_minutes", "threshold_comparator") => {
            Comparator::from_key(key).map(Comparator::label)
        }
        ("ballot_minutes", "threshold_base") => Base::from_key(key).map(Base::label),
        _ => None,
    }
}

/// An indicator by the code and the name that people read.
fn indicator(key: &str) -> Option<String> {
    let known = Catalogue::embedded().get(&IndicatorKey::new(key))?;
    Some(format!("{} {}", known.code, known.name))
}

fn basis(key: &str) -> Option<&'static str> {
    match key {
        "to_cutoff" => Some("Thực hiện đến ngày chốt"),
        "estimate" => Some("Ước cả năm"),
        "official" => Some("Chính thức cả năm"),
        _ => None,
    }
}

fn scope(key: &str) -> Option<&'static str> {
    match key {
        "whole" => Some("Toàn Cụm hoặc một đơn vị"),
        "all" => Some("Mọi đơn vị"),
        "some" => Some("Một số đơn vị"),
        _ => None,
    }
}

fn award_act(key: &str) -> Option<&'static str> {
    match key {
        "suspend" => Some("Tạm dừng xét"),
        "resume" => Some("Tiếp tục xét"),
        "decide" => Some("Ghi nhận quyết định khen thưởng"),
        "cancel" => Some("Ghi nhận quyết định hủy bỏ"),
        "recover" => Some("Ghi nhận quyết định thu hồi"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_by_their_titles() {
        let cases = [
            ("figures_round", "basis", "estimate", Some("Ước cả năm")),
            ("figures_report_act", "act", "send", Some("Gửi báo cáo")),
            ("units_membership", "role", "member", Some("Thành viên")),
            ("conference_meeting", "mode", "online", Some("Trực tuyến")),
            ("units_unit", "kind", "castle", None),
            ("registration_theme", "text", "member", None),
        ];
        for (table, column, key, expected) in cases {
            assert_eq!(
                title(table, column, key).as_deref(),
                expected,
                "{table}.{column}"
            );
        }
    }
}
