//! What the cluster proposes.

use access::actions::awards::ProposeAward;
use store::awards::NewProposal;

use super::{Desk, LoadError};

/// Puts the proposals into the register, wording verbatim. The article knows of no decision.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    let awards = &desk.file.awards;
    for award in &awards.awards {
        let new = NewProposal {
            unit: desk.unit(&award.unit).clone(),
            award: award.award.clone(),
            wording: award.wording.clone(),
            proposed_to: Some(desk.unit(&awards.proposed_to).clone()),
            proposed_on: None,
            submission: None,
            source: Some(desk.source(&award.evidence)),
        };
        let permit = desk.permit(ProposeAward, "award", award.unit.as_str())?;
        desk.store().propose_award(&permit, new).await?;
    }
    Ok(())
}
