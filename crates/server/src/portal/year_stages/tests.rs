//! The words of the line for years in every condition.

use jiff::civil::date;
use store::conference::MeetingKind;

use super::*;

/// A year of which nothing is known, seen on 10/11/2021.
fn nothing() -> Facts {
    Facts {
        today: date(2021, 11, 10),
        over: false,
        papers: Vec::new(),
        pledged_on: None,
        registered: 0,
        members: 12,
        stated: false,
        rounds: Vec::new(),
        scores_published: false,
        scored: false,
        summary: None,
        minutes: false,
        elected: false,
        awards: 0,
        undecided: 0,
        articles: 0,
        handed_over_on: None,
        successor_recognised_on: None,
        introduced: false,
    }
}

fn summary_on(day: Option<Date>) -> Option<MeetingFacts> {
    Some(MeetingFacts {
        kind: MeetingKind::Summary,
        name: "Hội nghị tổng kết".to_owned(),
        held_on: day,
        starts_at: None,
        ends_at: None,
        mode: None,
        place: None,
        host: None,
        chair: None,
        secretary: None,
        source: None,
    })
}

fn said(facts: &Facts, place: Place) -> (&'static str, String) {
    let stage = facts.line().into_iter().find(|stage| stage.place == place);
    let stage = stage.expect("the line has every stage");
    (stage.state, stage.note)
}

#[test]
fn the_silence_of_a_year_that_is_over_is_not_work_to_be_done() {
    let running = nothing().line();
    let states: Vec<&str> = running.iter().map(|stage| stage.state).collect();
    assert_eq!(states[..3], ["now", "next", "next"]);
    let over = Facts {
        over: true,
        ..nothing()
    };
    let over = over.line();
    let silent = |stage: &&Stage| stage.state == "unknown" && stage.note == "không nêu";
    assert_eq!(over.iter().filter(silent).count(), 9);
}

#[test]
fn a_conference_that_is_still_to_come_is_not_done() {
    let cases = [
        (Some(date(2021, 11, 26)), false, "26/11"),
        (Some(date(2021, 11, 10)), false, "10/11"),
        (Some(date(2021, 11, 9)), true, "09/11"),
        (None, false, "chưa có ngày"),
    ];
    for (day, done, note) in cases {
        let facts = Facts {
            summary: summary_on(day),
            ..nothing()
        };
        let (state, words) = said(&facts, Place::Conference);
        assert_eq!((state == "done", words.as_str()), (done, note));
    }
}

#[test]
fn awards_are_done_when_the_last_of_them_is_decided() {
    let cases = [
        (3, "đã đề nghị, chờ quyết định"),
        (1, "02/3 đề nghị đã có quyết định"),
        (0, "đã có quyết định"),
    ];
    for (undecided, note) in cases {
        let facts = Facts {
            awards: 3,
            undecided,
            ..nothing()
        };
        let (state, words) = said(&facts, Place::Awards);
        assert_eq!((state == "done", words.as_str()), (undecided == 0, note));
    }
}

#[test]
fn the_last_stage_waits_for_the_handover_itself() {
    let introduced = Facts {
        over: true,
        introduced: true,
        ..nothing()
    };
    let waits = "đã giới thiệu, chờ công nhận".to_owned();
    assert_eq!(said(&introduced, Place::Handover), ("now", waits));
    let recognised = Facts {
        successor_recognised_on: Some(date(2022, 2, 18)),
        ..introduced
    };
    let waits = "công nhận 18/02/2022, chờ bàn giao".to_owned();
    assert_eq!(said(&recognised, Place::Handover), ("now", waits));
    let handed_over = Facts {
        handed_over_on: Some(date(2022, 3, 1)),
        ..recognised
    };
    let done = "bàn giao 01/3/2022".to_owned();
    assert_eq!(said(&handed_over, Place::Handover), ("done", done));
}

#[test]
fn a_day_of_the_year_stands_without_the_year() {
    assert_eq!(day_of(Date::constant(2021, 8, 20)), "20/8");
}
