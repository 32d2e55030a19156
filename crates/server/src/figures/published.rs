//! One view of every figure of a year, for all who print figures: office, public pages, API, exports.
//!
//! Beside each other stand what a source states, what its stated parts make, and what the units' reports
//! make. Nobody else computes or words this, so that 45 and 52 stand together wherever one of them stands.

mod assemble;
mod reported;
mod words;

use rules::figures::compare_statements;
use rules::figures::{Catalogue, Comparison, Decimal, IndicatorKey, Statement};
use rules::ids::UnitId;
use serde::Serialize;
use store::figures::{Correction, StoredStatement};
use store::units::{ClusterYear, Member};
use utoipa::ToSchema;

pub(crate) use self::reported::{Reader, Reported};
use crate::web::app::App;
use crate::web::error::PageError;

/// A figure as every page prints it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PublishedFigure {
    /// The key of the indicator.
    pub indicator: String,
    /// Its code: "KH.5".
    pub code: String,
    /// Its name in full.
    pub name: String,
    /// What is counted: "đề tài".
    pub counted: String,
    /// Of which unit; none for the cluster.
    pub unit: Option<FigureUnit>,
    /// What the source states.
    pub stated: Option<StatedNumber>,
    /// What the stated parts make.
    pub from_parts: Option<PartsSum>,
    /// What the units' reports make.
    pub from_units: Option<UnitsSum>,
    /// What the unit itself reports, for a unit's figure.
    pub reported: Option<ReportedNumber>,
    /// How far the stated and the computed number are apart; none where they agree or one is missing.
    #[schema(value_type = Option<String>)]
    pub difference: Option<Decimal>,
    /// All of it in one line: "45 (theo báo cáo) · 52 (cộng theo cấp: 7 + 42 + 3), chênh lệch 7".
    pub words: String,
    /// What is being done about a difference.
    pub chip: Option<Chip>,
    /// The latest correction.
    pub correction: Option<PublishedCorrection>,
    /// Guesses at why the two differ, each called one.
    pub guesses: Vec<String>,
    /// The totals of which it is a part.
    pub part_of: Vec<PartOf>,
    /// The address of its provenance page.
    pub address: String,
}

/// A total of which a figure is a part.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PartOf {
    /// Its code: "KH.5".
    pub code: String,
    /// Its name in full.
    pub name: String,
    /// All that is known of it in one line.
    pub words: String,
    /// The address of its provenance page.
    pub address: String,
}

/// The unit of a figure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct FigureUnit {
    /// Its part of an address.
    pub slug: String,
    /// Its full name of that year.
    pub name: String,
    /// Its short name of that year.
    pub short_name: String,
}

/// A number as a source states it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct StatedNumber {
    /// The number.
    #[schema(value_type = String, example = "45")]
    pub value: Decimal,
    /// The number as tables print it.
    pub text: String,
    /// The number as the source writes it: "07".
    pub written: String,
    /// What the source counts, where it says so: "giảng viên"; else what the indicator counts.
    #[serde(skip)]
    pub counted: String,
    /// The words of the source.
    pub quotation: String,
    /// Where they stand.
    pub place: String,
    /// The source.
    pub source: String,
    /// What it stands on, or that the source does not say.
    pub basis: String,
}

/// The sum of stated parts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PartsSum {
    /// The sum.
    #[schema(value_type = String, example = "45")]
    pub value: Decimal,
    /// The sum as tables print it.
    pub text: String,
    /// The way of adding: "theo cấp".
    pub by: String,
    /// The parts: "7 + 42 + 3".
    pub formula: String,
    /// Each part with its name.
    pub parts: Vec<NamedPart>,
    /// Whether the source names every part.
    pub complete: bool,
}

/// A part of a sum.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct NamedPart {
    /// The number as tables print it.
    pub text: String,
    /// What it counts: "cấp tỉnh", or a unit's name.
    pub label: String,
}

/// The sum of the units' reports.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct UnitsSum {
    /// The sum; none where no unit gave a number.
    #[schema(value_type = Option<String>)]
    pub value: Option<Decimal>,
    /// The sum as tables print it.
    pub text: String,
    /// What every figure in it stands on, with the cut-off.
    pub basis: String,
    /// The round of reports that was added.
    pub round: String,
    /// How many units gave a number.
    pub counted: usize,
    /// How many of these reports are neither approved nor locked; always 0 in public.
    pub unsettled: usize,
    /// How many members the year has.
    pub members: usize,
    /// Short names of the units whose number is still expected.
    pub missing: Vec<String>,
}

/// A sign of what is being done about a difference.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Chip {
    /// `review` or `corrected`.
    pub state: &'static str,
    /// "Số liệu chênh lệch, đang rà soát", "Đã đính chính ngày …".
    pub text: String,
}

/// A correction as pages print it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PublishedCorrection {
    /// The number as it was stated.
    pub stated: String,
    /// The number that holds, where the correction names one.
    pub corrected: Option<String>,
    /// The words.
    pub text: String,
    /// The day: "05/12/2021".
    pub on: String,
}

/// A number as a unit reports it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ReportedNumber {
    /// The number; none where the unit has none.
    #[schema(value_type = Option<String>)]
    pub value: Option<Decimal>,
    /// The number, or why there is none, as tables print it.
    pub text: String,
    /// What it stands on, with the cut-off.
    pub basis: String,
    /// The state of the report, by its key: `approved`.
    pub state: &'static str,
    /// The state in words.
    pub state_text: &'static str,
    /// Whether it was entered on the unit's behalf and the unit has not confirmed it yet.
    pub awaits_confirmation: bool,
}

/// Every figure of one cluster-year.
pub(crate) struct PublishedFigures {
    pub(crate) catalogue: Catalogue,
    pub(crate) members: Vec<Member>,
    pub(crate) statements: Vec<StoredStatement>,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) reported: Option<Reported>,
    comparisons: Vec<Comparison>,
    slug: String,
}

impl PublishedFigures {
    /// Reads a year's statements and corrections and holds them against each other and against the units' reports:
    /// the given ones, else those that are public.
    pub(crate) async fn load(
        app: &App,
        year: &ClusterYear,
        members: Vec<Member>,
        reported: Option<Reported>,
    ) -> Result<Self, PageError> {
        let store = app.store();
        let (statements, corrections) =
            tokio::try_join!(store.statements(&year.id), store.corrections(&year.id))?;
        let reported = match reported {
            Some(reported) => Some(reported),
            None => Reported::published(app, year, &members).await?,
        };
        let catalogue = Catalogue::embedded().at(year.last_day());
        let numeric: Vec<Statement> = statements
            .iter()
            .filter_map(StoredStatement::numeric)
            .collect();
        let comparisons = compare_statements(&catalogue, &numeric);
        Ok(Self {
            catalogue,
            members,
            statements,
            corrections,
            reported,
            comparisons,
            slug: year.slug.clone(),
        })
    }

    /// Every figure of the cluster of which anything is known, in the order of the catalogue.
    pub(crate) fn of_cluster(&self) -> Vec<PublishedFigure> {
        self.catalogue
            .indicators()
            .filter(|indicator| self.is_known(&indicator.key))
            .filter_map(|indicator| self.figure(&indicator.key, None))
            .collect()
    }

    /// Every figure that a source states of a single unit, in the order of the catalogue.
    pub(crate) fn stated_of_units(&self) -> Vec<PublishedFigure> {
        let of = |key: &IndicatorKey| {
            let stated = self.members.iter().map(|member| &member.unit);
            let stated = stated.filter(|unit| self.statement(key, Some(unit)).is_some());
            stated
                .filter_map(|unit| self.figure(key, Some(unit)))
                .collect::<Vec<_>>()
        };
        self.catalogue
            .indicators()
            .flat_map(|indicator| of(&indicator.key))
            .collect()
    }

    /// The figure of one indicator, of the cluster or of one unit; none for an indicator that is not in use.
    pub(crate) fn figure(
        &self,
        key: &IndicatorKey,
        unit: Option<&UnitId>,
    ) -> Option<PublishedFigure> {
        assemble::figure(self, self.catalogue.get(key)?, unit)
    }

    /// What the source compares, about one indicator.
    pub(crate) fn comparisons<'a>(
        &'a self,
        key: &'a IndicatorKey,
        unit: Option<&'a UnitId>,
    ) -> impl Iterator<Item = &'a Comparison> {
        self.comparisons.iter().filter(move |comparison| {
            comparison.indicator == *key && comparison.unit.as_ref() == unit
        })
    }

    /// A comparison in words.
    pub(crate) fn comparison_words(comparison: &Comparison) -> String {
        rules::figures::messages::comparison(comparison)
    }

    /// The first number that a source states.
    pub(crate) fn statement(
        &self,
        key: &IndicatorKey,
        unit: Option<&UnitId>,
    ) -> Option<&StoredStatement> {
        self.statements.iter().find(|statement| {
            statement.indicator.as_ref() == Some(key)
                && statement.unit.as_ref() == unit
                && statement.value.is_some()
        })
    }

    /// The short name of a member, as tables print it.
    pub(crate) fn short_name(&self, unit: &UnitId) -> String {
        self.member(unit)
            .map_or_else(String::new, |member| member.short_name.clone())
    }

    fn member(&self, unit: &UnitId) -> Option<&Member> {
        self.members.iter().find(|member| member.unit == *unit)
    }

    fn is_known(&self, key: &IndicatorKey) -> bool {
        let counted = |reported: &Reported| {
            let total = reported.totals.get(key);
            total.is_some_and(|total| total.sum.is_some())
        };
        self.statement(key, None).is_some() || self.reported.as_ref().is_some_and(counted)
    }
}
