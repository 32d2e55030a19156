//! The log tells what the program did, and nothing of the people it did it for.

use crate::program::{folder, run};
use crate::served::{Served, encode};

const BOOK: &str = "/nam/2021-cum-9/danh-ba";

#[test]
fn the_log_holds_no_login_password_name_phone_or_session_even_where_it_tells_all() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["load-year", "2021"]).code, 0);
    let added = run(
        folder.path(),
        &[
            "user",
            "add",
            "dau-moi-thu",
            "--name",
            "Trần Thị Kín",
            "--role",
            "officer",
            "--unit",
            "ben-tre",
        ],
    );
    let password = added
        .said
        .lines()
        .find_map(|line| line.strip_prefix("Mật khẩu: "));
    let password = password.expect("the password is told").to_owned();

    let log = folder.path().join("log");
    let served = Served::telling_all(folder.path(), &log);
    assert_eq!(served.sign_in("ke-la-mat", "mat-khau-cua-ke-la"), None);
    let session = served.sign_in("dau-moi-thu", &password);
    let session = session.expect("the told password is right");
    let form = served.get_as(&session, &format!("{BOOK}/ben-tre/moi"));
    let csrf = form.split("name=\"csrf\" value=\"").nth(1);
    let csrf = csrf.and_then(|rest| rest.split('"').next());
    let csrf = csrf.expect("the form has a token").to_owned();
    let contact = [
        ("csrf", csrf.as_str()),
        ("ho_ten", "Lê Văn Riêng"),
        ("chuc_vu", "Trưởng phòng"),
        ("dien_thoai", "0912345678"),
        ("thu", "rieng@truong.edu.vn"),
    ];
    let sent = served.post(&session, &format!("{BOOK}/ben-tre/moi"), &contact);
    assert!(sent.starts_with("HTTP/1.1 303"), "{sent}");
    let found = served.get_as(&session, &format!("{BOOK}?tim={}", encode("Riêng")));
    assert!(
        found.contains("Lê Văn Riêng") && found.contains("0912 345 678"),
        "{found}"
    );
    for address in ["/", "/nam/2021-cum-9", "/tai-khoan", "/khong-co-trang-nay"] {
        served.get_as(&session, address);
    }
    assert_eq!(served.stop(), Some(0));

    let log = std::fs::read_to_string(&log).expect("the log was written");
    assert!(
        log.contains("/dang-nhap") && log.contains("DEBUG"),
        "it tells all: {log}"
    );
    let personal = [
        "ke-la-mat",
        "mat-khau-cua-ke-la",
        "dau-moi-thu",
        &password,
        &session,
        &csrf,
        "Trần Thị Kín",
        "Lê Văn Riêng",
        "Riêng",
        &encode("Riêng"),
        "0912345678",
        "0912 345 678",
        "912345678",
        "rieng@truong.edu.vn",
    ];
    for value in personal {
        let line = log.lines().find(|line| line.contains(value));
        assert_eq!(line, None, "{value}");
    }
}
