//! Themes and registrations: a first version for each member, and the amendment that a campaign caused.

use access::Matter;
use access::actions::registration::{RegisterUnit, SetTheme, SignPledge};
use rules::ids::{DirectiveId, UnitId};
use rules::registration::{Content, Plan};
use store::StoreError;
use store::registration::{NewVersion, Pledge, VersionError};

use super::{Desk, LoadError};
use crate::file::{Evidence, Theme};

/// Sets the common theme, registers every member, amends the registrations, records the pledge.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    let file = &desk.file.registration;
    if let Some(text) = &file.common_theme.text {
        let permit = desk.permit(SetTheme, "theme", "")?;
        let source = desk.source(&file.common_theme.evidence);
        desk.store()
            .set_common_theme(&permit, 0, text.clone(), Some(source))
            .await?;
    }
    let directive = cause(desk).await?;
    for theme in &file.themes {
        register(desk, theme, &directive).await?;
    }
    let Some(on) = file.pledge.on else {
        return Ok(());
    };
    let permit = desk.permit(SignPledge, "pledge", "")?;
    let pledge = Pledge {
        on,
        text: None,
        source: Some(desk.source(&file.pledge.evidence)),
        unsigned: Vec::new(),
    };
    Ok(desk.store().sign_pledge(&permit, pledge).await?)
}

/// The directive behind the amendment, as it stands in the register.
async fn cause(desk: &Desk<'_>) -> Result<DirectiveId, LoadError> {
    let wanted = &desk.file.registration.amendment.caused_by;
    let known = desk.file.directives.directives.iter();
    let symbol = known
        .filter(|one| one.key == *wanted)
        .map(|one| one.symbol.clone())
        .next();
    let registered = desk.store().directives(&desk.year).await?;
    let found = registered
        .into_iter()
        .find(|one| Some(&one.facts.symbol) == symbol.as_ref());
    let found = found.ok_or(StoreError::NotFound("directive"))?;
    Ok(found.id)
}

/// The plan that every member made, with the own theme where it has one, then the campaign added to it.
async fn register(
    desk: &Desk<'_>,
    theme: &Theme,
    directive: &DirectiveId,
) -> Result<(), LoadError> {
    let file = &desk.file.registration;
    let unit = desk.unit(&theme.unit);
    let said: &Evidence = match theme.text {
        Some(_) => &theme.evidence,
        None => &file.plans.evidence,
    };
    let first = Content {
        theme: theme.text.clone(),
        plan: Plan {
            made: true,
            ..Plan::default()
        },
        ..Content::default()
    };
    let amended = Content {
        movements: vec![file.campaign.name.clone()],
        ..first.clone()
    };
    let versions = [
        (0, first, None, said),
        (
            1,
            amended,
            Some(directive.clone()),
            &file.amendment.evidence,
        ),
    ];
    for (seen, content, directive, evidence) in versions {
        let new = NewVersion {
            seen,
            content,
            plan_file: None,
            directive,
            source: Some(desk.source(evidence)),
        };
        make(desk, unit, new).await?;
    }
    Ok(())
}

async fn make(desk: &Desk<'_>, unit: &UnitId, new: NewVersion) -> Result<(), LoadError> {
    let matter = Matter::of_year("registration", "", &desk.year).of_unit(unit);
    let permit = desk.program.permit(RegisterUnit, matter)?;
    match desk.store().register_unit(&permit, new).await {
        Ok(_) => Ok(()),
        Err(VersionError::Store(error)) => Err(error.into()),
        Err(VersionError::Refused(_)) => {
            let refused = StoreError::Refused {
                what: "registration",
                why: "the rules refuse a published registration",
            };
            Err(refused.into())
        }
    }
}
