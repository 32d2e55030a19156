//! How late something is, in words.

use jiff::civil::Date;
use vietnamese::date::short;
use vietnamese::number::prose_count;

/// Beyond so many days the day says more than their number.
const COUNTED_DAYS: i64 = 60;

/// "Quá hạn 12 ngày"; after a long time "Quá hạn từ 28/02/2022".
pub(crate) fn overdue(days: i64, last_day: Date) -> String {
    if days > COUNTED_DAYS {
        return format!("Quá hạn từ {}", short(last_day));
    }
    format!("Quá hạn {} ngày", prose_count(days))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::overdue;

    #[test]
    fn after_sixty_days_the_last_day_is_told() {
        let last_day = date(2022, 2, 28);
        assert_eq!(overdue(1, last_day), "Quá hạn 01 ngày");
        assert_eq!(overdue(60, last_day), "Quá hạn 60 ngày");
        assert_eq!(overdue(61, last_day), "Quá hạn từ 28/02/2022");
    }
}
