//! Signing a report that was sent: the scan of the signed, stamped paper, or a leader on screen.

use access::actions::figures::{SignOnScreen, SignReport};
use access::{Actor, Permit};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::figures::ReportState;
use rules::ids::{EvidenceId, RevisionId, RoundId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use vietnamese::text::same_text;

use super::reports::state_of;
use super::rounds::{Round, Signing, find, known_day};
use super::rows::{revision, signature};
use super::statements::instant;
use super::{revisions, unit_of};
use crate::evidence::NewFile;
use crate::history::Act;
use crate::keyed::{keyed, unknown_key};
use crate::people::{Leader, leaders_on};
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

impl Capacity {
    /// Whether somebody of this office may sign so: a head signs as head, a deputy for the head. An office whose words say
    /// neither, and a deputy in charge, may do both.
    pub fn fits(self, title: &str) -> bool {
        let title = vietnamese::text::fold(title);
        if title.contains("phu trach") {
            return true;
        }
        let head = vietnamese::text::fold(Self::Head.title());
        match self {
            Self::Head => !title.starts_with("pho "),
            Self::ForHead => !title.starts_with(&head),
        }
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
/// Why a signature of somebody who does not lead the unit is refused.
pub const NOT_A_LEADER: &str = "no leader of the unit on that day";
/// Why a capacity is refused that the signer's office does not give.
pub const OTHER_CAPACITY: &str = "another capacity";
/// What the history says where nobody was known to hold a name against.
const NOBODY_KNOWN: &str =
    "Chưa đối chiếu được người ký: danh sách người dùng không có lãnh đạo của đơn vị vào ngày ký.";
/// Why a signature on screen is refused in a round that is signed on paper.
pub const ON_PAPER: &str = "signed on paper";

impl Store {
    /// Records the signed scan of what was last sent. `code` is the version code printed on it; `Stale` where another
    /// version was sent since, `Refused` where the signer is none of the leaders of that day, as far as any are known.
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
        let unit = unit_of(permit)?;
        let signed = signable(act.db(), &round, &unit, code).await?;
        let leaders = leaders_on(act.db(), &unit, paper.signed_on).await?;
        require_right(&leaders, (&paper.signer, paper.capacity))?;
        if leaders.is_empty() {
            act.note(NOBODY_KNOWN);
        }
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
        let unit = unit_of(permit)?;
        let signed = signable(act.db(), &round, &unit, code).await?;
        let today = vietnamese::date::today(instant(act.at())?);
        let leaders = leaders_on(act.db(), &unit, today).await?;
        require_capacity(&leaders, permit.actor(), capacity)?;
        let said = Signed {
            way: Signing::Screen,
            scan: None,
            symbol: None,
            signed_on: today,
            signer,
            capacity,
        };
        self.insert_signature(act, signed, said).await
    }

    /// What stands against a signed paper, as far as it is known what the paper says: each as [`Self::record_signature`]
    /// would answer. `signed` says who signed it in what capacity on which day.
    pub async fn signature_faults(
        &self,
        round: &Round,
        unit: &UnitId,
        code: &str,
        signed: Option<(&str, Capacity, Date)>,
    ) -> Result<Vec<StoreError>, StoreError> {
        let mut answers = Vec::new();
        if !code.is_empty() {
            let signable = signable(&self.db, round, unit, code).await;
            answers.push(signable.map(|_| ()));
        }
        if let Some((signer, capacity, day)) = signed {
            let leaders = leaders_on(&self.db, unit, day).await?;
            answers.push(require_right(&leaders, (signer, capacity)));
        }
        let mut faults = Vec::new();
        for answer in answers {
            match answer {
                Ok(()) => {}
                Err(fault @ (StoreError::Stale(_) | StoreError::Refused { .. })) => {
                    faults.push(fault);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(faults)
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

/// A paper is signed by a leader of that day, in the capacity that the office gives.
fn require_right(
    leaders: &[Leader],
    (signer, capacity): (&str, Capacity),
) -> Result<(), StoreError> {
    if leaders.is_empty() {
        return Ok(());
    }
    let is_signer = |leader: &&Leader| same_text(&leader.name, signer);
    let mut signers = leaders.iter().filter(is_signer).peekable();
    if signers.peek().is_none() {
        return Err(refused(NOT_A_LEADER));
    }
    if !signers.any(|leader| capacity.fits(&leader.title)) {
        return Err(refused(OTHER_CAPACITY));
    }
    Ok(())
}

/// A leader signs on screen in the capacity that the own office gives.
fn require_capacity(
    leaders: &[Leader],
    actor: &Actor,
    capacity: Capacity,
) -> Result<(), StoreError> {
    let is_own = |leader: &&Leader| *actor == Actor::Person(leader.person.clone());
    let mut own = leaders.iter().filter(is_own).peekable();
    if own.peek().is_none() || own.any(|leader| capacity.fits(&leader.title)) {
        return Ok(());
    }
    Err(refused(OTHER_CAPACITY))
}

/// What was last sent, where it may be signed.
async fn signable(
    db: &impl ConnectionTrait,
    round: &Round,
    unit: &UnitId,
    code: &str,
) -> Result<revision::Model, StoreError> {
    let state = state_of(db, round, unit).await?;
    if state.is_editable() || state == ReportState::Locked {
        return Err(refused(NOT_SENT));
    }
    let sent = revisions::rows(db, round, unit).await?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_gives_the_capacity_that_its_words_name() {
        let cases = [
            ("Hiệu trưởng", true, false),
            ("Phó Hiệu trưởng", false, true),
            ("Phó Hiệu trưởng phụ trách", true, true),
            ("Lãnh đạo đơn vị", true, true),
        ];
        for (title, head, for_head) in cases {
            let fits = (Capacity::Head.fits(title), Capacity::ForHead.fits(title));
            assert_eq!(fits, (head, for_head), "{title}");
        }
    }
}
