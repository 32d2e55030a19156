//! The directives that the article names, as if entered in the register from the paper.

use access::actions::directives::RegisterDirective;
use store::StoreError;
use store::directives::{DirectiveFacts, NewDirective, RegisterError};

use super::{Desk, LoadError};
use crate::file::Directive;

/// Enters them in the order of the file.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    for known in &desk.file.directives.directives {
        let permit = desk.permit(RegisterDirective, "directive", &known.key.to_string())?;
        let new = NewDirective {
            facts: facts(desk, known).await?,
            file: None,
            source: Some(desk.source(&known.evidence)),
        };
        desk.store()
            .register_directive(&permit, new)
            .await
            .map_err(refused)?;
    }
    Ok(())
}

async fn facts(desk: &Desk<'_>, known: &Directive) -> Result<DirectiveFacts, LoadError> {
    let issuer = desk.store().unit(desk.unit(&known.issuer)).await?;
    let issuer = issuer.ok_or(StoreError::NotFound("unit"))?;
    let kind = known
        .symbol
        .paper_kind()
        .ok_or(StoreError::NotFound("kind of paper"))?;
    Ok(DirectiveFacts {
        symbol: known.symbol.clone(),
        kind,
        issuer: issuer.name_on(known.date).name.clone(),
        signer_role: known.signer_role.clone(),
        issued_on: known.date,
        arrived_on: None,
        subject: known.subject.clone(),
        about: known.concerns.clone(),
        in_force_until: None,
    })
}

fn refused(error: RegisterError) -> LoadError {
    match error {
        RegisterError::Known { .. } => LoadError::Store(StoreError::Duplicate("directive")),
        RegisterError::Store(error) => LoadError::Store(error),
    }
}
