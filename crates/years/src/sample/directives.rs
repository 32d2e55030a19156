//! The directives of the sample year, with what the units answered.

use access::actions::directives::{AnswerDirective, DispatchDirective, RegisterDirective};
use jiff::civil::{Date, date};
use rules::deadline::Deadline;
use rules::directives::Answer;
use rules::ids::DirectiveId;
use store::StoreError;
use store::directives::{DirectiveFacts, NewDirective, NewDispatch, RegisterError};
use vietnamese::symbol::Symbol;

use super::{SOURCE, Sample};
use crate::load::LoadError;

/// The number and symbol of the decision that recognises the heads.
pub(super) const RECOGNITION: &str = "15-QĐ/HVCTQG";

/// The directive behind the amendments of the registrations.
pub(super) const CAMPAIGN: &str = "36-KH/HVCTQG";

struct Paper {
    symbol: &'static str,
    issued_on: Date,
    subject: &'static str,
}

const PAPERS: [Paper; 4] = [
    Paper {
        symbol: "09-CV/HVCTQG",
        issued_on: date(2022, 1, 20),
        subject: "về việc xây dựng kế hoạch và đăng ký thi đua năm 2022 (văn bản mẫu)",
    },
    Paper {
        symbol: "12-HD/HVCTQG",
        issued_on: date(2022, 2, 10),
        subject: "về tổ chức hoạt động và bình xét thi đua của các cụm năm 2022 (văn bản mẫu)",
    },
    Paper {
        symbol: RECOGNITION,
        issued_on: date(2022, 2, 18),
        subject: "về việc công nhận Cụm trưởng, Cụm phó các cụm thi đua năm 2022 (văn bản mẫu)",
    },
    Paper {
        symbol: CAMPAIGN,
        issued_on: date(2022, 5, 16),
        subject: "về phong trào thi đua chào mừng các ngày lễ lớn năm 2022 (văn bản mẫu)",
    },
];

/// Enters the papers, passes two of them on, and answers for most units.
pub(super) async fn make(sample: &Sample<'_>) -> Result<(), LoadError> {
    for paper in &PAPERS[..3] {
        enter(sample, paper).await?;
    }
    pass_on(sample, PAPERS[0].symbol, date(2022, 2, 28)).await?;
    for (at, slug) in slugs(sample).iter().enumerate() {
        match at {
            3 => say(sample, PAPERS[0].symbol, slug, Answer::Seen).await?,
            7 => {}
            _ => say(sample, PAPERS[0].symbol, slug, Answer::ActedOn).await?,
        }
    }
    Ok(())
}

/// Enters the campaign's plan, which comes in the middle of the year, and passes it on.
pub(super) async fn begin_campaign(sample: &Sample<'_>) -> Result<DirectiveId, LoadError> {
    enter(sample, &PAPERS[3]).await?;
    pass_on(sample, CAMPAIGN, date(2022, 6, 15)).await?;
    find(sample, CAMPAIGN).await
}

fn slugs(sample: &Sample<'_>) -> Vec<String> {
    let members = sample.members.iter();
    members.map(|member| member.slug.clone()).collect()
}

async fn enter(sample: &Sample<'_>, paper: &Paper) -> Result<(), LoadError> {
    sample.on(paper.issued_on);
    let symbol: Symbol = paper
        .symbol
        .parse()
        .expect("a test reads every sample symbol");
    let kind = symbol
        .paper_kind()
        .ok_or(StoreError::NotFound("kind of paper"))?;
    let issuer = upper_body(sample).await?;
    let facts = DirectiveFacts {
        symbol,
        kind,
        issuer,
        signer_role: None,
        issued_on: paper.issued_on,
        arrived_on: Some(paper.issued_on),
        subject: Some(paper.subject.to_owned()),
        about: None,
        in_force_until: None,
    };
    let new = NewDirective {
        facts,
        file: None,
        source: Some(SOURCE.to_owned()),
    };
    let permit = sample.permit(RegisterDirective, sample.matter("directive"))?;
    match sample.store().register_directive(&permit, new).await {
        Ok(_) => Ok(()),
        Err(RegisterError::Known { .. }) => Err(StoreError::Duplicate("directive").into()),
        Err(RegisterError::Store(error)) => Err(error.into()),
    }
}

async fn upper_body(sample: &Sample<'_>) -> Result<String, LoadError> {
    let year = sample.store().cluster_year_by_slug(super::SAMPLE).await?;
    let year = year.ok_or(StoreError::NotFound("cluster year"))?;
    let superiors = sample.store().superiors(&year).await?;
    let first = superiors.into_iter().next();
    Ok(first.ok_or(StoreError::NotFound("upper body"))?.name)
}

async fn find(sample: &Sample<'_>, symbol: &str) -> Result<DirectiveId, LoadError> {
    let all = sample.store().directives(&sample.year).await?;
    let found = all
        .into_iter()
        .find(|one| one.facts.symbol.to_string() == symbol);
    Ok(found.ok_or(StoreError::NotFound("directive"))?.id)
}

async fn pass_on(sample: &Sample<'_>, symbol: &str, last_day: Date) -> Result<(), LoadError> {
    let id = find(sample, symbol).await?;
    let new = NewDispatch {
        units: sample.members.iter().map(|one| one.unit.clone()).collect(),
        asked: Some("Xây dựng kế hoạch của đơn vị và báo về thường trực Cụm".to_owned()),
        expected: Answer::ActedOn,
        deadline: Some(Deadline::at_end_of(last_day)),
        dispatched_on: None,
        source: None,
    };
    let permit = sample.permit(DispatchDirective, sample.matter("directive"))?;
    let year = &sample.year;
    let passed = sample.store().dispatch_directive(&permit, year, &id, new);
    Ok(passed.await?)
}

async fn say(
    sample: &Sample<'_>,
    symbol: &str,
    slug: &str,
    answer: Answer,
) -> Result<(), LoadError> {
    let id = find(sample, symbol).await?;
    let unit = sample.unit(slug)?;
    let note = (answer == Answer::ActedOn)
        .then(|| "Đã ban hành kế hoạch thi đua năm 2022 của trường (mẫu)".to_owned());
    let permit = sample.permit(AnswerDirective, sample.matter("directive").of_unit(unit))?;
    let said = sample.store().answer_directive(&permit, &id, answer, note);
    Ok(said.await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_paper_has_a_symbol_that_tells_its_type_and_says_that_it_is_a_sample() {
        for paper in &PAPERS {
            let symbol: Symbol = paper.symbol.parse().expect("a symbol");
            assert!(symbol.paper_kind().is_some(), "{}", paper.symbol);
            assert!(paper.subject.contains("mẫu"));
        }
    }
}
