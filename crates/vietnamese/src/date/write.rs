//! Writing dates. State papers put a zero before days under 10 and before the months 1 and 2 only (NĐ 30/2020/NĐ-CP, Phụ lục I).

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use super::zone::local;

/// For tables: "03/02/2021", "20/8/2021".
pub fn short(date: Date) -> String {
    format!("{:02}/{}/{:04}", date.day(), month(date), date.year())
}

/// For sentences and papers: "ngày 03 tháng 02 năm 2021", "ngày 20 tháng 8 năm 2021".
pub fn long(date: Date) -> String {
    format!(
        "ngày {:02} tháng {} năm {:04}",
        date.day(),
        month(date),
        date.year()
    )
}

/// "Thứ Sáu".
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Thứ Hai",
        Weekday::Tuesday => "Thứ Ba",
        Weekday::Wednesday => "Thứ Tư",
        Weekday::Thursday => "Thứ Năm",
        Weekday::Friday => "Thứ Sáu",
        Weekday::Saturday => "Thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

/// An instant as clocks in Vietnam show it: "12/11/2021, 14:02".
pub fn moment(instant: Timestamp) -> String {
    let local = local(instant);
    format!(
        "{}, {:02}:{:02}",
        short(local.date()),
        local.hour(),
        local.minute()
    )
}

fn month(date: Date) -> String {
    match date.month() {
        month @ 1..=2 => format!("0{month}"),
        month => month.to_string(),
    }
}
