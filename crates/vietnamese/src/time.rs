//! Times of day: "14:00", "7 giờ 30", "7h30" as people type them, written "07:30".

use jiff::civil::Time;

use crate::quoted::Quoted;
use crate::text::fold;

/// Why a text is not a time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Nothing was typed.
    #[error("chưa nhập giờ")]
    Empty,
    /// Not a time in any known form.
    #[error(
        "{} không phải là giờ: hãy viết giờ:phút, ví dụ 07:30 hoặc 14:00",
        Quoted(text)
    )]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// The day has no such hour.
    #[error("không có {hour} giờ: giờ trong ngày từ 0 đến 23")]
    NoSuchHour {
        /// The hour as typed.
        hour: u16,
    },
    /// The hour has no such minute.
    #[error("không có {minute} phút: phút từ 0 đến 59")]
    NoSuchMinute {
        /// The minute as typed.
        minute: u16,
    },
}

/// Reads "14:00", "7h30", "7 giờ 30", "7 giờ 30 phút", "14 giờ", "14g".
pub fn parse(text: &str) -> Result<Time, TimeError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(TimeError::Empty);
    }
    let unreadable = || TimeError::Unreadable {
        text: trimmed.to_owned(),
    };
    let plain = in_signs(trimmed);
    let (hour, minute) = plain.split_once(':').ok_or_else(unreadable)?;
    let hour = digits(hour).ok_or_else(unreadable)?;
    let minute = match minute {
        "" => 0,
        some => digits(some).ok_or_else(unreadable)?,
    };
    let whole = i8::try_from(hour).ok().filter(|hour| *hour < 24);
    let whole = whole.ok_or(TimeError::NoSuchHour { hour })?;
    let part = i8::try_from(minute).ok().filter(|minute| *minute < 60);
    let part = part.ok_or(TimeError::NoSuchMinute { minute })?;
    Time::new(whole, part, 0, 0).map_err(|_| unreadable())
}

/// "07:30".
pub fn short(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "7 giờ 30 phút" as "7:30"; anything else without its spaces.
fn in_signs(text: &str) -> String {
    let folded = fold(text);
    let told = folded.trim_end_matches("phut").trim_end();
    let sign = told.replace("gio", ":").replace(['h', 'g'], ":");
    sign.split_whitespace().collect()
}

fn digits(text: &str) -> Option<u16> {
    let sound = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}
