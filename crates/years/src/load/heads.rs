//! Heads and deputies of the year.

use access::actions::units::RecogniseHeads;
use store::units::{HeadRole, Seat};

use super::{Desk, LoadError};
use crate::file::Role;

/// Recognises head and deputies by the decision of the year. The article does not repeat whom the decision
/// names, and the source of each headship says so.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    let heads = &desk.file.heads;
    let directive = desk
        .file
        .directives
        .get(&heads.recognition.decision)
        .expect("the check of the file found the decision");
    let decision = directive.symbol.to_string();
    let standing_on = desk.file.source_of(&heads.recognition.evidence);
    for head in &heads.heads {
        let source = format!(
            "{} {standing_on} {}",
            desk.file.source_of(&head.evidence),
            heads.recognition.note
        );
        let permit = desk.permit(RecogniseHeads, "headship", head.unit.as_str())?;
        let seat = Seat {
            year: &desk.year,
            unit: desk.unit(&head.unit),
            role: role(head.role),
            source: &source,
        };
        desk.store()
            .recognise_head(&permit, seat, directive.date, &decision)
            .await?;
    }
    Ok(())
}

/// The role as the store keeps it.
pub(crate) fn role(role: Role) -> HeadRole {
    match role {
        Role::Head => HeadRole::Head,
        Role::Deputy => HeadRole::Deputy,
    }
}
