//! What the article states, in numbers and in sentences: recorded as it stands, contradictions included.

use access::actions::figures::RecordStatement;
use rules::figures::{Catalogue, Indicator, Section};
use store::figures::{NewStatement, Scope};

use super::{Desk, LoadError};
use crate::file::{self, Evidence, Sentence, Statement};

/// Records the numbers, then the sentences, in the order of the file, then that the directives were passed on.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    let figures = &desk.file.figures;
    let dispatch_key = "dispatch".to_owned();
    let numbers = figures
        .statements
        .iter()
        .map(|one| (&one.key, number(desk, one)));
    let sentences = figures
        .sentences
        .iter()
        .map(|one| (&one.key, sentence(desk, one)));
    let passed_on = &desk.file.directives.dispatch;
    let passed_on = NewStatement {
        scope: Scope::All,
        ..quoted(desk, &passed_on.evidence, Section::Emulation)
    };
    let dispatch = std::iter::once((&dispatch_key, passed_on));
    for (key, new) in numbers.chain(sentences).chain(dispatch) {
        let permit = desk.permit(RecordStatement, "statement", key)?;
        desk.store().record_statement(&permit, new).await?;
    }
    Ok(())
}

fn number(desk: &Desk<'_>, stated: &Statement) -> NewStatement {
    let indicator = indicator(desk, &stated.indicator);
    NewStatement {
        unit: stated.unit.as_ref().map(|key| desk.unit(key).clone()),
        indicator: Some(indicator.key.clone()),
        section: indicator.section,
        scope: Scope::Whole,
        basis: desk.file.figures.basis.stated,
        value: Some(stated.value),
        written: Some(stated.written.clone()),
        counted: Some(stated.count.clone()),
        ..quoted(desk, &stated.evidence, indicator.section)
    }
}

fn sentence(desk: &Desk<'_>, said: &Sentence) -> NewStatement {
    let indicator = said.indicator.as_deref().map(|code| indicator(desk, code));
    NewStatement {
        indicator: indicator.map(|indicator| indicator.key.clone()),
        scope: match said.scope {
            file::Scope::Cluster => Scope::Whole,
            file::Scope::All => Scope::All,
            file::Scope::Some => Scope::Some,
        },
        ..quoted(desk, &said.evidence, said.section)
    }
}

/// The words and where they stand, without a number.
fn quoted(desk: &Desk<'_>, evidence: &Evidence, section: Section) -> NewStatement {
    let file = &desk.file;
    let article = &file.year.article_source;
    let quotation = evidence.quote().unwrap_or_default();
    let paragraph = file.source.paragraph_number(quotation).unwrap_or_default();
    NewStatement {
        unit: None,
        indicator: None,
        section,
        scope: Scope::Whole,
        basis: None,
        value: None,
        written: None,
        counted: None,
        quotation: quotation.to_owned(),
        place: format!("đoạn {paragraph}"),
        source: format!("“{}”, {}", article.title, article.publisher),
    }
}

fn indicator(desk: &Desk<'_>, code: &str) -> Indicator {
    let catalogue = Catalogue::embedded().at(desk.file.year.last_day());
    catalogue
        .by_code(code)
        .expect("the check of the file found the indicator")
        .clone()
}
