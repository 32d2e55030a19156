//! Visits of the public pages: how many, never whose.
//!
//! Processes add their views to the row of the day, so that several of them count together; how many visitors
//! each has seen in the last minutes is a row of its own.

use access::{Permit, actions::portal::KeepSite};
use jiff::ToSpan;
use jiff::civil::Date;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::error::duplicate;
use crate::{Store, StoreError, table};

table!(base_row = "portal_visit_base", keys { id }, {
    online: i64,
    today: i64,
    week: i64,
    views: i64,
    source: String,
});

table!(day_row = "portal_visit_day", keys { day }, {
    views: i64,
});

table!(online_row = "portal_visit_online", keys { process }, {
    visitors: i64,
    seen_at: i64,
});

/// There is one site, so one base of its counters.
const SITE: &str = "site";
/// A process that has not said anything for so long has ended; in microseconds.
const SILENCE: i64 = 120_000_000;

/// What the counters of a site stood at before this program carried them on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitBase {
    /// Visitors at that moment.
    pub online: i64,
    /// Views of that day.
    pub today: i64,
    /// Views of that week.
    pub week: i64,
    /// All views until then: the count goes on from here.
    pub all: i64,
    /// Where it is written.
    pub source: String,
}

/// What the counters stand at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Visitors whom the other processes have seen in the last minutes.
    pub online_elsewhere: i64,
    /// Views of the day.
    pub today: i64,
    /// Views of the week, which begins on Monday.
    pub week: i64,
    /// All views, with those before this program.
    pub all: i64,
}

impl Store {
    /// Puts on record what the counters stood at. `Duplicate` where they were carried on before.
    pub async fn carry_visits_on(
        &self,
        permit: &Permit<KeepSite>,
        base: VisitBase,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = base_row::Model {
            id: SITE.to_owned(),
            online: base.online,
            today: base.today,
            week: base.week,
            views: base.all,
            source: base.source,
        };
        act.insert::<base_row::Entity>(row)
            .await
            .map_err(duplicate("visits"))?;
        act.finish().await?;
        Ok(())
    }

    /// What the counters stood at before this program; none where it counts from zero.
    pub async fn visit_base(&self) -> Result<Option<VisitBase>, StoreError> {
        let row = base_row::Entity::find_by_id(SITE).one(&self.db).await?;
        Ok(row.map(|row| VisitBase {
            online: row.online,
            today: row.today,
            week: row.week,
            all: row.views,
            source: row.source,
        }))
    }

    /// Adds views to those of a day; other processes may do the same at once.
    pub async fn add_views(&self, day: Date, views: i64) -> Result<(), StoreError> {
        let row = day_row::Model {
            day: day.to_string(),
            views,
        };
        let sum = Expr::col((day_row::Entity, day_row::Column::Views)).add(views);
        day_row::Entity::insert(row.into_active_model().reset_all())
            .on_conflict(
                OnConflict::column(day_row::Column::Day)
                    .value(day_row::Column::Views, sum)
                    .to_owned(),
            )
            .exec_without_returning(&self.db)
            .await?;
        Ok(())
    }

    /// Says how many visitors a process has seen in the last minutes; rows of processes that ended go.
    pub async fn say_online(&self, process: &str, visitors: i64) -> Result<(), StoreError> {
        let now = self.sources.micros();
        online_row::Entity::delete_many()
            .filter(online_row::Column::SeenAt.lt(now - SILENCE))
            .exec(&self.db)
            .await?;
        let row = online_row::Model {
            process: process.to_owned(),
            visitors,
            seen_at: now,
        };
        online_row::Entity::insert(row.into_active_model().reset_all())
            .on_conflict(
                OnConflict::column(online_row::Column::Process)
                    .update_columns([online_row::Column::Visitors, online_row::Column::SeenAt])
                    .to_owned(),
            )
            .exec_without_returning(&self.db)
            .await?;
        Ok(())
    }

    /// Takes back what a process said, because it ends.
    pub async fn go_offline(&self, process: &str) -> Result<(), StoreError> {
        online_row::Entity::delete_by_id(process)
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// What the counters stand at on a day, as one of the processes sees it.
    pub async fn visits(&self, today: Date, process: &str) -> Result<Visits, StoreError> {
        let monday = today - i64::from(today.weekday().to_monday_zero_offset()).days();
        let (first, last) = (monday.to_string(), today.to_string());
        let mut visits = Visits::default();
        // One row a day: a few hundred rows a year.
        for row in day_row::Entity::find().all(&self.db).await? {
            visits.all += row.views;
            if row.day >= first && row.day <= last {
                visits.week += row.views;
            }
            if row.day == last {
                visits.today += row.views;
            }
        }
        visits.all += self.visit_base().await?.map_or(0, |base| base.all);
        let elsewhere = online_row::Entity::find()
            .filter(online_row::Column::Process.ne(process))
            .filter(online_row::Column::SeenAt.gte(self.sources.micros() - SILENCE))
            .all(&self.db)
            .await?;
        visits.online_elsewhere = elsewhere.iter().map(|row| row.visitors).sum();
        Ok(visits)
    }
}
