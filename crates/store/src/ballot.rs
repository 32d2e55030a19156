//! Counting minutes.
