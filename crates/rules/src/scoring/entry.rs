//! Giving scores: who gives which, on what each rests, and what needs a reason.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Criterion, ScoreError, ScoreKind, Scorer, ScoringTable, check_change, check_score};
use crate::figures::Decimal;

/// On whose behalf scores are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Giver {
    /// Đơn vị tự chấm.
    Unit,
    /// Cụm trưởng, cụm phó thẩm định.
    Cluster,
    /// Cơ quan cấp trên chấm tiêu chí của mình.
    UpperBody,
    /// Cụm trưởng chốt điểm chính thức.
    Head,
}

impl Giver {
    /// Which of the three scores this is.
    pub const fn kind(self) -> ScoreKind {
        match self {
            Self::Unit => ScoreKind::SelfScore,
            Self::Cluster | Self::UpperBody => ScoreKind::Verified,
            Self::Head => ScoreKind::Final,
        }
    }

    /// Whether the criterion is theirs to score.
    pub const fn scores(self, criterion: &Criterion) -> bool {
        match self {
            Self::Unit => matches!(criterion.scored_by, Scorer::Unit),
            Self::Cluster => matches!(criterion.scored_by, Scorer::Unit | Scorer::Cluster),
            Self::UpperBody => matches!(criterion.scored_by, Scorer::UpperBody),
            Self::Head => true,
        }
    }
}

/// A score to be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The code of the criterion.
    pub criterion: String,
    /// The points.
    pub points: Decimal,
    /// Why; empty where nothing differs.
    pub reason: String,
}

/// A score that is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryError {
    /// The code of the criterion.
    pub criterion: String,
    /// What is wrong.
    pub error: ScoreError,
}

/// The scores of one unit that hold, by criterion and kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitScores(BTreeMap<String, BTreeMap<ScoreKind, Decimal>>);

impl UnitScores {
    /// Sets a score; the last one set holds.
    pub fn set(&mut self, criterion: &str, kind: ScoreKind, points: Decimal) {
        let of_criterion = self.0.entry(criterion.to_owned()).or_default();
        of_criterion.insert(kind, points);
    }

    /// One score.
    pub fn get(&self, criterion: &str, kind: ScoreKind) -> Option<Decimal> {
        self.0.get(criterion)?.get(&kind).copied()
    }

    /// All scores of one kind, for [`super::totals`].
    pub fn of_kind(&self, kind: ScoreKind) -> BTreeMap<String, Decimal> {
        let known = |(code, scores): (&String, &BTreeMap<ScoreKind, Decimal>)| {
            Some((code.clone(), scores.get(&kind).copied()?))
        };
        self.0.iter().filter_map(known).collect()
    }

    /// What a new score is held against: the one of its kind, or else the one that it rests on.
    fn reference(&self, criterion: &str, kind: ScoreKind) -> Option<Decimal> {
        let before = match kind {
            ScoreKind::SelfScore => None,
            ScoreKind::Verified => self.get(criterion, ScoreKind::SelfScore),
            ScoreKind::Final => self.get(criterion, ScoreKind::Verified),
        };
        self.get(criterion, kind).or(before)
    }
}

/// The scores that change something, or everything that is wrong with what was given.
pub fn accept(
    table: &ScoringTable,
    known: &UnitScores,
    giver: Giver,
    given: Vec<Given>,
) -> Result<Vec<Given>, Vec<EntryError>> {
    let kind = giver.kind();
    let changed: Vec<Given> = given
        .into_iter()
        .filter(|one| known.get(&one.criterion, kind) != Some(one.points))
        .collect();
    let errors: Vec<EntryError> = changed
        .iter()
        .filter_map(|one| {
            let error = check(table, known, giver, one).err()?;
            Some(EntryError {
                criterion: one.criterion.clone(),
                error,
            })
        })
        .collect();
    if errors.is_empty() {
        Ok(changed)
    } else {
        Err(errors)
    }
}

fn check(
    table: &ScoringTable,
    known: &UnitScores,
    giver: Giver,
    given: &Given,
) -> Result<(), ScoreError> {
    let code = given.criterion.as_str();
    let unknown = || ScoreError::UnknownCriterion {
        code: code.to_owned(),
    };
    let criterion = table.criterion(code).ok_or_else(unknown)?;
    if !giver.scores(criterion) {
        return Err(ScoreError::NotTheirs {
            scored_by: criterion.scored_by,
        });
    }
    check_place(known, giver.kind(), code)?;
    check_score(criterion, given.points)?;
    check_change(
        known.reference(code, giver.kind()),
        given.points,
        &given.reason,
    )
}

/// A final score rests on a verified one, and a score on which the next one rests stays as it is.
fn check_place(known: &UnitScores, kind: ScoreKind, code: &str) -> Result<(), ScoreError> {
    let next = match kind {
        ScoreKind::SelfScore => Some(ScoreKind::Verified),
        ScoreKind::Verified => Some(ScoreKind::Final),
        ScoreKind::Final => None,
    };
    let rests = next.filter(|next| known.get(code, *next).is_some());
    if let Some(next) = rests {
        return Err(ScoreError::NextGiven { next });
    }
    if kind == ScoreKind::Final && known.get(code, ScoreKind::Verified).is_none() {
        return Err(ScoreError::NotVerified);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{EntryError, Given, Giver, UnitScores, accept};
    use crate::figures::Decimal;
    use crate::scoring::{ScoreError, ScoreKind, Scorer, ScoringTable};

    fn table() -> ScoringTable {
        toml::from_str(include_str!("../../cases/scoring/table.toml")).expect("a scoring table")
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn given(criterion: &str, points: &str, reason: &str) -> Given {
        Given {
            criterion: criterion.to_owned(),
            points: decimal(points),
            reason: reason.to_owned(),
        }
    }

    fn errors(known: &UnitScores, giver: Giver, all: Vec<Given>) -> Vec<ScoreError> {
        let errors = accept(&table(), known, giver, all).expect_err("it is refused");
        errors
            .into_iter()
            .map(|EntryError { error, .. }| error)
            .collect()
    }

    #[test]
    fn everything_wrong_with_the_scores_of_a_unit_is_told_at_once() {
        let all = vec![
            given("1.1", "40.01", ""),
            given("2.1", "10", ""),
            given("9.9", "1", ""),
        ];
        let found = errors(&UnitScores::default(), Giver::Unit, all);
        assert_eq!(
            found,
            vec![
                ScoreError::OutOfRange {
                    points: decimal("40.01"),
                    max: decimal("40"),
                },
                ScoreError::NotTheirs {
                    scored_by: Scorer::Cluster,
                },
                ScoreError::UnknownCriterion {
                    code: "9.9".to_owned(),
                },
            ]
        );
    }

    #[test]
    fn a_verified_score_that_differs_from_the_own_score_needs_a_reason() {
        let mut known = UnitScores::default();
        known.set("1.1", ScoreKind::SelfScore, decimal("40"));
        let found = errors(&known, Giver::Cluster, vec![given("1.1", "38.5", " ")]);
        assert!(matches!(found[..], [ScoreError::ReasonNeeded { .. }]));
        let with_reason = vec![given("1.1", "38.5", "25 lớp trên 26 lớp")];
        assert!(accept(&table(), &known, Giver::Cluster, with_reason).is_ok());
    }

    #[test]
    fn the_upper_body_scores_its_own_criteria_and_no_others() {
        let known = UnitScores::default();
        let found = errors(&known, Giver::UpperBody, vec![given("1.2", "10", "")]);
        assert!(matches!(found[..], [ScoreError::NotTheirs { .. }]));
        assert!(
            accept(
                &table(),
                &known,
                Giver::UpperBody,
                vec![given("3.1", "10", "")]
            )
            .is_ok()
        );
    }

    #[test]
    fn scores_follow_each_other_in_their_order() {
        let mut known = UnitScores::default();
        let early = errors(&known, Giver::Head, vec![given("1.1", "40", "")]);
        assert_eq!(early, vec![ScoreError::NotVerified]);
        known.set("1.1", ScoreKind::Verified, decimal("40"));
        let late = errors(&known, Giver::Unit, vec![given("1.1", "39", "nhầm")]);
        let next = ScoreKind::Verified;
        assert_eq!(late, vec![ScoreError::NextGiven { next }]);
    }

    #[test]
    fn what_does_not_change_is_left_out() {
        let mut known = UnitScores::default();
        known.set("1.1", ScoreKind::SelfScore, decimal("40"));
        let all = vec![given("1.1", "40", ""), given("1.2", "20", "")];
        let kept = accept(&table(), &known, Giver::Unit, all).expect("nothing is wrong");
        assert_eq!(kept, vec![given("1.2", "20", "")]);
    }
}
