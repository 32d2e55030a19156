//! Theme, plan, registrations and pledge of the sample year.

use access::actions::registration::{RegisterUnit, SetTheme, SignPledge};
use jiff::civil::date;
use rules::ids::{DirectiveId, UnitId};
use rules::registration::{Content, Plan, Target};
use store::StoreError;
use store::registration::{NewPlan, NewVersion, Pledge, VersionError};

use super::directives::begin_campaign;
use super::{SOURCE, Sample};
use crate::load::LoadError;

/// The member that has not registered yet, so that the office has somebody to remind.
const SILENT: &str = "hau-giang";

/// Members that have amended their registration after the campaign's plan.
const AMENDED: [&str; 7] = [
    "an-giang",
    "bac-lieu",
    "ben-tre",
    "can-tho",
    "dong-thap",
    "soc-trang",
    "vinh-long",
];

/// Theme, plan and first registrations.
pub(super) async fn make(sample: &Sample<'_>) -> Result<(), LoadError> {
    sample.on(date(2022, 3, 10));
    set_theme_and_plan(sample).await?;
    for member in &sample.members {
        if member.slug != SILENT {
            register(sample, &member.unit, 0, first(), None).await?;
        }
    }
    Ok(())
}

/// The pledge, signed at the launch, then the campaign and the amendments that it causes.
pub(super) async fn pledge_and_amend(sample: &Sample<'_>) -> Result<(), LoadError> {
    pledge(sample).await?;
    let directive = begin_campaign(sample).await?;
    sample.on(date(2022, 6, 1));
    for slug in AMENDED {
        let content = Content {
            movements: vec![
                "Phong trào thi đua chào mừng các ngày lễ lớn năm 2022 (mẫu)".to_owned(),
            ],
            ..first()
        };
        register(
            sample,
            sample.unit(slug)?,
            1,
            content,
            Some(directive.clone()),
        )
        .await?;
    }
    Ok(())
}

async fn set_theme_and_plan(sample: &Sample<'_>) -> Result<(), LoadError> {
    let permit = sample.permit(SetTheme, sample.matter("theme"))?;
    let theme = "Đoàn kết - Kỷ cương - Đổi mới - Chất lượng (chủ đề mẫu)".to_owned();
    sample
        .store()
        .set_common_theme(&permit, 0, theme, Some(SOURCE.to_owned()))
        .await?;
    let plan = NewPlan {
        seen: 0,
        symbol: Some("01-KH/TĐC".to_owned()),
        issued_on: Some(date(2022, 3, 10)),
        file: None,
    };
    Ok(sample.store().set_plan(&permit, plan).await?)
}

fn first() -> Content {
    let target = |text: &str| Target {
        indicator: None,
        text: text.to_owned(),
        value: None,
    };
    Content {
        plan: Plan {
            symbol: Some("05/KH-TCT".to_owned()),
            issued_on: Some(date(2022, 3, 4)),
            file: None,
            made: true,
        },
        theme: None,
        movements: Vec::new(),
        targets: vec![
            target("Hoàn thành 100 % kế hoạch mở lớp của năm (chỉ tiêu mẫu)"),
            target("Mỗi khoa có ít nhất một đề tài cấp cơ sở (chỉ tiêu mẫu)"),
        ],
        awards: vec!["Tập thể lao động xuất sắc".to_owned()],
    }
}

async fn register(
    sample: &Sample<'_>,
    unit: &UnitId,
    seen: u32,
    content: Content,
    directive: Option<DirectiveId>,
) -> Result<(), LoadError> {
    let permit = sample.permit(RegisterUnit, sample.matter("registration").of_unit(unit))?;
    let new = NewVersion {
        seen,
        content,
        plan_file: None,
        directive,
        source: Some(SOURCE.to_owned()),
    };
    match sample.store().register_unit(&permit, new).await {
        Ok(_) => Ok(()),
        Err(VersionError::Store(error)) => Err(error.into()),
        Err(VersionError::Refused(_)) => {
            let (what, why) = ("registration", "the rules refuse the sample");
            Err(StoreError::Refused { what, why }.into())
        }
    }
}

async fn pledge(sample: &Sample<'_>) -> Result<(), LoadError> {
    let permit = sample.permit(SignPledge, sample.matter("pledge"))?;
    let pledge = Pledge {
        on: date(2022, 4, 8),
        text: Some("Các trường thi đua hoàn thành kế hoạch đào tạo, nghiên cứu khoa học năm 2022 (giao ước mẫu).".to_owned()),
        source: Some(SOURCE.to_owned()),
        unsigned: Vec::new(),
    };
    Ok(sample.store().sign_pledge(&permit, pledge).await?)
}
