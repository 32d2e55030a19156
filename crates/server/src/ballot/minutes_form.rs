//! Counting minutes as a form: everything on the paper, checked all at once.

use askama::Template;
use jiff::civil::Date;
use rules::ballot::{check_elected, check_minutes};
use rules::ids::UnitId;
use rules::law::{Base, Comparator, Law};
use store::ballot::{Candidate, CommitteeMember, Manner, MinutesFacts};
use store::units::Member;
use vietnamese::date::short;

use super::minutes_fields::{
    filled_threshold, read_count, read_counts, read_threshold, read_time, typed,
};
use super::{MENU, MemberNames, address, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::form::some;
use crate::web::page::Frame;
use crate::web::session::InYear;

/// The longest subject or place.
const LINE: usize = 300;
/// The longest text.
const TEXT: usize = 5000;
/// Lines for the counting committee.
const COUNTERS: usize = 7;

/// The numbers of the form: field and label.
const COUNTS: &[(&str, &str)] = &[
    ("thanh_vien", "Tổng số thành viên"),
    ("duoc_bo_phieu", "Được bỏ phiếu"),
    ("co_mat", "Có mặt"),
    ("phat_ra", "Phiếu phát ra"),
    ("thu_ve", "Phiếu thu về từ thùng phiếu"),
    ("hop_le", "Phiếu hợp lệ"),
    ("khong_hop_le", "Phiếu không hợp lệ"),
    ("duoc_chon", "Số đơn vị được chọn"),
];

/// A unit of the list.
struct UnitLine {
    slug: String,
    name: String,
    votes: String,
    elected: String,
    ground: Option<&'static str>,
}

/// A line of the committee: the fields of name and unit.
struct CounterLine {
    name: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "ballot/minutes_form.html")]
pub(super) struct MinutesForm {
    frame: Frame,
    base: String,
    action: String,
    title: &'static str,
    units: Vec<UnitLine>,
    counters: Vec<CounterLine>,
    choices: Vec<(String, String)>,
    /// The revision that a correction replaces.
    pub(super) replaces: Option<i64>,
    /// Why nothing can be recorded now.
    pub(super) closed: Option<&'static str>,
    /// Somebody else was faster.
    pub(super) stale: Option<&'static str>,
    form: Form,
}

impl MinutesForm {
    fn counts(&self) -> &'static [(&'static str, &'static str)] {
        COUNTS
    }

    fn manners(&self) -> Vec<(&'static str, &'static str)> {
        let known = Manner::ALL.iter().map(|one| (one.key(), one.title()));
        std::iter::once(("", "Không nêu")).chain(known).collect()
    }

    fn comparators(&self) -> Vec<(&'static str, &'static str)> {
        let known = Comparator::ALL.iter();
        known.map(|one| (one.key(), one.label())).collect()
    }

    fn bases(&self) -> Vec<(&'static str, &'static str)> {
        Base::ALL
            .iter()
            .map(|one| (one.key(), one.label()))
            .collect()
    }
}

/// What the form is read and shown with.
pub(super) struct Desk {
    members: Vec<Member>,
    grounds: Vec<(UnitId, &'static str)>,
    today: Date,
}

impl Desk {
    /// Members, and why some are not on the list.
    pub(super) async fn load(app: &App, in_year: &InYear) -> Result<Self, PageError> {
        let mut grounds: Vec<(UnitId, &'static str)> = Vec::new();
        for mark in app.store().eligibility_marks(&in_year.year.id).await? {
            grounds.retain(|(unit, _)| *unit != mark.unit);
            grounds.extend(mark.ground.map(|ground| (mark.unit, ground.label())));
        }
        Ok(Self {
            members: app.store().members(&in_year.year).await?,
            grounds,
            today: app.today(),
        })
    }

    fn ground(&self, unit: &UnitId) -> Option<&'static str> {
        let known = self.grounds.iter().find(|(known, _)| known == unit);
        known.map(|(_, ground)| *ground)
    }

    /// The page of the form.
    pub(super) fn page(
        &self,
        in_year: &InYear,
        title: &'static str,
        part: &str,
        form: Form,
    ) -> MinutesForm {
        let year = &in_year.year;
        let units = self.members.iter().map(|member| UnitLine {
            votes: votes_field(member),
            elected: elected_field(member),
            ground: self.ground(&member.unit),
            slug: member.slug.clone(),
            name: member.name.clone(),
        });
        let none = (String::new(), "Cơ quan cấp trên, hoặc không nêu".to_owned());
        let members = self.members.iter();
        let choices = members.map(|member| (member.slug.clone(), member.short_name.clone()));
        MinutesForm {
            frame: Frame::of_year(&in_year.session, year, MENU),
            base: address(year, ""),
            action: address(year, part),
            title,
            units: units.collect(),
            counters: (0..COUNTERS).map(counter_line).collect(),
            choices: std::iter::once(none).chain(choices).collect(),
            replaces: None,
            closed: None,
            stale: None,
            form,
        }
    }

    /// Reads the minutes; everything that is wrong is refused at once.
    pub(super) fn read(&self, form: &mut Form) -> Option<MinutesFacts> {
        let subject = form.required("noi_dung", LINE);
        let manner = if form.value("cach").is_empty() {
            None
        } else {
            form.choice("cach", Manner::from_key)
        };
        let held_on = form.date_optional("ngay");
        let held_at = form.parsed_optional("gio", read_time);
        if let Some(day) = held_on.filter(|day| *day > self.today) {
            let text = format!(
                "Ngày {} ở sau hôm nay. Ghi sau khi đã kiểm phiếu.",
                short(day)
            );
            form.refuse("ngay", text);
        }
        let facts = MinutesFacts {
            subject,
            manner,
            held_on,
            held_at,
            place: some(form.optional("dia_diem", LINE)),
            counts: read_counts(form),
            candidates: self.read_candidates(form),
            committee: self.read_committee(form),
            threshold: read_threshold(form),
            complaints: some(form.optional("khieu_nai", TEXT)),
            source: None,
        };
        self.refuse_findings(form, &facts);
        form.errors().is_empty().then_some(facts)
    }

    fn read_candidates(&self, form: &mut Form) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for member in &self.members {
            let agreed = read_count(form, &votes_field(member));
            let elected_as = some(form.optional(&elected_field(member), LINE));
            let listed = form.has("co_ten", &member.slug);
            if !listed && agreed.is_none() && elected_as.is_none() {
                continue;
            }
            if let Some(ground) = self.ground(&member.unit) {
                let text = format!(
                    "{} không xếp hạng ({ground}), nên không có tên trong danh sách bình xét. Bỏ đơn vị này.",
                    member.name
                );
                form.refuse("co_ten", text);
            }
            candidates.push(Candidate {
                unit: member.unit.clone(),
                agreed,
                elected_as,
                source: None,
            });
        }
        if candidates.is_empty() {
            let text =
                "Chưa có đơn vị nào trong danh sách bình xét. Chọn các đơn vị có tên trong phiếu.";
            form.refuse("co_ten", text);
        }
        candidates
    }

    fn read_committee(&self, form: &mut Form) -> Vec<CommitteeMember> {
        let mut committee = Vec::new();
        for line in (0..COUNTERS).map(counter_line) {
            let name = form.optional(&line.name, LINE);
            if name.is_empty() {
                continue;
            }
            let slug = form.value(&line.unit);
            let unit = self.members.iter().find(|member| member.slug == slug);
            committee.push(CommitteeMember {
                name: Some(name),
                unit: unit.map(|member| member.unit.clone()),
            });
        }
        committee
    }

    /// What does not hold between the numbers. The choice of counters may stand with the meeting's reason.
    fn refuse_findings(&self, form: &mut Form, facts: &MinutesFacts) {
        let names = MemberNames(&self.members);
        let minutes = facts.for_check();
        let day = facts.held_on.unwrap_or(self.today);
        let findings = check_minutes(&minutes, Law::embedded(), day).unwrap_or_default();
        for finding in findings {
            if finding.is_error() || minutes.waiver.is_none() {
                let (field, text) = messages::minutes(&finding, &names);
                form.refuse(field, text);
            }
        }
        let elected = facts.candidates.iter();
        let elected: Vec<UnitId> = elected
            .filter(|candidate| candidate.elected_as.is_some())
            .map(|candidate| candidate.unit.clone())
            .collect();
        let threshold = facts.threshold.as_ref();
        for finding in check_elected(&elected, &minutes, threshold) {
            form.refuse("co_ten", messages::elected(&finding, threshold, &names));
        }
    }

    /// The form filled with a revision, for correcting it.
    pub(super) fn filled(&self, facts: &MinutesFacts, revision: i64) -> Form {
        let text = |known: &Option<String>| known.clone().unwrap_or_default();
        let counts = &facts.counts;
        let mut values = vec![
            ("ban".to_owned(), revision.to_string()),
            ("noi_dung".to_owned(), facts.subject.clone()),
            (
                "cach".to_owned(),
                facts.manner.map_or("", |one| one.key()).to_owned(),
            ),
            (
                "ngay".to_owned(),
                facts.held_on.map_or_else(String::new, short),
            ),
            (
                "gio".to_owned(),
                facts
                    .held_at
                    .map_or_else(String::new, |time| time.strftime("%H:%M").to_string()),
            ),
            ("dia_diem".to_owned(), text(&facts.place)),
            ("mien".to_owned(), text(&counts.waiver)),
            ("khieu_nai".to_owned(), text(&facts.complaints)),
        ];
        let numbers = [
            counts.members,
            counts.entitled,
            counts.present,
            counts.issued,
            counts.collected,
            counts.valid,
            counts.invalid,
            counts.seats,
        ];
        let numbers = COUNTS.iter().zip(numbers);
        values.extend(numbers.map(|((field, _), known)| ((*field).to_owned(), typed(known))));
        values.extend(filled_threshold(facts.threshold.as_ref()));
        values.extend(self.filled_lines(facts));
        let named = values.iter();
        Form::filled(named.map(|(name, value)| (name.as_str(), value.clone())))
    }

    fn filled_lines(&self, facts: &MinutesFacts) -> Vec<(String, String)> {
        let slug = |unit: &UnitId| {
            let known = self.members.iter().find(|member| member.unit == *unit);
            known.map_or_else(String::new, |member| member.slug.clone())
        };
        let mut values = Vec::new();
        for candidate in &facts.candidates {
            if let Some(member) = self.members.iter().find(|one| one.unit == candidate.unit) {
                values.push(("co_ten".to_owned(), member.slug.clone()));
                values.push((votes_field(member), typed(candidate.agreed)));
                let elected = candidate.elected_as.clone().unwrap_or_default();
                values.push((elected_field(member), elected));
            }
        }
        for (one, line) in facts.committee.iter().zip((0..COUNTERS).map(counter_line)) {
            values.push((line.name, one.name.clone().unwrap_or_default()));
            values.push((line.unit, one.unit.as_ref().map(slug).unwrap_or_default()));
        }
        values
    }
}

fn votes_field(member: &Member) -> String {
    format!("phieu_{}", member.slug)
}

fn elected_field(member: &Member) -> String {
    format!("suy_ton_{}", member.slug)
}

fn counter_line(place: usize) -> CounterLine {
    CounterLine {
        name: format!("kiem_phieu_{place}"),
        unit: format!("kiem_phieu_don_vi_{place}"),
    }
}
