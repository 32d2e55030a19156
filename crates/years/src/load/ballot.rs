//! The outcome of the vote. What the article does not publish, the counts above all, stays none.

use access::actions::ballot::RecordMinutes;
use store::ballot::{Candidate, MinutesFacts};

use super::{Desk, LoadError};

/// Records whom the meeting elected.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    let elected = &desk.file.ballot.elected;
    let source = desk.source(&elected.evidence);
    let facts = MinutesFacts {
        subject: format!("Bình xét, suy tôn {}", elected.place),
        candidates: vec![Candidate {
            unit: desk.unit(&elected.unit).clone(),
            agreed: None,
            elected_as: Some(elected.place.clone()),
            source: Some(source.clone()),
        }],
        source: Some(source),
        ..MinutesFacts::default()
    };
    let permit = desk.permit(RecordMinutes, "minutes", elected.unit.as_str())?;
    desk.store().record_minutes(&permit, facts).await?;
    Ok(())
}
