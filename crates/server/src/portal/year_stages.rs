//! The year as a line of stages: what is known of each, and where no source says anything.
//!
//! The facts are read once and worded once; the desk and the public page print the same line.

mod facts;

use jiff::civil::Date;
use store::conference::MeetingFacts;
use store::figures::Round;
use store::units::{ClusterYear, Member};
use vietnamese::date::short;
use vietnamese::number::prose_count;

use self::facts::Facts;
use crate::web::app::App;
use crate::web::error::PageError;

/// A stage of the year.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stage {
    /// Which one it is.
    pub place: Place,
    /// `done`, `now`, `next` or `unknown`.
    pub state: &'static str,
    /// What is known of it.
    pub note: String,
}

/// The stages in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Directives,
    Registration,
    Figures,
    Scoring,
    Conference,
    Ballot,
    Awards,
    Publication,
    Handover,
}

/// The line of a year, and the rounds that were counted for it.
pub(crate) struct YearLine {
    /// The stages in their order.
    pub stages: Vec<Stage>,
    /// How far the reports of each round have come, the newest round first.
    pub rounds: Vec<RoundProgress>,
}

/// How far the reports of a round have come.
pub(crate) struct RoundProgress {
    /// The round.
    pub round: Round,
    /// Reports that have left the hands of their units.
    pub sent: usize,
    /// Reports that are approved or locked.
    pub settled: usize,
    /// The members of the year.
    pub total: usize,
}

/// What is known of a stage.
enum Known {
    /// It is behind the year.
    Done(String),
    /// It is not over yet.
    Waits(String),
    /// No source says anything of it.
    Nothing,
}

impl YearLine {
    /// Reads everything that is known of the stages of a year.
    pub(crate) async fn read(
        app: &App,
        year: &ClusterYear,
        members: &[Member],
    ) -> Result<Self, PageError> {
        let facts = Facts::read(app, year, members).await?;
        Ok(Self {
            stages: facts.line(),
            rounds: facts.rounds,
        })
    }
}

impl Stage {
    /// Its name.
    pub(crate) const fn name(&self) -> &'static str {
        match self.place {
            Place::Directives => "Văn bản chỉ đạo",
            Place::Registration => "Đăng ký, giao ước",
            Place::Figures => "Số liệu",
            Place::Scoring => "Chấm điểm",
            Place::Conference => "Hội nghị",
            Place::Ballot => "Bình xét, suy tôn",
            Place::Awards => "Khen thưởng",
            Place::Publication => "Công bố",
            Place::Handover => "Bàn giao",
        }
    }

    /// The state in words, for those who do not see its sign.
    pub(crate) fn state_words(&self) -> &'static str {
        match self.state {
            "done" => "đã xong",
            "now" => "đang làm",
            "next" => "chưa đến",
            _ => "không rõ",
        }
    }
}

/// Of a year that is over, a stage of which nothing is known stays unknown; of one that runs, the first such is now.
fn in_line(known: impl IntoIterator<Item = (Place, Known)>, over: bool) -> Vec<Stage> {
    let mut now_given = false;
    let mut next = |note: String| {
        let first = !std::mem::replace(&mut now_given, true);
        (if first { "now" } else { "next" }, note)
    };
    let stage = |(place, known)| {
        let (state, note) = match known {
            Known::Done(note) => ("done", note),
            Known::Waits(note) => next(note),
            Known::Nothing if over => ("unknown", super::SILENT.to_owned()),
            Known::Nothing => next("chưa có".to_owned()),
        };
        Stage { place, state, note }
    };
    known.into_iter().map(stage).collect()
}

impl Facts {
    fn line(&self) -> Vec<Stage> {
        let known = [
            (Place::Directives, self.directives()),
            (Place::Registration, self.registration()),
            (Place::Figures, self.figures()),
            (Place::Scoring, self.scoring()),
            (Place::Conference, self.conference()),
            (Place::Ballot, self.ballot()),
            (Place::Awards, self.awards()),
            (Place::Publication, self.publication()),
            (Place::Handover, self.handover()),
        ];
        in_line(known, self.over)
    }

    fn directives(&self) -> Known {
        match (self.papers.iter().min(), self.papers.iter().max()) {
            (Some(first), Some(last)) => {
                Known::Done(format!("{}–{}", day_of(*first), day_of(*last)))
            }
            _ => Known::Nothing,
        }
    }

    fn registration(&self) -> Known {
        if let Some(day) = self.pledged_on {
            return Known::Done(format!("ký {}", day_of(day)));
        }
        let note = format!("{}/{} đơn vị đã đăng ký", self.registered, self.members);
        match self.registered {
            0 => Known::Nothing,
            _ if self.over => Known::Done("ngày ký: không nêu".to_owned()),
            registered if registered < self.members => Known::Waits(note),
            _ => Known::Done(note),
        }
    }

    /// Reports of the units come before what a publication stated: they are the work.
    fn figures(&self) -> Known {
        let Some(last) = self.rounds.first() else {
            let stated = || Known::Done("theo báo cáo gốc".to_owned());
            return if self.stated {
                stated()
            } else {
                Known::Nothing
            };
        };
        let (settled, total) = (count(last.settled), last.total);
        if last.settled == last.total {
            return Known::Done(format!("{settled} đơn vị đã duyệt"));
        }
        Known::Waits(match last.settled {
            0 => format!("{}/{total} đơn vị đã gửi", count(last.sent)),
            _ => format!("{settled}/{total} đơn vị đã duyệt"),
        })
    }

    fn scoring(&self) -> Known {
        match (self.scores_published, self.scored) {
            (true, _) => Known::Done("đã công bố điểm".to_owned()),
            (false, true) => Known::Waits("đang chấm".to_owned()),
            (false, false) => Known::Nothing,
        }
    }

    fn conference(&self) -> Known {
        let Some(MeetingFacts { held_on, mode, .. }) = &self.summary else {
            return Known::Nothing;
        };
        let mode = mode.map(|mode| mode.title().to_lowercase());
        let day = held_on.map(day_of);
        let note: Vec<String> = day.into_iter().chain(mode).collect();
        let note = note.join(", ");
        match held_on {
            Some(day) if *day < self.today => Known::Done(note),
            Some(_) => Known::Waits(note),
            None if self.over => Known::Done("ngày họp: không nêu".to_owned()),
            None => Known::Waits("chưa có ngày".to_owned()),
        }
    }

    fn ballot(&self) -> Known {
        if self.elected {
            let day = self.summary.as_ref().and_then(|summary| summary.held_on);
            return Known::Done(day.map_or_else(|| "đã suy tôn".to_owned(), day_of));
        }
        if self.minutes {
            return Known::Waits("đã có biên bản, chưa suy tôn".to_owned());
        }
        Known::Nothing
    }

    fn awards(&self) -> Known {
        match (self.awards, self.undecided) {
            (0, _) => Known::Nothing,
            (_, 0) => Known::Done("đã có quyết định".to_owned()),
            (all, undecided) if all == undecided => {
                Known::Waits("đã đề nghị, chờ quyết định".to_owned())
            }
            (all, undecided) => Known::Waits(format!(
                "{}/{all} đề nghị đã có quyết định",
                count(all.saturating_sub(undecided))
            )),
        }
    }

    fn publication(&self) -> Known {
        match self.articles {
            0 => Known::Nothing,
            number => Known::Done(format!("{} bài", count(number))),
        }
    }

    fn handover(&self) -> Known {
        if let Some(day) = self.handed_over_on {
            return Known::Done(format!("bàn giao {}", short(day)));
        }
        if let Some(day) = self.successor_recognised_on {
            return Known::Waits(format!("công nhận {}, chờ bàn giao", short(day)));
        }
        if self.introduced {
            return Known::Waits("đã giới thiệu, chờ công nhận".to_owned());
        }
        Known::Nothing
    }
}

fn count(number: usize) -> String {
    prose_count(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A day of the year itself: "26/11".
fn day_of(day: Date) -> String {
    let short = short(day);
    short
        .rsplit_once('/')
        .map_or(short.clone(), |(day, _)| day.to_owned())
}

#[cfg(test)]
mod tests;
