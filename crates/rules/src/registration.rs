//! Registration (đăng ký thi đua): the first version, and amendments that each name the directive behind them.
//! A version is never changed; the earlier ones stay readable.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::figures::{Decimal, IndicatorKey};
use crate::ids::{DirectiveId, EvidenceId};

/// A target (chỉ tiêu) of a registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The indicator, where the target is about one.
    pub indicator: Option<IndicatorKey>,
    /// The target in words.
    pub text: String,
    /// The number to reach, where there is one.
    pub value: Option<Decimal>,
}

/// The paper that holds a plan (kế hoạch thi đua). What is not known yet is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Số, ký hiệu, as papers write it.
    pub symbol: Option<String>,
    /// The day of the paper.
    pub issued_on: Option<Date>,
    /// The paper itself.
    pub file: Option<EvidenceId>,
    /// Whether a source says that there is a plan, even where it gives neither number nor day.
    #[serde(default, skip_serializing_if = "is_false")]
    pub made: bool,
}

fn is_false(flag: &bool) -> bool {
    !*flag
}

impl Plan {
    /// Whether nothing of it is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a unit registers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The unit's plan.
    #[serde(default, skip_serializing_if = "Plan::is_empty")]
    pub plan: Plan,
    /// The unit's own theme (chủ đề), where it has one.
    pub theme: Option<String>,
    /// Movements and campaigns (phong trào, cuộc vận động).
    pub movements: Vec<String>,
    /// Targets.
    pub targets: Vec<Target>,
    /// The codes of the awards that are aimed at.
    pub awards: Vec<String>,
}

/// Why a version exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// Đăng ký lần đầu.
    First,
    /// Bổ sung, điều chỉnh theo văn bản chỉ đạo.
    Amendment {
        /// The directive that asks for it.
        directive: DirectiveId,
    },
}

/// A version of a registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// 1, 2, 3…
    pub number: u32,
    /// Why it exists.
    #[serde(flatten)]
    pub cause: Cause,
    /// What is registered.
    pub content: Content,
}

/// Why a version is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationError {
    /// An amendment must name the directive that caused it.
    #[error("an amendment names the directive that caused it")]
    DirectiveMissing,
    /// An amendment must change something.
    #[error("the amendment changes nothing")]
    NothingChanged,
    /// A target needs words.
    #[error("target {number} says nothing")]
    EmptyTarget {
        /// Which target, from 1.
        number: usize,
    },
    /// The same target of one indicator is named twice.
    #[error("{indicator} has two targets")]
    IndicatorTwice {
        /// The indicator.
        indicator: IndicatorKey,
    },
}

impl Version {
    /// The first version.
    pub fn first(content: Content) -> Result<Self, Vec<RegistrationError>> {
        Self::tested(1, Cause::First, content)
    }

    /// The next version; all that is wrong with it is told at once.
    pub fn amended(
        &self,
        directive: Option<DirectiveId>,
        content: Content,
    ) -> Result<Self, Vec<RegistrationError>> {
        let mut errors = content.errors();
        if content == self.content {
            errors.push(RegistrationError::NothingChanged);
        }
        let Some(directive) = directive else {
            errors.push(RegistrationError::DirectiveMissing);
            return Err(errors);
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        Self::tested(
            self.number.saturating_add(1),
            Cause::Amendment { directive },
            content,
        )
    }

    fn tested(number: u32, cause: Cause, content: Content) -> Result<Self, Vec<RegistrationError>> {
        let errors = content.errors();
        if errors.is_empty() {
            Ok(Self {
                number,
                cause,
                content,
            })
        } else {
            Err(errors)
        }
    }
}

impl Content {
    fn errors(&self) -> Vec<RegistrationError> {
        let mut errors = Vec::new();
        for (at, target) in self.targets.iter().enumerate() {
            if target.text.trim().is_empty() {
                errors.push(RegistrationError::EmptyTarget { number: at + 1 });
            }
            let earlier = &self.targets[..at];
            if let Some(indicator) = &target.indicator
                && earlier
                    .iter()
                    .any(|one| one.indicator.as_ref() == Some(indicator))
            {
                errors.push(RegistrationError::IndicatorTwice {
                    indicator: indicator.clone(),
                });
            }
        }
        errors
    }
}

#[cfg(test)]
mod tests {
    use super::{Cause, Content, RegistrationError, Target, Version};
    use crate::ids::DirectiveId;

    fn with_campaign(version: &Version) -> Content {
        let movements = vec!["Xây dựng phong cách cán bộ trường Đảng".to_owned()];
        Content {
            movements,
            ..version.content.clone()
        }
    }

    fn first() -> Version {
        let theme = Some("Đoàn kết - Dân chủ - Kỷ cương - Sáng tạo".to_owned());
        Version::first(Content {
            theme,
            ..Content::default()
        })
        .expect("a registration")
    }

    #[test]
    fn the_campaign_of_august_2021_amends_the_registration() {
        let directive = DirectiveId::new("341-KH/HVCTQG");
        let first = first();
        let second = first
            .amended(Some(directive.clone()), with_campaign(&first))
            .expect("an amendment");
        assert_eq!(
            (second.number, second.cause),
            (2, Cause::Amendment { directive })
        );
        assert_eq!(second.content.theme, first.content.theme);
    }

    #[test]
    fn an_amendment_names_its_directive_and_changes_something() {
        let first = first();
        let answer = first.amended(None, with_campaign(&first));
        assert_eq!(answer, Err(vec![RegistrationError::DirectiveMissing]));
        let answer = first.amended(None, first.content.clone());
        let both = vec![
            RegistrationError::NothingChanged,
            RegistrationError::DirectiveMissing,
        ];
        assert_eq!(answer, Err(both));
    }

    #[test]
    fn every_faulty_target_is_told_at_once() {
        let target = |text: &str| Target {
            indicator: Some("dt01".to_owned().into()),
            text: text.into(),
            value: None,
        };
        let answer = Version::first(Content {
            targets: vec![target("30 lớp"), target(" ")],
            ..Content::default()
        });
        let twice = RegistrationError::IndicatorTwice {
            indicator: "dt01".to_owned().into(),
        };
        assert_eq!(
            answer,
            Err(vec![RegistrationError::EmptyTarget { number: 2 }, twice])
        );
    }
}
