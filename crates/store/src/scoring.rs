//! Scoring tables and scores.
