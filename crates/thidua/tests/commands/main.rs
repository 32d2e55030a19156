//! The commands through the program itself: what they say, and the code they end with.

mod backup;
mod check;
mod program;
mod serve;
mod wrong_use;
