//! The own account: password, second factor, sessions.

use axum::http::StatusCode;
use testkit::{Client, PASSWORD, Who, World, on_both};
use totp_rs::{Builder, Secret};

const FACTOR: &str = "/tai-khoan/ma-xac-thuc";
const NEW: &str = "con trâu đi trước cái cày";

#[tokio::test]
async fn changing_the_password_asks_the_old_one_and_ends_the_other_sessions() {
    on_both(async |world| {
        let here = world.client(Who::Officer("ca-mau")).await;
        let elsewhere = world.client(Who::Officer("ca-mau")).await;
        let fields = |old, new| {
            [
                ("mat_khau_cu", old),
                ("mat_khau_moi", new),
                ("nhap_lai", new),
            ]
        };
        let path = "/tai-khoan/mat-khau";
        let wrong = here.post(path, &fields("khong-phai-the", NEW)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Mật khẩu đang dùng chưa đúng"));
        let common = here.post(path, &fields(PASSWORD, "matkhau2021")).await;
        assert!(common.body.contains("bị thử đầu tiên"));
        assert!(!common.body.contains("value=\"matkhau2021\""));
        let changed = here.post(path, &fields(PASSWORD, NEW)).await;
        assert_eq!(changed.location(), "/tai-khoan?xong=mat-khau");
        assert_eq!(here.get("/ban-lam-viec").await.status, StatusCode::OK);
        let out = elsewhere.get("/ban-lam-viec").await;
        assert!(out.location().starts_with("/dang-nhap"));
        assert!(enters(&world, PASSWORD, "").await.is_none());
        assert!(enters(&world, NEW, "").await.is_some());
    })
    .await;
}

#[tokio::test]
async fn other_sessions_are_listed_and_ended() {
    on_both(async |world| {
        let here = world.client(Who::Officer("ca-mau")).await;
        let elsewhere = world.client(Who::Officer("ca-mau")).await;
        let page = here.get("/tai-khoan").await.body;
        assert!(page.contains("Kết thúc các phiên khác"));
        assert_eq!(page.matches("Phiên này").count(), 1);
        here.post("/tai-khoan/phien", &[]).await;
        let out = elsewhere.get("/ban-lam-viec").await;
        assert!(out.location().starts_with("/dang-nhap"));
        assert_eq!(here.get("/ban-lam-viec").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_counts_once_confirmed_and_each_code_opens_once() {
    on_both(async |world| {
        let (person, secret, codes) = with_second_factor(&world).await;
        let page = person.get(FACTOR).await.body;
        assert!(page.contains("Còn 10 mã dự phòng"));
        assert!(!page.contains(&codes[0]));

        assert!(enters(&world, PASSWORD, "").await.is_none());
        assert!(enters(&world, PASSWORD, "000000").await.is_none());
        world.clock.pass(60);
        let code = code(&world, &secret);
        assert!(enters(&world, PASSWORD, &code).await.is_some());
        assert!(enters(&world, PASSWORD, &code).await.is_none(), "used");
        let spoken = codes[0].to_uppercase();
        assert!(enters(&world, PASSWORD, &spoken).await.is_some());
        assert!(enters(&world, PASSWORD, &codes[0]).await.is_none(), "used");
        assert!(person.get(FACTOR).await.body.contains("Còn 9 mã dự phòng"));
    })
    .await;
}

#[tokio::test]
async fn turning_the_second_factor_off_needs_password_and_code() {
    on_both(async |world| {
        let (person, secret, codes) = with_second_factor(&world).await;
        let off = format!("{FACTOR}/tat");
        let bare = [("mat_khau_cu", PASSWORD), ("ma_xac_thuc", "")];
        let bare = person.post(&off, &bare).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = [
            ("mat_khau_cu", "khong-phai-the"),
            ("ma_xac_thuc", &*codes[1]),
        ];
        let wrong = person.post(&off, &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.clock.pass(60);
        let code = code(&world, &secret);
        let both = [("mat_khau_cu", PASSWORD), ("ma_xac_thuc", &*code)];
        let done = person.post(&off, &both).await;
        assert_eq!(done.location(), "/tai-khoan?xong=tat-ma", "{}", done.body);
        assert!(enters(&world, PASSWORD, "").await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_wrong_login_and_a_wrong_password_are_told_alike() {
    on_both(async |world| {
        world.client(Who::Officer("ca-mau")).await;
        let visitor = world.client(Who::Visitor).await;
        let mut told = Vec::new();
        for login in ["ca-mau.officer", "khong.co.ai"] {
            let fields = [("ten_dang_nhap", login), ("mat_khau", "sai-mat-khau")];
            let answer = visitor.post("/dang-nhap", &fields).await;
            told.push(answer.body.replace(login, ""));
        }
        assert_eq!(told[0], told[1]);
    })
    .await;
}

#[tokio::test]
async fn a_guesser_is_slowed_down_and_the_attacked_person_still_enters_from_the_usual_place() {
    on_both(async |world| {
        world.client(Who::Officer("ca-mau")).await;
        let guess = async |place: usize| {
            let address = format!("203.0.113.{place}");
            let visit = store::people::Visit {
                address: &address,
                device: "",
            };
            let guess = "sai-mat-khau".to_owned();
            world
                .store
                .sign_in("ca-mau.officer", guess, None, visit)
                .await
                .expect_err("the password is wrong")
        };
        use store::people::SignInError;
        for _ in 0..6 {
            guess(1).await;
        }
        assert!(matches!(guess(1).await, SignInError::Wait(_)));
        for place in 2..22 {
            guess(place).await;
        }
        let newcomer = guess(99).await;
        assert!(
            matches!(newcomer, SignInError::Wait(seconds) if seconds <= 21),
            "{newcomer:?}"
        );
        // From where the person has signed in before, nobody's guesses are counted against it.
        let usual = store::people::Visit {
            address: "127.0.0.1",
            device: "",
        };
        let entered = world
            .store
            .sign_in("ca-mau.officer", PASSWORD.to_owned(), None, usual)
            .await;
        assert!(entered.is_ok());
        assert!(
            !matches!(guess(99).await, SignInError::Wait(_)),
            "failures are forgotten"
        );
    })
    .await;
}

/// An officer whose second factor is on, the secret, and the recovery codes.
async fn with_second_factor(world: &World) -> (Client, String, Vec<String>) {
    let person = world.client(Who::Officer("ca-mau")).await;
    person.post(&format!("{FACTOR}/lap"), &[]).await;
    let page = person.get(FACTOR).await.body;
    assert!(page.contains("<svg"));
    let secret: String = between(&page, "Khóa nhập tay: <b class=\"hash\">", "<")
        .split_whitespace()
        .collect();
    let wrong = person.post(FACTOR, &[("ma_xac_thuc", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(enters(world, PASSWORD, "").await.is_some(), "not on yet");
    let first = code(world, &secret);
    let told = person.post(FACTOR, &[("ma_xac_thuc", &first)]).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let codes = told.body.split("<li class=\"hash\">").skip(1);
    let codes = codes.map(|text| text.split('<').next().unwrap_or_default().to_owned());
    (person, secret, codes.collect())
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split(before).nth(1).expect("the page has the mark");
    rest.split(after).next().unwrap_or_default()
}

/// What the phone shows now.
fn code(world: &World, secret: &str) -> String {
    let now = world.app.now().as_second();
    let secret = Secret::try_from_base32(secret).expect("the secret is base32");
    let totp = Builder::new()
        .with_secret(secret)
        .build()
        .expect("the secret is long enough");
    totp.generate(u64::try_from(now).expect("after 1970"))
        .to_string()
}

/// The browser of the officer after signing in, if that succeeds.
async fn enters(world: &World, password: &str, code: &str) -> Option<Client> {
    let visitor = world.client(Who::Visitor).await;
    let fields = [
        ("ten_dang_nhap", "ca-mau.officer"),
        ("mat_khau", password),
        ("ma_xac_thuc", code),
    ];
    let answer = visitor.post("/dang-nhap", &fields).await;
    (answer.status == StatusCode::SEE_OTHER).then(|| visitor.holding(&answer))
}
