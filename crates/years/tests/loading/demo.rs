//! Accounts for walking through the years.

use years::{DemoAccount, DemoKind, demo_accounts, load_published};

use crate::place::{Place, on_both};

async fn make(place: &Place) -> Vec<DemoAccount> {
    demo_accounts(&place.store, &place.gate)
        .await
        .expect("the accounts are made")
}

async fn signs_in(place: &Place, account: &DemoAccount) -> bool {
    let password = account.password.clone();
    let visit = store::people::Visit {
        address: "127.0.0.1",
        device: "",
    };
    place
        .store
        .sign_in(account.login, password, None, visit)
        .await
        .is_ok()
}

#[tokio::test]
async fn there_is_an_account_of_each_kind_and_a_second_run_gives_new_passwords() {
    on_both(async |place| {
        load_published(&place.store, &place.gate, "2021-cum-9", |_| {})
            .await
            .expect("the year is loaded");
        let first = make(&place).await;
        assert_eq!(first.len(), DemoKind::ALL.len());
        let second = make(&place).await;
        let (old, new) = (&first[0], &second[0]);
        assert_eq!(old.login, new.login);
        assert!(!signs_in(&place, old).await);
        for account in &second {
            assert!(signs_in(&place, account).await, "{account:?}");
        }
        assert_eq!(place.faults().await, []);
    })
    .await;
}

#[tokio::test]
async fn without_the_units_no_account_is_made() {
    on_both(async |place| {
        let answer = demo_accounts(&place.store, &place.gate).await;
        assert!(answer.is_err());
    })
    .await;
}
