//! Signing in and out, the own account, people and positions, the contact book, handing over.

mod contact_book;
mod contact_form;
mod directory;
mod handover_form;
mod handovers;
mod invitation;
mod messages;
mod open_work;
mod own_account;
mod own_password;
mod person_acts;
mod person_page;
mod position_form;
mod second_factor;
mod sign_in;

use access::Matter;
use askama::Template;
use axum::response::Response;

pub use messages::password_sentence;

use crate::web::error::PageError;
use crate::web::page::Done;
use crate::web::page::{Frame, page};
use crate::web::routes::Routes;
use crate::web::session::Session;

/// Routes of people.
pub fn routes() -> Routes {
    Routes::new()
        .get("/dang-nhap", sign_in::get)
        .post("/dang-nhap", sign_in::post)
        .post("/dang-xuat", sign_in::leave)
        .merge(of_own_account())
        .merge(of_administrator())
        .merge(of_handovers())
        .merge(of_contacts())
}

fn of_own_account() -> Routes {
    Routes::new()
        .get("/tai-khoan", own_account::get)
        .post("/tai-khoan/phien", own_account::end_others)
        .get("/tai-khoan/mat-khau", own_password::get)
        .post("/tai-khoan/mat-khau", own_password::post)
        .get("/tai-khoan/ma-xac-thuc", second_factor::get)
        .post("/tai-khoan/ma-xac-thuc", second_factor::confirm)
        .post("/tai-khoan/ma-xac-thuc/lap", second_factor::propose)
        .post("/tai-khoan/ma-xac-thuc/du-phong", second_factor::renew)
        .post("/tai-khoan/ma-xac-thuc/tat", second_factor::turn_off)
}

fn of_administrator() -> Routes {
    Routes::new()
        .get("/nguoi-dung", directory::get)
        .get("/nguoi-dung/tai-ve", directory::export)
        .get("/nguoi-dung/moi", invitation::get)
        .post("/nguoi-dung/moi", invitation::post)
        .get("/nguoi-dung/{person}", person_page::get)
        .post("/nguoi-dung/{person}/ten", person_acts::rename)
        .post("/nguoi-dung/{person}/mat-khau", person_acts::issue_password)
        .post(
            "/nguoi-dung/{person}/ma-xac-thuc",
            person_acts::clear_second_factor,
        )
        .post("/nguoi-dung/{person}/khoa", person_acts::block)
        .post("/nguoi-dung/{person}/mo-khoa", person_acts::unblock)
        .post("/nguoi-dung/{person}/xoa-du-lieu", person_acts::erase)
        .get("/nguoi-dung/{person}/chuc-vu/moi", position_form::get_new)
        .post("/nguoi-dung/{person}/chuc-vu/moi", position_form::post_new)
        .get(
            "/nguoi-dung/{person}/chuc-vu/{position}",
            position_form::get,
        )
        .post(
            "/nguoi-dung/{person}/chuc-vu/{position}",
            position_form::post,
        )
}

fn of_handovers() -> Routes {
    Routes::new()
        .get("/ban-giao", handovers::get)
        .get("/ban-giao/tai-ve", handovers::export)
        .get("/ban-giao/{position}", handover_form::get)
        .post("/ban-giao/{position}", handover_form::post)
}

fn of_contacts() -> Routes {
    Routes::new()
        .get("/nam/{year}/danh-ba", contact_book::get)
        .get("/nam/{year}/danh-ba/tai-ve", contact_book::export)
        .post("/nam/{year}/danh-ba/chep", contact_book::carry_all)
        .post("/nam/{year}/danh-ba/{unit}/chep", contact_book::carry_own)
        .get("/nam/{year}/danh-ba/{unit}/moi", contact_form::get_new)
        .post("/nam/{year}/danh-ba/{unit}/moi", contact_form::post_new)
        .get("/nam/{year}/danh-ba/{unit}/{contact}", contact_form::get)
        .post("/nam/{year}/danh-ba/{unit}/{contact}", contact_form::post)
        .post(
            "/nam/{year}/danh-ba/{unit}/{contact}/xoa",
            contact_form::remove,
        )
}

/// The menu entry of the administrator's pages.
const PEOPLE: &str = "nguoi-dung";
/// The menu entry of handing over.
const HANDOVERS: &str = "ban-giao";
/// The menu entry of the own account.
const OWN: &str = "tai-khoan";
/// The menu entry of the contact book.
const CONTACTS: &str = "danh-ba";

/// The longest name of a person, an office or a title.
const NAME: usize = 200;

/// The matter of keeping people.
fn person_matter(id: &str) -> Matter {
    Matter::instance("person", id)
}

#[derive(Template)]
#[template(path = "people/told_once.html")]
struct ToldOnce {
    frame: Frame,
    title: &'static str,
    login: String,
    password: String,
    back: String,
}

/// The page that tells a one-time password, once, to whoever hands it over.
fn tell_once(
    session: &Session,
    current: &'static str,
    title: &'static str,
    (login, password): (String, String),
    back: String,
) -> Result<Response, PageError> {
    page(&ToldOnce {
        frame: Frame::plain(session, current),
        title,
        login,
        password,
        back,
    })
}
