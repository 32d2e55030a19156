//! Signing in, slowing down whoever guesses, ending sessions.

use access::Matter;
use access::actions::people::KeepPeople;
use store::people::{SignInError, Visit};
use testkit::{Who, World, on_both};

const LOGIN: &str = "ca-mau.officer";
const PASSWORD: &str = "mat-khau-chay-thu";
const OFFICE: &str = "10.0.0.7";

async fn sign_in(world: &World, password: &str, from: &str) -> Result<String, SignInError> {
    let visit = Visit {
        address: from,
        device: "",
    };
    world
        .store
        .sign_in(LOGIN, password.to_owned(), None, visit)
        .await
}

/// Makes the account by letting its officer sign in once.
async fn officer(world: &World) {
    world.client(Who::Officer("ca-mau")).await;
}

async fn guess(world: &World, from: &str, times: usize) -> Option<i64> {
    let mut waits = None;
    for _ in 0..times {
        match sign_in(world, "doan-mo", from).await {
            Err(SignInError::Wait(seconds)) => waits = Some(seconds),
            Err(SignInError::Wrong) => {}
            other => panic!("a guess is wrong: {other:?}"),
        }
    }
    waits
}

#[tokio::test]
async fn whoever_guesses_waits_longer_and_longer_but_never_more_than_a_quarter_of_an_hour() {
    on_both(async |world| {
        officer(&world).await;
        assert_eq!(guess(&world, OFFICE, 5).await, None);
        let mut longest = 0;
        for _ in 0..15 {
            let Some(seconds) = guess(&world, OFFICE, 1).await else {
                continue;
            };
            assert!(seconds <= 15 * 60 + 1, "{seconds}");
            longest = longest.max(seconds);
            world.clock.pass(seconds);
        }
        assert!(longest > 16, "{longest}");
    })
    .await;
}

#[tokio::test]
async fn somebody_else_s_guesses_do_not_lock_a_person_out() {
    on_both(async |world| {
        officer(&world).await;
        guess(&world, "203.0.113.9", 30).await;
        let from_the_office = sign_in(&world, PASSWORD, OFFICE).await;
        assert!(from_the_office.is_ok(), "{from_the_office:?}");
    })
    .await;
}

#[tokio::test]
async fn guesses_from_many_addresses_cost_a_person_seconds_and_no_more() {
    on_both(async |world| {
        officer(&world).await;
        for host in 0..26 {
            guess(&world, &format!("203.0.113.{host}"), 1).await;
            world.clock.pass(21);
        }
        guess(&world, "198.51.100.1", 1).await;
        let Err(SignInError::Wait(seconds)) = sign_in(&world, PASSWORD, OFFICE).await else {
            panic!("so many guesses slow everybody down");
        };
        assert!(seconds <= 21, "{seconds}");
        world.clock.pass(seconds);
        let token = sign_in(&world, PASSWORD, OFFICE).await;
        assert!(token.is_ok(), "{token:?}");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_the_old_password() {
    on_both(async |world| {
        officer(&world).await;
        let first = sign_in(&world, PASSWORD, OFFICE).await.expect("signed in");
        let second = sign_in(&world, PASSWORD, OFFICE).await.expect("signed in");
        let account = world.store.account_by_login(LOGIN).await;
        let person = account.expect("readable").expect("there").person;
        let permit = world.permit(KeepPeople, Matter::instance("account", person.as_str()));
        let set = world
            .store
            .set_password(&permit, &person, "mat-khau-moi-2021".into());
        set.await.expect("the password is set");
        for token in [first, second] {
            let session = world.store.session(&token).await.expect("readable");
            assert!(session.is_none());
        }
        let old = sign_in(&world, PASSWORD, OFFICE).await;
        assert!(matches!(old, Err(SignInError::Wrong)), "{old:?}");
        assert!(sign_in(&world, "mat-khau-moi-2021", OFFICE).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_a_working_day() {
    on_both(async |world| {
        officer(&world).await;
        let token = sign_in(&world, PASSWORD, OFFICE).await.expect("signed in");
        world.clock.pass(store::people::SESSION_SECONDS - 1);
        assert!(
            world
                .store
                .session(&token)
                .await
                .expect("readable")
                .is_some()
        );
        world.clock.pass(2);
        assert!(
            world
                .store
                .session(&token)
                .await
                .expect("readable")
                .is_none()
        );
    })
    .await;
}
