//! The commands through the program itself: what they say, and the code they end with.

mod backup;
mod check;
mod log;
mod program;
mod serve;
mod served;
mod user;
mod wrong_use;
