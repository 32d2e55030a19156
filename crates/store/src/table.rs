//! A table's row, written once.

/// Declares a tracked table: its key columns (text), the columns that hold personal data, the others.
///
/// Makes a module with SeaORM's entity. Column types are `String`, `i64`, `bool` or an `Option` of one.
/// A table with personal columns has a column `privacy_key: Option<String>`; the history keeps an HMAC
/// under that key instead of each personal value, so that erasing value and key leaves the chain whole.
macro_rules! table {
    (
        $(#[$meta:meta])*
        $module:ident = $table:literal, keys { $($key:ident),+ $(,)? },
        { $($field:ident : $type:ident $(<$inner:ident>)?),* $(,)? }
        $(personal { $($personal:ident),+ $(,)? })?
    ) => {
        $(#[$meta])*
        pub(crate) mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $(
                    #[sea_orm(primary_key, auto_increment = false)]
                    pub $key: String,
                )+
                $(pub $field: $type $(<$inner>)?,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            impl crate::history::Tracked for Entity {
                const TABLE: &'static str = $table;

                fn key(model: &Model) -> String {
                    [$(model.$key.as_str()),+].join("/")
                }

                fn image(model: &Model) -> Result<serde_json::Value, serde_json::Error> {
                    #[allow(unused_mut, clippy::allow_attributes, reason = "mutated only where the table has personal columns")]
                    let mut image = serde_json::to_value(model)?;
                    $(crate::history::veil(&mut image, model.privacy_key.as_deref(), &[$(stringify!($personal)),+]);)?
                    Ok(image)
                }
            }
        }
    };
}
pub(crate) use table;
