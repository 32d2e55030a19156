//! Tasks that come out of a meeting: what it resolved, what an upper body asked for.

use access::Permit;
use access::actions::conference::{KeepConference, KeepTasks};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::ids::{ClusterYearId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use super::{TaskKind, closure, meeting_row, task};
use crate::keyed::unknown_key;
use crate::units::day;
use crate::{Store, StoreError};

/// A task to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// Where it comes from.
    pub kind: TaskKind,
    /// The wording, verbatim.
    pub text: String,
    /// The speech it was asked for in.
    pub speech: Option<String>,
    /// The unit that answers for it; none where nobody was named.
    pub owner: Option<UnitId>,
    /// The last day.
    pub due_on: Option<Date>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// That a task is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// What came of it.
    pub note: String,
    /// When it was closed.
    pub at: Timestamp,
    /// By whom, as the history names it.
    pub by: String,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: String,
    /// The cluster-year.
    pub year: ClusterYearId,
    /// The meeting it came out of.
    pub meeting: String,
    /// What was given.
    pub given: NewTask,
    /// That it is done; none while it is open.
    pub closure: Option<Closure>,
    /// For optimistic locking.
    pub version: i64,
}

impl Store {
    /// Gives a task out of a meeting.
    pub async fn give_task(
        &self,
        permit: &Permit<KeepConference>,
        meeting_id: &str,
        new: NewTask,
    ) -> Result<String, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        meeting_row(act.db(), &year, meeting_id).await?;
        let row = row(year, id.clone(), meeting_id.to_owned(), new, 1);
        act.insert::<task::Entity>(row).await?;
        act.finish().await?;
        Ok(id)
    }

    /// Changes an open task; `version` is the one that the form was filled from.
    pub async fn change_task(
        &self,
        permit: &Permit<KeepConference>,
        id: &str,
        version: i64,
        new: NewTask,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = find(act.db(), year.clone(), id).await?;
        let closed = closure_of(act.db(), &year, id).await?.is_some();
        if closed || known.version != version {
            return Err(StoreError::Stale("task"));
        }
        let row = row(
            known.cluster_year_id,
            known.id,
            known.meeting_id,
            new,
            version + 1,
        );
        act.update::<task::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Closes a task with what came of it. A permit for one unit closes that unit's tasks only.
    pub async fn close_task(
        &self,
        permit: &Permit<KeepTasks>,
        id: &str,
        note: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = find(act.db(), year.clone(), id).await?;
        own(permit, &known)?;
        if closure_of(act.db(), &year, id).await?.is_some() {
            return Err(StoreError::Stale("task"));
        }
        let row = closure::Model {
            cluster_year_id: year,
            id: known.id,
            note: note.to_owned(),
            closed_at: act.at(),
            closed_by: act.actor().to_owned(),
        };
        act.insert::<closure::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Opens a closed task again, with the reason.
    pub async fn reopen_task(
        &self,
        permit: &Permit<KeepTasks>,
        id: &str,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let known = find(act.db(), year.clone(), id).await?;
        own(permit, &known)?;
        let closed = closure_of(act.db(), &year, id)
            .await?
            .ok_or(StoreError::Stale("task"))?;
        act.delete::<closure::Entity>(closed).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// One task of a year.
    pub async fn task(&self, year: &ClusterYearId, id: &str) -> Result<Option<Task>, StoreError> {
        let found = task::Entity::find_by_id((year.to_string(), id.to_owned()));
        Ok(self.tasks_of(found).await?.pop())
    }

    /// All tasks of a year, by last day; those without one last.
    pub async fn tasks(&self, year: &ClusterYearId) -> Result<Vec<Task>, StoreError> {
        self.tasks_of(task::Entity::find().filter(task::Column::ClusterYearId.eq(year.as_str())))
            .await
    }

    /// Open tasks of these units in all years, by last day; for the desk.
    pub async fn open_tasks(&self, units: &[UnitId]) -> Result<Vec<Task>, StoreError> {
        let units = units.iter().map(UnitId::as_str);
        let all = self
            .tasks_of(task::Entity::find().filter(task::Column::OwnerUnitId.is_in(units)))
            .await?;
        Ok(all
            .into_iter()
            .filter(|task| task.closure.is_none())
            .collect())
    }

    async fn tasks_of(&self, find: Select<task::Entity>) -> Result<Vec<Task>, StoreError> {
        let rows = find.order_by_asc(task::Column::Id).all(&self.db).await?;
        let rows = with_closures(&self.db, rows).await?;
        let mut tasks = rows.into_iter().map(view).collect::<Result<Vec<_>, _>>()?;
        tasks.sort_by_key(|task| (task.given.due_on.is_none(), task.given.due_on));
        Ok(tasks)
    }
}

/// Tasks with their closures, in two queries.
async fn with_closures(
    db: &impl ConnectionTrait,
    rows: Vec<task::Model>,
) -> Result<Vec<(task::Model, Option<closure::Model>)>, StoreError> {
    let ids = rows.iter().map(|row| row.id.as_str());
    let closures = closure::Entity::find()
        .filter(closure::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let with = |row: task::Model| {
        let closed = closures
            .iter()
            .find(|closed| closed.id == row.id && closed.cluster_year_id == row.cluster_year_id);
        (row, closed.cloned())
    };
    Ok(rows.into_iter().map(with).collect())
}

async fn find(
    db: &impl ConnectionTrait,
    year: String,
    id: &str,
) -> Result<task::Model, StoreError> {
    task::Entity::find_by_id((year, id.to_owned()))
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("task"))
}

async fn closure_of(
    db: &impl ConnectionTrait,
    year: &str,
    id: &str,
) -> Result<Option<closure::Model>, StoreError> {
    let key = (year.to_owned(), id.to_owned());
    Ok(closure::Entity::find_by_id(key).one(db).await?)
}

fn own(permit: &Permit<KeepTasks>, task: &task::Model) -> Result<(), StoreError> {
    let unit = permit.matter().unit().map(UnitId::as_str);
    if unit.is_some() && unit != task.owner_unit_id.as_deref() {
        return Err(StoreError::Refused {
            what: "task",
            why: "of another unit",
        });
    }
    Ok(())
}

fn row(year: String, id: String, meeting_id: String, new: NewTask, version: i64) -> task::Model {
    task::Model {
        cluster_year_id: year,
        id,
        meeting_id,
        speech_id: new.speech,
        kind: new.kind.key().to_owned(),
        text: new.text,
        owner_unit_id: new.owner.map(String::from),
        due_on: new.due_on.map(|day| day.to_string()),
        source: new.source,
        version,
    }
}

fn view((row, closed): (task::Model, Option<closure::Model>)) -> Result<Task, StoreError> {
    let closure = closed.map(|closed| {
        let at = Timestamp::from_microsecond(closed.closed_at)
            .map_err(|error| StoreError::Fault(Box::new(error)))?;
        Ok::<_, StoreError>(Closure {
            note: closed.note,
            at,
            by: closed.closed_by,
        })
    });
    let given = NewTask {
        kind: TaskKind::from_key(&row.kind)
            .ok_or_else(|| unknown_key("kind of task", &row.kind))?,
        text: row.text,
        speech: row.speech_id,
        owner: row.owner_unit_id.map(UnitId::new),
        due_on: day(row.due_on.as_deref())?,
        source: row.source,
    };
    Ok(Task {
        id: row.id,
        year: ClusterYearId::new(row.cluster_year_id),
        meeting: row.meeting_id,
        given,
        closure: closure.transpose()?,
        version: row.version,
    })
}
