//! Changes behind the program's back are found and named.

use access::Matter;
use access::actions::units::KeepUnits;
use sqlx::{AnyConnection, Connection, Executor};
use store::history::Fault;
use store::units::UnitName;
use testkit::{World, on_both};

/// Gives Cần Thơ a second name, so that one row has two images in the history.
async fn rename(world: &World) {
    let unit = world.unit("can-tho").await;
    let name = UnitName {
        name: "Trường Chính trị thành phố Cần Thơ".into(),
        short_name: "Cần Thơ".into(),
        valid_from: Some("2021-06-01".parse().expect("a date")),
        valid_to: None,
        source: "test".into(),
    };
    let permit = world.permit(KeepUnits, Matter::instance("unit", unit.as_str()));
    world
        .store
        .name_unit(&permit, &unit, 1, name)
        .await
        .expect("the unit is renamed");
}

/// Does to the database what somebody with its password could do.
async fn behind_the_back(world: &World, sql: &'static str) {
    sqlx::any::install_default_drivers();
    let address = world.database.address();
    let mut connection = AnyConnection::connect(&address)
        .await
        .expect("the database answers");
    connection.execute(sql).await.expect("the statement runs");
}

async fn faults(world: &World) -> Vec<Fault> {
    world
        .store
        .verify_history(None, |_, _| {})
        .await
        .expect("the history can be read")
        .faults
}

/// Runs one statement behind the program's back and hands what was found to `expected`.
async fn check(sql: &'static str, expected: impl Fn(&[Fault]) -> bool + Copy) {
    on_both(async |world| {
        rename(&world).await;
        behind_the_back(&world, sql).await;
        let found = faults(&world).await;
        assert!(expected(&found), "{sql}: {found:?}");
    })
    .await;
}

#[tokio::test]
async fn an_untouched_history_verifies() {
    check("SELECT 1", |found| found.is_empty()).await;
}

#[tokio::test]
async fn an_altered_row_is_named_with_its_column() {
    check(
        "UPDATE units_name SET short_name = 'X' WHERE short_name = 'Bến Tre'",
        |found| {
            matches!(found, [Fault::RowAltered { table, columns, .. }]
            if table == "units_name" && *columns == ["short_name"])
        },
    )
    .await;
}

#[tokio::test]
async fn a_removed_row_is_named() {
    check(
        "DELETE FROM units_headship WHERE role = 'head'",
        |found| matches!(found, [Fault::RowRemoved { table, .. }] if table == "units_headship"),
    )
    .await;
}

#[tokio::test]
async fn a_row_put_in_is_named() {
    check("INSERT INTO units_cluster (id, slug, kind, version) VALUES ('x', 'x', 'cum', 1)", |found| {
        matches!(found, [Fault::RowAdded { table, key }] if table == "units_cluster" && key == "x")
    })
    .await;
}

#[tokio::test]
async fn two_rows_with_swapped_values_are_both_named() {
    check(
        "UPDATE units_headship SET unit_id = CASE role WHEN 'head' \
         THEN (SELECT id FROM units_unit WHERE slug = 'ben-tre') \
         ELSE (SELECT id FROM units_unit WHERE slug = 'bac-lieu') END \
         WHERE unit_id IN (SELECT id FROM units_unit WHERE slug IN ('ben-tre', 'bac-lieu'))",
        |found| matches!(found, [Fault::RowAltered { .. }, Fault::RowAltered { .. }]),
    )
    .await;
}

#[tokio::test]
async fn an_altered_entry_is_named() {
    check("UPDATE history_entry SET actor = 'person:somebody' WHERE chain = 'instance' AND height = 2", |found| {
        matches!(found, [Fault::EntryAltered { chain, height: 2 }] if chain == "instance")
    })
    .await;
}

#[tokio::test]
async fn a_removed_entry_is_named() {
    check(
        "DELETE FROM history_entry WHERE chain = 'instance' AND height = 3",
        |found| {
            found.contains(&Fault::EntryMissing {
                chain: "instance".into(),
                height: 3,
            })
        },
    )
    .await;
}

#[tokio::test]
async fn a_removed_last_entry_is_named() {
    check(
        "DELETE FROM history_entry WHERE chain = 'instance' AND height = \
         (SELECT height FROM history_chain WHERE id = 'instance')",
        |found| {
            found
                .iter()
                .any(|fault| matches!(fault, Fault::EntryMissing { .. }))
        },
    )
    .await;
}

#[tokio::test]
async fn entries_that_changed_places_are_named() {
    check(
        "UPDATE history_entry SET height = CASE height WHEN 2 THEN 1002 ELSE 1003 END \
         WHERE chain = 'instance' AND height IN (2, 3); \
         UPDATE history_entry SET height = 3 WHERE chain = 'instance' AND height = 1002; \
         UPDATE history_entry SET height = 2 WHERE chain = 'instance' AND height = 1003",
        |found| {
            let named = |at| {
                found.contains(&Fault::EntryAltered {
                    chain: "instance".into(),
                    height: at,
                })
            };
            named(2) && named(3)
        },
    )
    .await;
}

#[tokio::test]
async fn a_printed_head_must_stand_in_a_chain() {
    on_both(async |world| {
        let (_, head) = world
            .store
            .history_head("instance")
            .await
            .expect("the head can be read");
        rename(&world).await;
        let known = world
            .store
            .verify_history(Some(&head), |_, _| {})
            .await
            .expect("readable");
        assert_eq!(known.faults, []);
        let unknown = world
            .store
            .verify_history(Some("00ff"), |_, _| {})
            .await
            .expect("readable");
        assert_eq!(
            unknown.faults,
            [Fault::HeadUnknown {
                head: "00ff".into()
            }]
        );
    })
    .await;
}
