//! The scoring table of the sample year: drafted in March, agreed at the launch conference, issued a week later.

use access::actions::scoring::KeepScoringTable;
use jiff::civil::date;
use rules::figures::Decimal;
use rules::scoring::{Criterion, Group, Method, Scorer, ScoringTable, TableAct};
use store::StoreError;
use store::scoring::{NewTableAct, TableActError};

use super::{SOURCE, Sample};
use crate::load::LoadError;

/// Code, text, most, method, whether evidence is required, who scores.
type Line = (&'static str, &'static str, u32, Method, bool, Scorer);

const TEACHING: &[Line] = &[
    (
        "I.1",
        "Hoàn thành kế hoạch đào tạo, bồi dưỡng của năm",
        25,
        Method::Ratio,
        true,
        Scorer::Unit,
    ),
    (
        "I.2",
        "Đổi mới phương pháp giảng dạy, thao giảng, dự giờ",
        15,
        Method::Fixed,
        true,
        Scorer::Unit,
    ),
];
const RESEARCH: &[Line] = &[
    (
        "II.1",
        "Đề tài, hội thảo khoa học hoàn thành trong năm",
        20,
        Method::PerUnit,
        true,
        Scorer::Unit,
    ),
    (
        "II.2",
        "Nghiên cứu thực tế ở cơ sở",
        10,
        Method::Ratio,
        true,
        Scorer::Unit,
    ),
];
const MOVEMENT: &[Line] = &[
    (
        "III.1",
        "Đăng ký, giao ước, báo cáo đúng hạn",
        15,
        Method::Deduct,
        false,
        Scorer::Cluster,
    ),
    (
        "III.2",
        "Thực hiện cuộc vận động, phong trào thi đua của Học viện",
        15,
        Method::Fixed,
        true,
        Scorer::UpperBody,
    ),
];

/// Drafts the table before the launch conference.
pub(super) async fn draft(sample: &Sample<'_>) -> Result<(), LoadError> {
    sample.on(date(2022, 3, 14));
    let permit = sample.permit(KeepScoringTable, sample.matter("scoring"))?;
    let table = table();
    let drafted = sample.store().draft_scoring_table(&permit, &table, None);
    drafted.await?;
    Ok(())
}

/// The members agree to it at the launch conference; the head issues it.
pub(super) async fn agree_and_issue(sample: &Sample<'_>) -> Result<(), LoadError> {
    for (seen, act, day) in [
        (0, TableAct::Agree, date(2022, 4, 8)),
        (1, TableAct::Issue, date(2022, 4, 15)),
    ] {
        sample.on(day);
        let permit = sample.permit(KeepScoringTable, sample.matter("scoring"))?;
        let new = NewTableAct {
            act,
            on: day,
            paper: None,
            note: Some(SOURCE.to_owned()),
        };
        let recorded = sample.store().record_table_act(&permit, 1, seen, new);
        recorded.await.map_err(|error| match error {
            TableActError::Store(error) => error,
            other => StoreError::Fault(Box::new(other)),
        })?;
    }
    Ok(())
}

fn table() -> ScoringTable {
    ScoringTable {
        total: Decimal::from(100_u32),
        bonus_cap: None,
        groups: vec![
            group("I", "Đào tạo, bồi dưỡng (mẫu)", TEACHING),
            group(
                "II",
                "Nghiên cứu khoa học, nghiên cứu thực tế (mẫu)",
                RESEARCH,
            ),
            group("III", "Công tác thi đua (mẫu)", MOVEMENT),
        ],
    }
}

fn group(code: &str, text: &str, lines: &[Line]) -> Group {
    let criterion = |line: &Line| {
        let (code, text, max, method, evidence_required, scored_by) = *line;
        Criterion {
            code: code.to_owned(),
            text: text.to_owned(),
            max: Decimal::from(max),
            method,
            evidence_required,
            scored_by,
        }
    };
    Group {
        code: code.to_owned(),
        text: text.to_owned(),
        criteria: lines.iter().map(criterion).collect(),
    }
}
