mod catalogue;
mod report;
mod statements;
mod transitions;
