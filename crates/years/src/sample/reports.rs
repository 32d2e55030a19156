//! The reports of the first half of the sample year, in every state that a report can be in.

use access::actions::figures::{ApproveReport, LockReport, OpenRound, ReturnReport, SendReport};
use jiff::civil::date;
use rules::figures::{Basis, Catalogue, Figures, Section};
use rules::ids::UnitId;
use store::StoreError;
use store::figures::{
    NewFigures, NewRound, Remark, ReportError, Round, Seen, Signing, plain, version_code,
};

use super::Sample;
use super::figures::{Slip, enter, enter_on_behalf, values};
use super::numbers;
use crate::load::LoadError;

/// How far a unit's report has come.
enum Course {
    /// One section entered, nothing sent.
    Begun,
    Sent,
    /// Entered by the head's office on the unit's message, and sent.
    OnBehalf,
    /// Sent with an error and an explanation.
    Flawed(Slip),
    /// Returned for one figure.
    Returned(Slip),
    Approved,
    Locked,
}

fn course(slug: &str) -> Course {
    match slug {
        "hau-giang" => Course::Begun,
        "dong-thap" | "tra-vinh" => Course::Sent,
        "ca-mau" => Course::OnBehalf,
        "kien-giang" => Course::Flawed(Slip {
            indicator: "dt01",
            add: 1,
        }),
        "tien-giang" => Course::Returned(Slip {
            indicator: "kh_total",
            add: 2,
        }),
        "ben-tre" | "vinh-long" => Course::Locked,
        _ => Course::Approved,
    }
}

/// Opens the rounds and lets every report come as far as its course says.
pub(super) async fn make(sample: &Sample<'_>) -> Result<(), LoadError> {
    sample.on(date(2022, 6, 15));
    let permit = sample.permit(OpenRound, sample.matter("round"))?;
    let cut_off = date(2022, 6, 30);
    let half = NewRound {
        name: "Báo cáo số liệu 6 tháng đầu năm 2022".to_owned(),
        basis: Basis::ToCutoff { cut_off },
        last_day: date(2022, 7, 10),
        signing: Signing::Paper,
    };
    let round = sample.store().open_round(&permit, half).await?;
    let catalogue = round.catalogue();
    sample.on(date(2022, 7, 4));
    for (seed, member) in (2022..).zip(&sample.members) {
        let figures = numbers::figures(&catalogue, seed);
        let of = Unit {
            sample,
            round: &round,
            catalogue: &catalogue,
            unit: &member.unit,
        };
        of.follow(&figures, course(&member.slug)).await?;
    }
    Ok(())
}

/// One unit in the round.
struct Unit<'a> {
    sample: &'a Sample<'a>,
    round: &'a Round,
    catalogue: &'a Catalogue,
    unit: &'a UnitId,
}

impl Unit<'_> {
    async fn follow(&self, figures: &Figures, course: Course) -> Result<(), LoadError> {
        match course {
            Course::Begun => {
                let new = self.section(figures, None, Section::Training);
                enter(self.sample, self.round, self.unit, new).await
            }
            Course::Sent => self.send(figures, None).await,
            Course::OnBehalf => {
                for section in Section::ALL {
                    let new = self.section(figures, None, section);
                    enter_on_behalf(self.sample, self.round, self.unit, new).await?;
                }
                self.send_entered().await
            }
            Course::Flawed(slip) => self.send(figures, Some(&slip)).await,
            Course::Returned(slip) => {
                self.send(figures, Some(&slip)).await?;
                self.give_back(&slip).await
            }
            Course::Approved => {
                self.send(figures, None).await?;
                self.approve().await
            }
            Course::Locked => {
                self.send(figures, None).await?;
                self.approve().await?;
                self.lock().await
            }
        }
    }

    fn section(&self, figures: &Figures, slip: Option<&Slip>, section: Section) -> NewFigures {
        NewFigures {
            section,
            seen: 0,
            values: values(self.catalogue, figures, slip, section),
        }
    }

    async fn send(&self, figures: &Figures, slip: Option<&Slip>) -> Result<(), LoadError> {
        for section in Section::ALL {
            let new = self.section(figures, slip, section);
            enter(self.sample, self.round, self.unit, new).await?;
        }
        self.send_entered().await
    }

    async fn send_entered(&self) -> Result<(), LoadError> {
        let store = self.sample.store();
        let entered = plain(&store.unit_figures(self.round, self.unit).await?);
        let seen = Seen {
            code: Some(version_code(self.round, self.unit, &entered)?),
            ..self.seen().await?
        };
        let permit = self.sample.permit(SendReport, self.matter())?;
        let explanation =
            Some("Trường đã rà soát, số liệu còn tiếp tục cập nhật (giải trình mẫu).");
        let sent = store.send_report(&permit, &self.round.id, &seen, explanation);
        sent.await.map(|_| ()).map_err(refused)
    }

    async fn give_back(&self, slip: &Slip) -> Result<(), LoadError> {
        let remarks = [Remark {
            indicator: slip.indicator.to_owned().into(),
            reason: "Tổng số khác tổng các cấp; đề nghị trường kiểm tra lại (mẫu).".to_owned(),
        }];
        let permit = self.sample.permit(ReturnReport, self.matter())?;
        let reason = Some("Đề nghị trường rà soát số đề tài (mẫu).");
        let seen = self.seen().await?;
        let store = self.sample.store();
        let returned = store.return_report(&permit, &self.round.id, &seen, reason, &remarks);
        returned.await.map(|_| ()).map_err(refused)
    }

    async fn approve(&self) -> Result<(), LoadError> {
        let permit = self.sample.permit(ApproveReport, self.matter())?;
        let seen = self.seen().await?;
        let store = self.sample.store();
        let approved = store.approve_report(&permit, &self.round.id, &seen);
        approved.await.map(|_| ()).map_err(refused)
    }

    async fn lock(&self) -> Result<(), LoadError> {
        let permit = self.sample.permit(LockReport, self.matter())?;
        let seen = self.seen().await?;
        let store = self.sample.store();
        let reason = Some("Trường gửi bản ký sau; khóa theo số liệu đã duyệt (lý do mẫu).");
        let locked = store.lock_report(&permit, &self.round.id, &seen, reason);
        locked.await.map(|_| ()).map_err(refused)
    }

    async fn seen(&self) -> Result<Seen, LoadError> {
        let reports = self.sample.store().reports(self.round).await?;
        let status = reports.of(self.unit)?;
        Ok(Seen {
            acts: status.acts,
            code: None,
        })
    }

    fn matter(&self) -> access::Matter {
        access::Matter::of_year("report", self.round.id.as_str(), &self.sample.year)
            .of_unit(self.unit)
    }
}

fn refused(error: ReportError) -> LoadError {
    match error {
        ReportError::Store(error) => error.into(),
        ReportError::Refused(_) | ReportError::Empty => {
            let (what, why) = ("report", "the rules refuse the sample");
            StoreError::Refused { what, why }.into()
        }
    }
}
