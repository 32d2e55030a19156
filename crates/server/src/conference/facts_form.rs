//! The form of what is known of a meeting, for opening one and for changing it.

use jiff::civil::{Date, Time};
use rules::conference::{Sitting, check_sitting};
use store::conference::{Meeting, MeetingFacts, MeetingKind, Mode};
use vietnamese::date::short;
use vietnamese::time;

use super::units::Units;
use super::{messages, some};
use crate::web::form::Form;

const LINE: usize = 300;

/// Reads the form, all errors at once; `source` stays what it was.
pub(super) fn read(
    form: &mut Form,
    year: i16,
    units: &Units,
    source: Option<String>,
) -> Option<MeetingFacts> {
    let kind = form.choice("loai", MeetingKind::from_key);
    let name = form.required("ten", LINE);
    let sitting = read_sitting(form, year);
    let mode = match form.value("hinh_thuc") {
        "" => None,
        _ => form.choice("hinh_thuc", Mode::from_key),
    };
    let host = match form.value("don_vi").to_owned() {
        slug if slug.is_empty() => None,
        slug => {
            let known = units.by_slug(&slug).map(|known| known.unit.clone());
            if known.is_none() {
                form.refuse(
                    "don_vi",
                    "Đơn vị này không thuộc Cụm trong năm và cũng không phải cơ quan cấp trên. Chọn một đơn vị trong danh sách.",
                );
            }
            known
        }
    };
    let place = some(form.optional("dia_diem", LINE));
    let chair = some(form.optional("chu_tri", LINE));
    let secretary = some(form.optional("thu_ky", LINE));
    let facts = MeetingFacts {
        kind: kind?,
        name,
        held_on: sitting.on,
        starts_at: sitting.starts,
        ends_at: sitting.ends,
        mode,
        place,
        host,
        chair,
        secretary,
        source,
    };
    form.errors().is_empty().then_some(facts)
}

fn read_sitting(form: &mut Form, year: i16) -> Sitting {
    let sitting = Sitting {
        on: form.date_optional("ngay"),
        starts: form.parsed_optional("bat_dau", time::parse),
        ends: form.parsed_optional("ket_thuc", time::parse),
    };
    let unreadable_start = form.error("bat_dau").is_some();
    for fault in check_sitting(sitting, year) {
        let (field, sentence) = messages::sitting_fault(fault);
        // A beginning that cannot be read is no missing one.
        if field != "bat_dau" || !unreadable_start {
            form.refuse(field, sentence);
        }
    }
    sitting
}

/// A form filled with what is known.
pub(super) fn filled(meeting: &Meeting, units: &Units) -> Form {
    let facts = &meeting.facts;
    let day = |day: Option<Date>| day.map(short).unwrap_or_default();
    let clock = |at: Option<Time>| at.map(time::short).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let host = facts.host.as_ref().map(|host| units.slug(host));
    Form::filled([
        ("loai", facts.kind.key().to_owned()),
        ("ten", facts.name.clone()),
        ("ngay", day(facts.held_on)),
        ("bat_dau", clock(facts.starts_at)),
        ("ket_thuc", clock(facts.ends_at)),
        ("hinh_thuc", facts.mode.map_or("", Mode::key).to_owned()),
        ("dia_diem", text(&facts.place)),
        ("don_vi", host.unwrap_or_default()),
        ("chu_tri", text(&facts.chair)),
        ("thu_ky", text(&facts.secretary)),
        ("phien_ban", meeting.version.to_string()),
    ])
}

/// Kinds of meetings as choices.
pub(super) fn kinds() -> Vec<(&'static str, &'static str)> {
    let all = MeetingKind::ALL.iter();
    std::iter::once(("", "Chọn loại hội nghị"))
        .chain(all.map(|kind| (kind.key(), kind.title())))
        .collect()
}

/// Ways of meeting as choices.
pub(super) fn modes() -> Vec<(&'static str, &'static str)> {
    let all = Mode::ALL.iter();
    std::iter::once(("", "Chưa rõ"))
        .chain(all.map(|mode| (mode.key(), mode.title())))
        .collect()
}
