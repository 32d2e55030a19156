//! Plans, themes, registrations and their versions, pledge.
