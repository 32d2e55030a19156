//! One thing that waits: what, for whom, until when, where it is done.

use jiff::civil::Date;
use store::units::ClusterYear;
use vietnamese::date::short;
use vietnamese::number::prose_count;

use crate::web::overdue::overdue;

/// One thing that waits.
pub(super) struct Line {
    /// What is to be done.
    pub(super) text: String,
    /// Where it is done.
    pub(super) href: String,
    /// The year and, where it matters, the unit.
    pub(super) whose: String,
    /// What else helps to decide, in a sentence.
    pub(super) detail: String,
    /// Until when.
    pub(super) due: Option<Due>,
    /// Whether the year is made up.
    pub(super) sample: bool,
    /// A text that reminds those who are awaited.
    pub(super) message: Option<Message>,
}

/// A text that is ready to be pasted, and the name of its field on the page.
pub(super) struct Message {
    pub(super) name: String,
    pub(super) text: String,
}

/// A last day as seen from today.
pub(super) struct Due {
    day: Date,
    days_left: i64,
}

impl Line {
    pub(super) fn new(
        year: &ClusterYear,
        text: impl Into<String>,
        path: &str,
        due: Option<Due>,
    ) -> Self {
        Self {
            text: text.into(),
            href: format!("/nam/{}/{path}", year.slug),
            whose: format!("{}, năm {}", short_name(year), year.year),
            detail: String::new(),
            due,
            sample: year.sample,
            message: None,
        }
    }

    /// The same line, belonging to one unit.
    #[must_use]
    pub(super) fn of_unit(mut self, unit: &str) -> Self {
        self.whose = format!("{unit}, {}", self.whose);
        self
    }

    /// The same line, saying more.
    #[must_use]
    pub(super) fn saying(self, detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            ..self
        }
    }

    /// The same line with a text that is ready to be pasted.
    #[must_use]
    pub(super) fn with(self, message: Message) -> Self {
        Self {
            message: Some(message),
            ..self
        }
    }

    /// Whether its last day has passed.
    pub(super) fn is_late(&self) -> bool {
        self.due.as_ref().is_some_and(Due::is_late)
    }
}

impl Due {
    pub(super) fn new(day: Date, today: Date) -> Self {
        let days_left = today.duration_until(day).as_hours() / 24;
        Self { day, days_left }
    }

    pub(super) fn is_late(&self) -> bool {
        self.days_left < 0
    }

    /// The last day: "hạn 15/11/2021".
    pub(super) fn day(&self) -> String {
        format!("hạn {}", short(self.day))
    }

    /// How far it is: "Còn 03 ngày".
    pub(super) fn distance(&self) -> String {
        match self.days_left {
            0 => "Hạn hôm nay".to_owned(),
            left if left > 0 => format!("Còn {} ngày", prose_count(left)),
            late => overdue(-late, self.day),
        }
    }
}

/// "Cụm Thi đua số 9", where the cluster has a number; else its name of the year.
fn short_name(year: &ClusterYear) -> String {
    match year.number {
        Some(number) if year.name.starts_with("Cụm Thi đua") => {
            format!("Cụm Thi đua số {number}")
        }
        _ => year.name.clone(),
    }
}

/// A count within a sentence.
pub(super) fn count(number: usize) -> String {
    prose_count(i64::try_from(number).unwrap_or(i64::MAX))
}

/// By last day; what has none comes last, in the order in which it was found.
pub(super) fn sort(lines: &mut [Line]) {
    lines.sort_by_key(|line| line.due.as_ref().map_or(Date::MAX, |due| due.day));
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Due;

    #[test]
    fn the_last_day_itself_is_not_late() {
        let cases = [
            (15, "Hạn hôm nay", false),
            (12, "Còn 03 ngày", false),
            (27, "Quá hạn 12 ngày", true),
        ];
        for (today, words, late) in cases {
            let due = Due::new(date(2021, 11, 15), date(2021, 11, today));
            assert_eq!((due.distance().as_str(), due.is_late()), (words, late));
        }
    }
}
