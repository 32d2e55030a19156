//! Signing a report that was sent: the scan of the signed, stamped paper, or a leader on screen.

use access::actions::figures::{SignOnScreen, SignReport};
use access::{Action, Permit};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::figures::ReportState;
use rules::ids::{EvidenceId, RevisionId, RoundId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::reports::state_of;
use super::rounds::{Round, Signing, find, known_day};
use super::rows::{revision, signature};
use super::statements::instant;
use super::{revisions, unit_of};
use crate::evidence::NewFile;
use crate::history::Act;
use crate::keyed::{keyed, unknown_key};
use crate::{Store, StoreError};

keyed! {
    /// In what capacity a report is signed.
    Capacity {
        /// As the head of the unit.
        Head = "head", "Hiệu trưởng";
        /// For the head, as a deputy (ký thay).
        ForHead = "for_head", "KT. Hiệu trưởng, Phó Hiệu trưởng";
    }
}

/// The scan of a signed, stamped report.
#[derive(Clone, Debug)]
pub struct SignedPaper {
    /// Number and symbol: "12/BC-TCT".
    pub symbol: String,
    /// The day of signing.
    pub signed_on: Date,
    /// Who signed.
    pub signer: String,
    /// In what capacity.
    pub capacity: Capacity,
    /// The scan.
    pub scan: NewFile,
}

/// A signature under a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The report as it was sent.
    pub revision: RevisionId,
    /// On paper or on screen.
    pub way: Signing,
    /// The scan.
    pub scan: Option<EvidenceId>,
    /// Number and symbol, where it has them.
    pub symbol: Option<String>,
    /// The day of signing.
    pub signed_on: Date,
    /// Who signed; none once erased.
    pub signer: Option<String>,
    /// In what capacity.
    pub capacity: Capacity,
    /// When it was recorded.
    pub at: Timestamp,
    /// By whom, as the history writes it.
    pub by: String,
}

/// What a signature row says beside its place.
struct Signed {
    way: Signing,
    scan: Option<String>,
    symbol: Option<String>,
    signed_on: Date,
    signer: String,
    capacity: Capacity,
}

/// Why a signature is refused in the present state.
pub const NOT_SENT: &str = "not sent, or locked";
/// Why a signature on screen is refused in a round that is signed on paper.
pub const ON_PAPER: &str = "signed on paper";

impl Store {
    /// Records the signed scan of what was last sent. `code` is the version code printed on it; `Stale` where another
    /// version was sent since.
    pub async fn record_signature(
        &self,
        permit: &Permit<SignReport>,
        round: &RoundId,
        code: &str,
        paper: SignedPaper,
    ) -> Result<(), StoreError> {
        let kept = self.keep_file(paper.scan).await?;
        let mut act = self.begin(permit).await?;
        let round = find(act.db(), &act.year()?, round).await?;
        let signed = signable(&act, permit, &round, code).await?;
        let scan = self
            .insert_file(&mut act, permit.matter(), kept, false)
            .await?;
        let said = Signed {
            way: Signing::Paper,
            scan: Some(scan),
            symbol: Some(paper.symbol),
            signed_on: paper.signed_on,
            signer: paper.signer,
            capacity: paper.capacity,
        };
        self.insert_signature(act, signed, said).await
    }

    /// Signs what was last sent on screen, where the round is signed so. The signer is the one who asks.
    pub async fn sign_on_screen(
        &self,
        permit: &Permit<SignOnScreen>,
        round: &RoundId,
        code: &str,
        (signer, capacity): (String, Capacity),
    ) -> Result<(), StoreError> {
        let act = self.begin(permit).await?;
        let round = find(act.db(), &act.year()?, round).await?;
        if round.signing != Signing::Screen {
            return Err(refused(ON_PAPER));
        }
        let signed = signable(&act, permit, &round, code).await?;
        let said = Signed {
            way: Signing::Screen,
            scan: None,
            symbol: None,
            signed_on: vietnamese::date::today(instant(act.at())?),
            signer,
            capacity,
        };
        self.insert_signature(act, signed, said).await
    }

    /// The signatures under a unit's reports in a round, the newest first.
    pub async fn signatures(
        &self,
        round: &Round,
        unit: &UnitId,
    ) -> Result<Vec<Signature>, StoreError> {
        let rows = signature::Entity::find()
            .filter(signature::Column::ClusterYearId.eq(round.cluster_year.as_str()))
            .filter(signature::Column::RoundId.eq(round.id.as_str()))
            .filter(signature::Column::UnitId.eq(unit.as_str()))
            .order_by_desc(signature::Column::Id)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }

    async fn insert_signature(
        &self,
        mut act: Act,
        signed: revision::Model,
        said: Signed,
    ) -> Result<(), StoreError> {
        let row = signature::Model {
            cluster_year_id: signed.cluster_year_id,
            id: self.sources.id(),
            round_id: signed.round_id,
            unit_id: signed.unit_id,
            revision_id: signed.id,
            way: said.way.key().to_owned(),
            evidence_id: said.scan,
            symbol: said.symbol,
            signed_on: said.signed_on.to_string(),
            capacity: said.capacity.key().to_owned(),
            privacy_key: Some(self.sources.token()),
            signer: Some(said.signer),
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
        };
        act.insert::<signature::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }
}

/// What was last sent, where it may be signed.
async fn signable<A: Action>(
    act: &Act,
    permit: &Permit<A>,
    round: &Round,
    code: &str,
) -> Result<revision::Model, StoreError> {
    let unit = unit_of(permit)?;
    let state = state_of(act.db(), round, &unit).await?;
    if state.is_editable() || state == ReportState::Locked {
        return Err(refused(NOT_SENT));
    }
    let sent = revisions::rows(act.db(), round, &unit).await?;
    let last = sent.into_iter().next().ok_or_else(|| refused(NOT_SENT))?;
    if last.code == code {
        return Ok(last);
    }
    Err(StoreError::Stale("report"))
}

fn refused(why: &'static str) -> StoreError {
    StoreError::Refused {
        what: "signature",
        why,
    }
}

fn view(row: signature::Model) -> Result<Signature, StoreError> {
    Ok(Signature {
        revision: RevisionId::new(row.revision_id),
        way: Signing::from_key(&row.way).ok_or_else(|| unknown_key("way of signing", &row.way))?,
        scan: row.evidence_id.map(EvidenceId::new),
        symbol: row.symbol,
        signed_on: known_day(&row.signed_on)?,
        signer: row.signer,
        capacity: Capacity::from_key(&row.capacity)
            .ok_or_else(|| unknown_key("capacity", &row.capacity))?,
        at: instant(row.recorded_at)?,
        by: row.recorded_by,
    })
}
