//! What waits for the upper body: heads of a year that no decision has recognised yet.

use store::units::{HeadRole, Standing};

use super::desk_page::OfYear;
use super::line::Line;
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
    Ok(lines)
}
