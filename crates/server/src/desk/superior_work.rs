//! What waits for the upper body: heads of a year that no decision has recognised yet, proposals that it has not decided.

use rules::awards::AwardState;
use store::units::{HeadRole, Standing};

use super::desk_page::OfYear;
use super::line::{Line, count};
use crate::web::error::PageError;

/// Everything that waits for the upper body in a year.
pub(super) async fn lines(of: &OfYear<'_>) -> Result<Vec<Line>, PageError> {
    let heads = of.app.store().headships(&of.year.id).await?;
    let mut lines = Vec::new();
    let today = of.app.today();
    let introduced: Vec<String> = heads
        .iter()
        .filter(|head| head.standing(today) == Standing::Introduced)
        .filter_map(|head| {
            let unit = of.short_name(&head.unit)?;
            Some(format!("{}: {unit}", head.role.title()))
        })
        .collect();
    if !introduced.is_empty() {
        let text = "Ra quyết định công nhận cụm trưởng, cụm phó đã được giới thiệu";
        let line = Line::new(of.year, text, "cum-truong", None);
        lines.push(line.saying(introduced.join("; ")));
    } else if !of.is_over() && !heads.iter().any(|head| head.role == HeadRole::Head) {
        let text = "Chưa có cụm trưởng nào được giới thiệu hoặc công nhận";
        lines.push(Line::new(of.year, text, "cum-truong", None));
    }
    lines.extend(undecided_awards(of).await?);
    Ok(lines)
}

/// Awards that the cluster has proposed and no decision has answered.
async fn undecided_awards(of: &OfYear<'_>) -> Result<Option<Line>, PageError> {
    let awards = of.app.store().awards_of_year(&of.year.id).await?;
    let proposed: Vec<String> = awards
        .iter()
        .filter(|award| award.state == AwardState::Proposed)
        .map(|award| {
            let unit = of.short_name(&award.proposed.unit).unwrap_or("không nêu");
            format!("{unit}: {}", award.proposed.wording)
        })
        .collect();
    if proposed.is_empty() {
        return Ok(None);
    }
    let text = format!(
        "Xét, ghi quyết định đối với {} đề nghị khen thưởng",
        count(proposed.len())
    );
    let line = Line::new(of.year, text, "khen-thuong?tinh_trang=de-nghi", None);
    Ok(Some(line.saying(proposed.join("; "))))
}
