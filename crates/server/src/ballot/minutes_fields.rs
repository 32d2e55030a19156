//! Single fields of the minutes' form: counts, share, time of day.

use jiff::civil::Time;
use rules::ballot::{Count, Minutes};
use rules::law::{Base, Comparator, Period, Ratio, Threshold};

use crate::web::form::Form;
use crate::web::form::some;

/// The longest citation.
const LINE: usize = 300;
/// The longest text.
const TEXT: usize = 5000;

/// The numbers of the minutes, without list and committee.
pub(super) fn read_counts(form: &mut Form) -> Minutes {
    Minutes {
        members: read_count(form, "thanh_vien"),
        entitled: read_count(form, "duoc_bo_phieu"),
        present: read_count(form, "co_mat"),
        issued: read_count(form, "phat_ra"),
        collected: read_count(form, "thu_ve"),
        valid: read_count(form, "hop_le"),
        invalid: read_count(form, "khong_hop_le"),
        seats: read_count(form, "duoc_chon"),
        waiver: some(form.optional("mien", TEXT)),
        votes: Vec::new(),
        committee: Vec::new(),
    }
}

/// A count that may be left out.
pub(super) fn read_count(form: &mut Form, field: &str) -> Count {
    let number = form.parsed_optional(field, vietnamese::number::parse_integer)?;
    let count = u32::try_from(number).ok();
    if count.is_none() {
        form.refuse(
            field,
            "Số phiếu, số người là số nguyên từ 0 trở lên. Nhập lại.",
        );
    }
    count
}

/// What the vote must reach; none where no share is typed.
pub(super) fn read_threshold(form: &mut Form) -> Option<Threshold> {
    let ratio = form.parsed_optional("ty_le", read_ratio);
    if form.value("ty_le").trim().is_empty() {
        return None;
    }
    let comparator = form.choice("so_sanh", Comparator::from_key);
    let base = form.choice("co_so", Base::from_key);
    let citation = form.required("can_cu", LINE);
    Some(Threshold {
        code: "cluster_ballot".to_owned(),
        award: None,
        ratio: ratio?,
        comparator: comparator?,
        base: base?,
        quorum: None,
        chair_must_agree: false,
        absent_written_vote: false,
        period: Period {
            from: None,
            to: None,
            citation,
            note: None,
            confirmed: true,
        },
    })
}

/// The fields of a threshold.
pub(super) fn filled_threshold(threshold: Option<&Threshold>) -> Vec<(String, String)> {
    let Some(known) = threshold else {
        return Vec::new();
    };
    vec![
        ("ty_le".to_owned(), known.ratio.to_string()),
        ("so_sanh".to_owned(), known.comparator.key().to_owned()),
        ("co_so".to_owned(), known.base.key().to_owned()),
        ("can_cu".to_owned(), known.period.citation.clone()),
    ]
}

/// "2/3", or "80 %".
fn read_ratio(text: &str) -> Result<Ratio, &'static str> {
    const WRONG: &str = "Tỷ lệ viết như 2/3, hoặc 80 %, không quá 100 %";
    let fraction = match text.strip_suffix('%') {
        Some(percent) => format!("{}/100", percent.trim()),
        None => text.to_owned(),
    };
    fraction.parse().map_err(|_| WRONG)
}

/// "14:30", "14 giờ 30", "14h30".
pub(super) fn read_time(text: &str) -> Result<Time, &'static str> {
    const WRONG: &str = "Giờ viết như 14:30 hoặc 14 giờ 30";
    let plain = text.replace("giờ", ":").replace(['h', 'g'], ":");
    let (hour, minute) = plain.split_once(':').unwrap_or((&plain, ""));
    let number = |part: &str| match part.trim().trim_end_matches("phút").trim() {
        "" => Some(0),
        digits => digits.parse::<i8>().ok(),
    };
    let time = number(hour).zip(number(minute));
    time.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok())
        .ok_or(WRONG)
}

/// A count as it is typed.
pub(super) fn typed(count: Count) -> String {
    count.map_or_else(String::new, |count| count.to_string())
}
