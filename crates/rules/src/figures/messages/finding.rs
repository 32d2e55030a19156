//! The sentence and the hint of each finding.

use super::{number, plus};
use crate::figures::{Catalogue, Decimal, Finding, IndicatorKey, Part, Problem};

/// What is wrong, with the figures that show it.
pub fn finding(finding: &Finding, catalogue: &Catalogue) -> String {
    let title = |key: &IndicatorKey| title(catalogue, key);
    let said = match &finding.problem {
        Problem::TotalNotSum {
            total,
            by,
            parts,
            sum,
        } => against_parts(*total, *sum, by, parts),
        Problem::PartsExceedTotal {
            total,
            by,
            parts,
            sum,
        } => {
            let sums = against_parts(*total, *sum, by, parts);
            format!("{sums}, dù còn thành phần chưa có số liệu")
        }
        Problem::ExceedsWhole { value, whole } => {
            let (value, all) = (number(*value), number(whole.value));
            format!("{value} lớn hơn {all} ({})", title(&whole.indicator))
        }
        Problem::ExceedsLimit { value, limit } => exceeds_limit(*value, *limit),
        Problem::NotWhole { value } => format!("{} không phải số nguyên", number(*value)),
        Problem::Negative { value } => format!("{} nhỏ hơn 0", number(*value)),
        Problem::ClusterNotSum { total, sum } => against_units(*total, *sum),
        Problem::LearnersWithoutClasses { learners, classes } => {
            let learners = number(*learners);
            format!(
                "có {learners} học viên nhưng “{}” chưa có số hoặc bằng 0",
                title(classes)
            )
        }
        Problem::ClassSizeUnusual {
            learners,
            classes,
            per_class,
            least,
            most,
        } => class_size(*learners, classes.value, *per_class, (*least, *most)),
        Problem::OverPlan {
            actual,
            plan,
            percent,
            limit,
        } => over_plan(*actual, *plan, *percent, *limit),
        Problem::ChangedMuch {
            current,
            previous,
            percent,
            limit,
        } => changed(*current, *previous, *percent, *limit),
        Problem::CarriedOverDiffers {
            carried,
            all,
            ended,
            open,
        } => carried_over(*carried, *all, *ended, *open),
        Problem::ProseDiffers {
            prose,
            table,
            quotation,
        } => prose_differs(*prose, *table, quotation),
    };
    format!("{}: {said}", title(&finding.place))
}

/// What one can do about it.
pub const fn hint(problem: &Problem) -> &'static str {
    match problem {
        Problem::TotalNotSum { .. } | Problem::PartsExceedTotal { .. } => {
            "Kiểm tra lại tổng số và từng thành phần; phần mềm không tự sửa số nào."
        }
        Problem::ExceedsWhole { .. } => "Kiểm tra xem hai số có bị nhập nhầm chỗ không.",
        Problem::ExceedsLimit { .. } => "Kiểm tra lại số đã nhập.",
        Problem::NotWhole { .. } => "Chỉ tiêu này đếm từng đơn vị; nhập số nguyên.",
        Problem::Negative { .. } => "Nhập số từ 0 trở lên; nếu chưa có số liệu, chọn lý do.",
        Problem::ClusterNotSum { .. } => {
            "Đối chiếu số của từng đơn vị; giữ cả hai số cho đến khi làm rõ."
        }
        Problem::LearnersWithoutClasses { .. } => {
            "Nhập số lớp, hoặc giải trình vì sao có học viên mà không có lớp."
        }
        Problem::ClassSizeUnusual { .. } => {
            "Kiểm tra số lớp và số học viên; nếu đúng, ghi rõ lý do."
        }
        Problem::OverPlan { .. } => "Nếu số thực hiện đúng, ghi rõ lý do vượt kế hoạch.",
        Problem::ChangedMuch { .. } => {
            "Nếu số liệu đúng, ghi rõ lý do tăng, giảm so với năm trước."
        }
        Problem::CarriedOverDiffers { .. } => {
            "Đối chiếu với báo cáo năm trước; nếu số liệu đúng, ghi rõ lý do."
        }
        Problem::ProseDiffers { .. } => {
            "Sửa phần lời hoặc bảng số liệu cho thống nhất, hoặc ghi rõ lý do."
        }
    }
}

fn title(catalogue: &Catalogue, key: &IndicatorKey) -> String {
    let named = catalogue
        .get(key)
        .map(|indicator| format!("{} {}", indicator.code, indicator.name));
    named.unwrap_or_else(|| key.to_string())
}

fn against_parts(total: Decimal, sum: Decimal, by: &str, parts: &[Part]) -> String {
    let parts = plus(parts.iter().map(|part| part.value));
    let (entered, added) = (number(total), number(sum));
    format!(
        "{entered} (đã nhập) · {added} (cộng {by}: {parts}), chênh lệch {}",
        distance(total, sum)
    )
}

fn against_units(total: Decimal, sum: Decimal) -> String {
    let (entered, added) = (number(total), number(sum));
    format!(
        "{entered} (toàn cụm) · {added} (cộng các đơn vị), chênh lệch {}",
        distance(total, sum)
    )
}

fn exceeds_limit(value: Decimal, limit: Decimal) -> String {
    format!("{} lớn hơn mức tối đa {}", number(value), number(limit))
}

fn class_size(
    learners: Decimal,
    classes: Decimal,
    per_class: Decimal,
    usual: (Decimal, Decimal),
) -> String {
    let (learners, classes, per_class) = (number(learners), number(classes), number(per_class));
    let (least, most) = (number(usual.0), number(usual.1));
    format!(
        "{learners} học viên, {classes} lớp, bình quân {per_class} học viên một lớp; thường từ {least} đến {most}"
    )
}

fn over_plan(actual: Decimal, plan: Decimal, percent: Decimal, limit: Decimal) -> String {
    let (actual, plan, percent, limit) =
        (number(actual), number(plan), number(percent), number(limit));
    format!("thực hiện {actual}, kế hoạch {plan}, đạt {percent} % (trên {limit} %)")
}

fn changed(current: Decimal, previous: Decimal, percent: Decimal, limit: Decimal) -> String {
    let way = if percent.is_negative() {
        "giảm"
    } else {
        "tăng"
    };
    let (current, previous, limit) = (number(current), number(previous), number(limit));
    let percent = number(percent.magnitude());
    format!("năm nay {current}, năm trước {previous}, {way} {percent} % (quá {limit} %)")
}

fn carried_over(carried: Decimal, all: Decimal, ended: Decimal, open: Decimal) -> String {
    let (carried, all, ended, open) = (number(carried), number(all), number(ended), number(open));
    format!("chuyển sang {carried}, nhưng cuối năm trước còn {open} ({all} − {ended})")
}

fn prose_differs(prose: Decimal, table: Decimal, quotation: &str) -> String {
    format!(
        "phần lời ghi {} (“{quotation}”), bảng số liệu ghi {}",
        number(prose),
        number(table)
    )
}

fn distance(one: Decimal, other: Decimal) -> String {
    one.checked_sub(other).map_or_else(
        || "rất lớn".to_owned(),
        |difference| number(difference.magnitude()),
    )
}
