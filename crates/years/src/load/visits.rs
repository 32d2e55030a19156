//! What the site's visit counters stood at when the article was kept: counting goes on from there.

use access::Matter;
use access::actions::portal::KeepSite;
use store::visits::VisitBase;

use super::{Desk, LoadError};

/// Puts it on record, unless another year has brought the counters of the same site.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    if desk.store().visit_base().await?.is_some() {
        return Ok(());
    }
    let counters = &desk.file.year.portal.counters;
    let base = VisitBase {
        online: counters.online.value,
        today: counters.today.value,
        week: counters.week.value,
        all: counters.all.value,
        source: desk.source(&counters.all.evidence),
    };
    let permit = desk
        .program
        .permit(KeepSite, Matter::instance("visits", "site"))?;
    desk.store().carry_visits_on(&permit, base).await?;
    Ok(())
}
