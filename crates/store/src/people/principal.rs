//! The offices that positions, memberships and recognition decisions give a person on a day.

use std::collections::BTreeSet;

use access::{Actor, Office, Principal};
use jiff::civil::Date;
use rules::ids::{ClusterYearId, PersonId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};

use super::{PositionRole, position};
use crate::units::{HeadRole, Standing, headship, membership};
use crate::{Store, StoreError};

impl Store {
    /// The person as a principal with the offices of `today`.
    pub async fn principal(&self, person: &PersonId, today: Date) -> Result<Principal, StoreError> {
        let day = today.to_string();
        let positions = position::Entity::find()
            .filter(position::Column::PersonId.eq(person.as_str()))
            .filter(position::Column::ValidFrom.lte(day.as_str()))
            .filter(
                position::Column::ValidTo
                    .is_null()
                    .or(position::Column::ValidTo.gte(day.as_str())),
            )
            .all(&self.db)
            .await?;
        let mut offices = Vec::new();
        let mut acting = BTreeSet::new();
        let mut editing = BTreeSet::new();
        for row in &positions {
            let unit = UnitId::new(&row.unit_id);
            match PositionRole::from_key(&row.role) {
                Some(PositionRole::Administrator) => offices.push(Office::Administrator),
                Some(PositionRole::Officer) => {
                    acting.insert(row.unit_id.clone());
                    offices.push(Office::Officer(unit));
                }
                Some(PositionRole::Leader) => {
                    acting.insert(row.unit_id.clone());
                    offices.push(Office::Leader(unit));
                }
                Some(PositionRole::Editor) => {
                    editing.insert(row.unit_id.clone());
                }
                None => {}
            }
        }
        self.add_memberships(&mut offices, &acting, &editing)
            .await?;
        self.add_headships(&mut offices, &acting, today).await?;
        Ok(Principal::new(Actor::Person(person.clone()), offices))
    }

    async fn add_memberships(
        &self,
        offices: &mut Vec<Office>,
        acting: &BTreeSet<String>,
        editing: &BTreeSet<String>,
    ) -> Result<(), StoreError> {
        let rows = membership::Entity::find()
            .filter(membership::Column::UnitId.is_in(acting.union(editing).cloned()))
            .all(&self.db)
            .await?;
        for row in rows {
            let year = ClusterYearId::new(row.cluster_year_id);
            if acting.contains(&row.unit_id) {
                offices.push(match row.role.as_str() {
                    "superior" => Office::Superior(year.clone()),
                    _ => Office::Member(year.clone()),
                });
            }
            if editing.contains(&row.unit_id) {
                offices.push(Office::Editor(year));
            }
        }
        Ok(())
    }

    async fn add_headships(
        &self,
        offices: &mut Vec<Office>,
        acting: &BTreeSet<String>,
        today: Date,
    ) -> Result<(), StoreError> {
        let rows = headship::Entity::find()
            .filter(headship::Column::UnitId.is_in(acting.iter().cloned()))
            .all(&self.db)
            .await?;
        for row in rows {
            let year = ClusterYearId::new(&row.cluster_year_id);
            let head = crate::units::headship_view(row)?;
            if head.standing(today) != Standing::Recognised {
                continue;
            }
            offices.push(match head.role {
                HeadRole::Head => Office::Head(year),
                HeadRole::Deputy => Office::Deputy(year),
            });
        }
        Ok(())
    }
}
