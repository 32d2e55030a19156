//! What is said of one unit's presence: the fields, with an ending where many units stand in one form.

use jiff::Timestamp;
use rules::conference::{PresenceSaid, check_presence};
use rules::ids::UnitId;
use store::conference::{CheckedIn, Presence, Present};
use vietnamese::number::parse_integer;

use super::messages::{PresenceField, presence_fault};
use super::some;
use crate::web::form::Form;

/// The most delegates that one unit sends.
const MOST: i64 = 10_000;

/// The names of one unit's fields.
pub(super) struct Names {
    pub(super) present: String,
    pub(super) delegates: String,
    pub(super) note: String,
    pub(super) seen: String,
}

impl Names {
    /// With this ending, empty where the form is of one unit.
    pub(super) fn new(ending: &str) -> Self {
        Self {
            present: format!("co_mat{ending}"),
            delegates: format!("so_dai_bieu{ending}"),
            note: format!("ghi_chu{ending}"),
            seen: format!("lan{ending}"),
        }
    }
}

/// Reads one unit; none where a field is wrong or nothing is chosen.
pub(super) fn read(form: &mut Form, names: &Names, unit: &UnitId) -> Option<Presence> {
    let present = form.choice(&names.present, Present::from_key);
    let (delegates, note) = read_rest(form, names);
    let uncounted = form.error(&names.delegates).is_some();
    let present = present?;
    let said = PresenceSaid {
        present: present == Present::Yes,
        excused: present == Present::Excused,
        delegates,
        noted: note.is_some(),
    };
    let faults = check_presence(said);
    for fault in &faults {
        let (field, sentence) = presence_fault(*fault);
        let field = match field {
            PresenceField::Delegates => &names.delegates,
            PresenceField::Note => &names.note,
        };
        form.refuse(field, sentence);
    }
    if uncounted || !faults.is_empty() {
        return None;
    }
    Some(Presence {
        unit: unit.clone(),
        present,
        delegates: delegates.and_then(|count| u32::try_from(count).ok()),
        note,
        source: None,
    })
}

/// Reads the number of delegates and the note.
pub(super) fn read_rest(form: &mut Form, names: &Names) -> (Option<i64>, Option<String>) {
    let typed = form.parsed_optional(&names.delegates, parse_integer);
    let delegates = typed.filter(|count| (0..=MOST).contains(count));
    if typed != delegates {
        form.refuse(
            &names.delegates,
            "Số đại biểu là số nguyên không âm, ví dụ 2. Sửa lại số này.",
        );
    }
    (delegates, some(form.optional(&names.note, 500)))
}

/// The instant of the record that the form was filled from.
pub(super) fn seen(form: &Form, names: &Names) -> Option<Timestamp> {
    let micros = form.value(&names.seen).parse().ok()?;
    Timestamp::from_microsecond(micros).ok()
}

/// The values of one unit's fields.
pub(super) fn filled(names: &Names, known: Option<&CheckedIn>) -> Vec<(String, String)> {
    let Some(known) = known else {
        return Vec::new();
    };
    let presence = &known.presence;
    let delegates = presence.delegates.map(|count| count.to_string());
    vec![
        (names.present.clone(), presence.present.key().to_owned()),
        (names.delegates.clone(), delegates.unwrap_or_default()),
        (
            names.note.clone(),
            presence.note.clone().unwrap_or_default(),
        ),
        (names.seen.clone(), known.at.as_microsecond().to_string()),
    ]
}

/// A form of such values.
pub(super) fn form_of(values: &[(String, String)]) -> Form {
    Form::filled(
        values
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone())),
    )
}

/// What may be said, as choices.
pub(super) fn choices() -> Vec<(&'static str, &'static str)> {
    let all = Present::ALL.iter();
    std::iter::once(("", "Chưa ghi nhận"))
        .chain(all.map(|present| (present.key(), present.title())))
        .collect()
}
