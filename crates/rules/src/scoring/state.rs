//! From a draft of a scoring table to the table that scores are given by.

use serde::{Deserialize, Serialize};

/// Where a version of a scoring table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableState {
    /// Nháp.
    #[default]
    Draft,
    /// Đã thống nhất: the members agreed.
    Agreed,
    /// Đã ban hành: scores are given by it.
    Issued,
}

impl TableState {
    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Nháp",
            Self::Agreed => "Đã thống nhất",
            Self::Issued => "Đã ban hành",
        }
    }
}

/// What happens to a version of a scoring table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableAct {
    /// The members agree to it.
    Agree,
    /// It goes back to the draft.
    Reopen,
    /// It is issued.
    Issue,
}

impl TableAct {
    /// All, in the order in which they follow.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Reopen, Self::Issue];

    /// The key that tables keep.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Reopen => "reopen",
            Self::Issue => "issue",
        }
    }

    /// The one of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agree => "Các đơn vị thống nhất",
            Self::Reopen => "Đưa về nháp để sửa",
            Self::Issue => "Ban hành",
        }
    }
}

/// The act does not follow from where the table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{act:?} does not follow from {state:?}")]
pub struct NotFromHere {
    /// Where it stands.
    pub state: TableState,
    /// The act.
    pub act: TableAct,
}

impl TableState {
    /// The state to which an act leads.
    pub const fn after(self, act: TableAct) -> Result<Self, NotFromHere> {
        match (self, act) {
            (Self::Draft, TableAct::Agree) => Ok(Self::Agreed),
            (Self::Agreed, TableAct::Reopen) => Ok(Self::Draft),
            (Self::Agreed, TableAct::Issue) => Ok(Self::Issued),
            (state, act) => Err(NotFromHere { state, act }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{TableAct, TableState};

    #[test]
    fn a_table_is_issued_only_after_the_members_agreed() {
        assert!(TableState::Draft.after(TableAct::Issue).is_err());
        let agreed = TableState::Draft.after(TableAct::Agree);
        assert_eq!(
            agreed.and_then(|state| state.after(TableAct::Issue)),
            Ok(TableState::Issued)
        );
    }

    #[test]
    fn an_issued_table_stays_as_it_is() {
        for act in TableAct::ALL {
            assert!(TableState::Issued.after(act).is_err(), "{act:?}");
        }
    }
}
