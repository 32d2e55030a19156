//! `thidua check`: what does not fit in the figures of a year.

use clap::Args;
use rules::figures::{Catalogue, compare_statements, messages};
use rules::ids::UnitId;

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

/// Prints each contradiction.
pub async fn run(options: Check) -> Result<Outcome, Failure> {
    let store = options.data.open().await?;
    let year = find(&store, &options.year).await?;
    let lines = stated(&year.slug);
    store.close().await?;
    let place = format!("{}, năm {}", year.name, year.year);
    if lines.is_empty() {
        say(&format!("{place}: không có chỗ nào không khớp.\n"));
        return Ok(Outcome::Good);
    }
    say(&format!(
        "{place}: {} chỗ không khớp\n{}\n",
        lines.len(),
        lines.join("\n")
    ));
    Ok(Outcome::Found)
}

/// The contradictions of what the published report of the year states.
fn stated(slug: &str) -> Vec<String> {
    let Some(file) = years::published(slug) else {
        return Vec::new();
    };
    let statements = file.statements(&|key| UnitId::new(key.to_string()));
    let catalogue = Catalogue::embedded().at(file.year.last_day());
    compare_statements(&catalogue, &statements)
        .iter()
        .filter(|comparison| comparison.is_contradiction())
        .map(|comparison| {
            let title = catalogue
                .get(&comparison.indicator)
                .map_or("", |indicator| indicator.name.as_str());
            format!("  {title}: {}", messages::comparison(comparison))
        })
        .collect()
}
