//! What people read about figures, in Vietnamese. One exhaustive `match` per kind of thing that can be said.

mod finding;

use vietnamese::number::{format_decimal, prose_count};

use super::{
    Absence, Act, Basis, Catalogue, Comparison, Decimal, Guess, IndicatorKey, PartLabel, Severity,
    StatedPart, TransitionError, Verdict,
};
use crate::ids::UnitId;

pub use finding::{finding, hint};

/// A number as tables print it: "27.731", "74,95".
pub fn number(value: Decimal) -> String {
    format_decimal(value.ten_thousandths(), None)
}

/// The word for how much a finding weighs.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Lỗi",
        Severity::Warning => "Cảnh báo",
    }
}

/// What stands in the place of a number.
pub const fn absence(absence: Absence) -> &'static str {
    match absence {
        Absence::Missing => "không có số liệu",
        Absence::NotAssigned => "không được giao",
        Absence::NotApplicable => "không áp dụng",
        Absence::NoTarget => "không đặt mức",
    }
}

/// What a figure stands on.
pub fn basis(basis: &Basis) -> String {
    match basis {
        Basis::ToCutoff { cut_off } => {
            format!(
                "Thực hiện đến ngày chốt {}",
                vietnamese::date::short(*cut_off)
            )
        }
        Basis::Estimate => "Ước cả năm".to_owned(),
        Basis::Official => "Chính thức cả năm".to_owned(),
    }
}

/// What an act is called on its button and in the log.
pub const fn act(act: Act) -> &'static str {
    match act {
        Act::Send => "Gửi báo cáo",
        Act::Return => "Trả lại báo cáo",
        Act::Approve => "Duyệt báo cáo",
        Act::Lock => "Khóa báo cáo",
        Act::UndoApproval => "Hủy duyệt báo cáo",
        Act::Unlock => "Mở khóa báo cáo",
    }
}

/// A stated total beside the sum of its parts: "45 (theo báo cáo) · 52 (cộng theo cấp: 7 + 42 + 3), chênh lệch 7".
pub fn comparison(comparison: &Comparison) -> String {
    let stated = number(comparison.stated);
    let parts = plus(comparison.parts.iter().map(|part| part.value));
    let both = format!(
        "{stated} (theo báo cáo) · {} (cộng {}: {parts})",
        number(comparison.sum),
        comparison.by
    );
    match &comparison.verdict {
        Verdict::Agrees => format!("{both}, khớp"),
        Verdict::Differs { difference, .. } => {
            format!("{both}, chênh lệch {}", number(*difference))
        }
        Verdict::Incomplete { .. } => format!("{both}; báo cáo không nêu đủ các thành phần"),
    }
}

/// A guess at why the two differ, called one: "42 + 3 = 45: có thể tổng ban đầu chưa gồm cấp tỉnh. Đây chỉ là phỏng đoán."
pub fn guess(
    comparison: &Comparison,
    guess: &Guess,
    catalogue: &Catalogue,
    unit_name: impl Fn(&UnitId) -> String,
) -> String {
    let kept = plus(guess.kept.iter().map(|part| part.value));
    let named = |part: &StatedPart| match &part.label {
        PartLabel::Indicator(key) => label(catalogue, key),
        PartLabel::Unit(unit) => unit_name(unit),
    };
    let left_out: Vec<String> = guess.left_out.iter().map(named).collect();
    let (stated, left_out) = (number(comparison.stated), left_out.join(", "));
    format!("{kept} = {stated}: có thể tổng ban đầu chưa gồm {left_out}. Đây chỉ là phỏng đoán.")
}

/// Why an act on a report is not possible, and what to do.
pub fn refusal(error: &TransitionError) -> String {
    match error {
        TransitionError::NotFromHere { state, act: asked } => {
            format!("Không thể thực hiện “{}” khi báo cáo đang ở trạng thái “{}”.", act(*asked), state.label())
        }
        TransitionError::ExplanationNeeded { errors, warnings } => format!(
            "Báo cáo còn {} lỗi, {} cảnh báo. Có thể gửi, nhưng phải ghi giải trình.",
            counted(*errors),
            counted(*warnings)
        ),
        TransitionError::ReasonNeeded { act: asked } => format!("Ghi rõ lý do trước khi thực hiện “{}”.", act(*asked)),
        TransitionError::SignatureMissing => {
            "Báo cáo chưa có bản ký. Ghi nhận bản ký rồi khóa, hoặc ghi lý do khóa khi chưa có bản ký.".to_owned()
        }
        TransitionError::ErrorsBlock { act: asked, errors } => {
            format!("Báo cáo còn {} lỗi nên chưa thể thực hiện “{}”.", counted(*errors), act(*asked))
        }
        TransitionError::BelowNotApproved { unsettled } => {
            format!("Còn {} báo cáo cấp dưới chưa được duyệt.", counted(*unsettled))
        }
        TransitionError::AboveStillApproved => {
            "Báo cáo cấp trên đã được duyệt trên cơ sở báo cáo này; phải hủy duyệt báo cáo cấp trên trước.".to_owned()
        }
    }
}

fn label(catalogue: &Catalogue, key: &IndicatorKey) -> String {
    catalogue
        .get(key)
        .map_or_else(|| key.to_string(), |indicator| indicator.label().to_owned())
}

fn plus(values: impl Iterator<Item = Decimal>) -> String {
    values.map(number).collect::<Vec<_>>().join(" + ")
}

fn counted(count: usize) -> String {
    prose_count(i64::try_from(count).unwrap_or(i64::MAX))
}
