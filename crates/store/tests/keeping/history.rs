//! Changes behind the program's back are found and named.

use access::Matter;
use access::actions::units::KeepUnits;
use store::history::Fault;
use store::units::UnitName;
use testkit::{World, on_both};

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
    world.store.rename_unit(&permit, &unit, name).await.expect("the unit is renamed");
}

async fn faults(world: &World) -> Vec<Fault> {
    world.store.verify_history(None, |_, _| {}).await.expect("the history can be read").faults
}

#[tokio::test]
async fn an_untouched_history_verifies() {
    on_both(async |world| {
        rename(&world).await;
        assert_eq!(faults(&world).await, []);
    })
    .await;
}
