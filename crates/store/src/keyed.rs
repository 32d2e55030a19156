//! Enums that tables keep by key and pages show by title, written once.

/// Declares an enum with `ALL`, `key`, `from_key` and `title`.
macro_rules! keyed {
    (
        $(#[$meta:meta])*
        $name:ident { $($(#[$of:meta])* $variant:ident = $key:literal, $title:literal;)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            /// Every one, in the order in which forms offer them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The key that tables and forms keep.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The one of a key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }

            /// The Vietnamese term.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}
pub(crate) use keyed;

use crate::StoreError;

/// A key of a table that the program does not know.
pub(crate) fn unknown_key(what: &str, key: &str) -> StoreError {
    StoreError::Broken(format!("\"{key}\" is not a {what}"))
}
