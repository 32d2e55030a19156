//! `conference.toml`: the summary conference (hội nghị tổng kết).

use jiff::civil::Date;
use serde::Deserialize;

use super::check::{Check, Checked, unknown};
use super::{Evidence, Named, Remark, UnitKey};

/// The summary conference.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conference {
    /// Its name.
    pub name: String,
    /// Its day.
    pub date: Date,
    /// How it met.
    pub mode: Mode,
    /// How it met, in the words of the article.
    pub mode_written: String,
    /// The unit that held it.
    pub host: UnitKey,
    /// Guests.
    #[serde(default, rename = "guest")]
    pub guests: Vec<Guest>,
    /// The units represented.
    pub attendance: Attendance,
    /// Speeches.
    #[serde(default, rename = "speech")]
    pub speeches: Vec<Speech>,
    /// Agenda, minutes, resolutions.
    pub minutes: Remark,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// How a conference meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Trực tiếp.
    InPerson,
    /// Trực tuyến.
    Online,
    /// Kết hợp trực tiếp và trực tuyến.
    Hybrid,
}

/// A guest, as text: guests need not be people of the system.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guest {
    /// The key.
    pub key: String,
    /// The academic title, as the article writes it.
    pub title: String,
    /// The name.
    pub name: String,
    /// The office.
    pub office: String,
    /// The unit; none where the article does not say.
    pub unit: Option<UnitKey>,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// The units represented.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// By whom they were represented.
    pub who: String,
    /// The units, in the order of the article.
    pub units: Vec<UnitKey>,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A speech, as the article reports it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speech {
    /// The key.
    pub key: String,
    /// The guest who spoke.
    pub speaker: String,
    /// What it praises, asks for and stresses.
    #[serde(rename = "point")]
    pub points: Vec<Point>,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// One point of a speech.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// What sort of point.
    pub kind: PointKind,
    /// The words, verbatim.
    pub text: String,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What sort of point a speech makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// Biểu dương.
    Praise,
    /// Mong muốn, yêu cầu: ý kiến chỉ đạo.
    Request,
    /// Nhấn mạnh.
    Emphasis,
}

impl Conference {
    /// The guest with this key.
    pub fn guest(&self, key: &str) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.key == key)
    }
}

impl Checked for Conference {
    const FILE: &'static str = "conference.toml";

    fn check(&self, check: &mut Check<'_>) {
        let item = check
            .item("hội nghị")
            .evidence(&self.evidence)
            .says(&self.name)
            .dated(self.date);
        item.says(&self.mode_written).names_member(&self.host);
        check.keys("guest", self.guests.iter().map(|guest| guest.key.as_str()));
        for guest in &self.guests {
            let item = check
                .item(format!("guest “{}”", guest.key))
                .evidence(&guest.evidence);
            let item = item
                .says(&format!("{} {}", guest.title, guest.name))
                .says(&guest.office);
            guest.unit.iter().fold(item, |item, unit| item.unit(unit));
        }
        let attendance = &self.attendance;
        check.keys(
            "attendance.units",
            attendance.units.iter().map(UnitKey::as_str),
        );
        let item = check
            .item("attendance")
            .evidence(&attendance.evidence)
            .says(&attendance.who);
        attendance
            .units
            .iter()
            .fold(item, |item, unit| item.names_member(unit));
        check.keys(
            "speech",
            self.speeches.iter().map(|speech| speech.key.as_str()),
        );
        for speech in &self.speeches {
            self.check_speech(speech, check);
        }
        check.item("minutes").remark(&self.minutes);
    }
}

impl Conference {
    fn check_speech(&self, speech: &Speech, check: &mut Check<'_>) {
        let speaker = self.guest(&speech.speaker);
        let item = check
            .item(format!("speech “{}”", speech.key))
            .evidence(&speech.evidence);
        let item = item.expect(speaker.is_some(), || unknown(Named::Guest, &speech.speaker));
        speaker
            .into_iter()
            .fold(item, |item, guest| item.says(&guest.name));
        for point in &speech.points {
            let item = check.item(format!("speech “{}”, point “{}”", speech.key, point.text));
            item.evidence(&point.evidence).says(&point.text);
        }
    }
}
