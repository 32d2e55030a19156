//! Every act that needs a permit, by stage of the year. The Cedar schema is made from these lists.

pub mod awards;
pub mod ballot;
pub mod conference;
pub mod directives;
pub mod figures;
pub mod people;
pub mod portal;
pub mod registration;
pub mod scoring;
pub mod succession;
pub mod units;

/// An act that somebody may or may not do to a [`crate::Matter`].
pub trait Action: Copy + Send + Sync + 'static {
    /// The name of the action in policies and in the history.
    const NAME: &'static str;
    /// What the act is called on screen, beginning with a verb.
    const TITLE: &'static str;
}

/// Declares the actions of one stage: one unit type each, and the list `ALL` of (name, title).
macro_rules! actions {
    ($($(#[$meta:meta])* $name:ident = $title:literal;)*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct $name;

            impl $crate::Action for $name {
                const NAME: &'static str = stringify!($name);
                const TITLE: &'static str = $title;
            }
        )*
        /// Name and title of every action of this stage.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $title)),*];
    };
}
pub(crate) use actions;

/// Name and title of every action of every stage.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        units::ALL,
        people::ALL,
        directives::ALL,
        registration::ALL,
        figures::ALL,
        scoring::ALL,
        conference::ALL,
        ballot::ALL,
        awards::ALL,
        succession::ALL,
        portal::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The Vietnamese title of an action by its name, as the history shows it.
pub fn title(name: &str) -> Option<&'static str> {
    all()
        .find(|(known, _)| *known == name)
        .map(|(_, title)| title)
}
