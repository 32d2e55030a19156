//! JSON under `/api/v1` with its OpenAPI, and the page that shows it to people.
//!
//! Only what the public pages show goes out here, assembled by the same views.

mod browse;
mod directives;
mod figures;
mod heads;
mod outcome;
mod units;
mod years;

use utoipa::OpenApi;

use crate::web::routes::Routes;

/// Routes of the API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api", browse::get)
        .get("/api/v1/openapi.json", browse::document)
        .get("/api/v1/nam", years::list)
        .get("/api/v1/nam/{year}", years::one)
        .get("/api/v1/nam/{year}/cum-truong", heads::list)
        .get("/api/v1/nam/{year}/van-ban", directives::list)
        .get("/api/v1/nam/{year}/so-lieu", figures::list)
        .get("/api/v1/nam/{year}/so-lieu/{indicator}", figures::one)
        .get("/api/v1/nam/{year}/ket-qua", outcome::one)
        .get("/api/v1/don-vi", units::list)
        .get("/api/v1/don-vi/{unit}", units::one)
}

/// What a program that reads the API needs to know of it.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "API của Thi Đua",
        description = "Dữ liệu công khai của các đơn vị và các năm thi đua, chỉ đọc. Nơi nào số liệu nêu trong báo cáo khác số cộng được thì cả hai số cùng có mặt.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    paths(
        years::list,
        years::one,
        heads::list,
        directives::list,
        figures::list,
        figures::one,
        outcome::one,
        units::list,
        units::one
    ),
    components(schemas(crate::web::error::ApiError))
)]
struct Document;

/// The OpenAPI document as formatted JSON, the same that the program serves.
pub fn document() -> String {
    Document::openapi()
        .to_pretty_json()
        .expect("the document is made of plain texts and maps")
}
