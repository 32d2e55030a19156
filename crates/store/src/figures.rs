//! Observations, reports and their revisions, statements, corrections.
