//! Identities of the things a cluster-year is made of.
//!
//! Ids are opaque text (UUIDv7 when made by the program); they are never shown to people and never
//! derived from names, because names change and two units may bear the same one.

/// Declares a newtype over the text of an id, so that a unit's id cannot be passed for a person's.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text of an id as it is stored or as it came in an address.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A unit (đơn vị): a school, an academy, a local superior; stable through renaming and merging.
    UnitId
);
id!(
    /// A person (người dùng, cán bộ, người ký).
    PersonId
);
id!(
    /// A cluster (cụm thi đua) through all its years.
    ClusterId
);
id!(
    /// A cluster in one emulation year (năm thi đua của một cụm).
    ClusterYearId
);
id!(
    /// A directive or other registered paper (văn bản).
    DirectiveId
);
id!(
    /// A stored file of evidence (minh chứng).
    EvidenceId
);
id!(
    /// A reporting round of a cluster-year (kỳ báo cáo).
    RoundId
);
id!(
    /// A report as it was sent, its figures frozen (bản báo cáo đã gửi).
    RevisionId
);
id!(
    /// One immutable figure of one unit (số liệu).
    ObservationId
);
id!(
    /// What a published source says (trích dẫn).
    StatementId
);
id!(
    /// An article of the portal (tin, bài).
    ArticleId
);
