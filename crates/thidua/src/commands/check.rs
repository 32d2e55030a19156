//! `thidua check`: what does not fit in the figures of a year, as the store has them.

use clap::Args;
use rules::figures::{Catalogue, Comparison, Finding, Severity, compare_statements, messages};
use store::Store;
use store::figures::{Correction, Round, StoredStatement};
use store::units::{ClusterYear, Member};
use vietnamese::date::short;

use super::say;
use crate::data::Data;
use crate::failure::{Failure, Outcome};
use crate::years::find;

/// Options of `check`.
#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    data: Data,
    /// Năm, ví dụ 2021, hoặc năm và cụm, ví dụ 2021-cum-9
    #[arg(value_name = "NĂM")]
    year: String,
}

/// What was found in a year.
#[derive(Default)]
struct Found {
    /// Where it contradicts itself, or a report has an error.
    wrong: Vec<String>,
    /// What a report should say a reason for.
    doubtful: Vec<String>,
}

/// Prints each contradiction of what was published, and what the checks find in the reports that were sent.
pub async fn run(options: Check) -> Result<Outcome, Failure> {
    let store = options.data.open().await?;
    let year = find(&store, &options.year).await?;
    let found = look(&store, &year).await?;
    store.close().await?;
    let place = format!("{}, năm {}", year.name, year.year);
    say(&found.words(&place));
    Ok(found.outcome())
}

async fn look(store: &Store, year: &ClusterYear) -> Result<Found, Failure> {
    let members = store.members(year).await?;
    let mut found = Found {
        wrong: contradictions(store, year, &members).await?,
        ..Found::default()
    };
    let mut rounds = store.rounds(&year.id).await?;
    rounds.sort_by_key(|round| round.number);
    for round in &rounds {
        found.add_round(store, round, &members).await?;
    }
    Ok(found)
}

/// The contradictions of what sources state of the year, with what was corrected.
async fn contradictions(
    store: &Store,
    year: &ClusterYear,
    members: &[Member],
) -> Result<Vec<String>, Failure> {
    let statements = store.statements(&year.id).await?;
    let corrections = store.corrections(&year.id).await?;
    let numeric = statements.iter().filter_map(StoredStatement::numeric);
    let numeric: Vec<_> = numeric.collect();
    let catalogue = Catalogue::embedded().at(year.last_day());
    let line = |comparison: &Comparison| {
        let indicator = catalogue.get(&comparison.indicator);
        let title = indicator.map_or("", |indicator| indicator.name.as_str());
        let unit = members
            .iter()
            .find(|one| comparison.unit.as_ref() == Some(&one.unit));
        let unit = unit.map_or_else(String::new, |unit| format!("{}, ", unit.short_name));
        let said = messages::comparison(comparison);
        format!(
            "  {unit}{title}: {said}{}",
            corrected(comparison, &corrections)
        )
    };
    Ok(compare_statements(&catalogue, &numeric)
        .iter()
        .filter(|comparison| comparison.is_contradiction())
        .map(line)
        .collect())
}

/// The newest correction of a figure; what was stated stays wrong beside it.
fn corrected(comparison: &Comparison, corrections: &[Correction]) -> String {
    let of_it =
        |one: &&Correction| one.indicator == comparison.indicator && one.unit == comparison.unit;
    let newest = corrections
        .iter()
        .filter(of_it)
        .max_by_key(|one| one.made_at);
    newest.map_or_else(String::new, |one| {
        let number = one.corrected.map(messages::number);
        let number = number.map_or_else(String::new, |number| format!(", số đúng: {number}"));
        format!("; đã đính chính ngày {}{number}", short(one.on))
    })
}

impl Found {
    /// What the checks find in the reports of a round that have left the hands of their units.
    async fn add_round(
        &mut self,
        store: &Store,
        round: &Round,
        members: &[Member],
    ) -> Result<(), Failure> {
        let reports = store.reports(round).await?;
        let figures = store.round_figures(round).await?;
        let findings = store.round_findings(round, &figures).await?;
        let catalogue = round.catalogue();
        for member in members {
            let Some(of_unit) = findings.get(&member.unit) else {
                continue;
            };
            if reports.of(&member.unit)?.state.is_editable() {
                continue;
            }
            for finding in of_unit {
                self.add(finding, &catalogue, (&member.short_name, &round.name));
            }
        }
        Ok(())
    }

    fn add(&mut self, finding: &Finding, catalogue: &Catalogue, (unit, round): (&str, &str)) {
        let severity = finding.severity();
        let word = messages::severity(severity);
        let said = messages::finding(finding, catalogue);
        let line = format!("  {word} · {unit} · {round} · {said}");
        match severity {
            Severity::Error => self.wrong.push(line),
            Severity::Warning => self.doubtful.push(line),
        }
    }

    /// A warning is answered with a reason; it makes no year wrong.
    fn outcome(&self) -> Outcome {
        if self.wrong.is_empty() {
            Outcome::Good
        } else {
            Outcome::Found
        }
    }

    fn words(&self, place: &str) -> String {
        let mut said = if self.wrong.is_empty() {
            format!("{place}: không có chỗ nào không khớp.\n")
        } else {
            let lines = self.wrong.join("\n");
            format!("{place}: {} chỗ không khớp\n{lines}\n", self.wrong.len())
        };
        if !self.doubtful.is_empty() {
            let lines = self.doubtful.join("\n");
            let counted = self.doubtful.len();
            said.push_str(&format!("{counted} cảnh báo, cần ghi rõ lý do\n{lines}\n"));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_with_nothing_but_warnings_is_good_and_still_lists_them() {
        let found = Found {
            doubtful: vec!["  Cảnh báo · Bến Tre".to_owned()],
            ..Found::default()
        };
        assert!(matches!(found.outcome(), Outcome::Good));
        let words = found.words("Cụm 9, năm 2023");
        assert!(words.starts_with("Cụm 9, năm 2023: không có chỗ nào không khớp.\n"));
        assert!(words.ends_with("1 cảnh báo, cần ghi rõ lý do\n  Cảnh báo · Bến Tre\n"));
    }
}
