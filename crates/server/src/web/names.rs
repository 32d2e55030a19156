//! Who is meant: the member of an address, the name of one who acts.

use rules::ids::PersonId;
use store::StoreError;
use store::units::{ClusterYear, Member};

use super::app::App;
use super::error::PageError;

/// The name behind an actor as the history writes it: `person:<id>`, `program:<name>`, `link:<id>`.
pub async fn actor_name(app: &App, actor: &str) -> Result<String, StoreError> {
    let Some((sort, id)) = actor.split_once(':') else {
        return Ok("Không rõ".to_owned());
    };
    match sort {
        "person" => {
            let name = app.store().person_name(&PersonId::new(id)).await?;
            Ok(name.unwrap_or_else(|| "Người dùng đã xóa tên".to_owned()))
        }
        "program" => Ok("Chương trình nạp dữ liệu".to_owned()),
        "link" => {
            let department = app.store().link_department(id).await?;
            let department = department.as_deref().unwrap_or("Phòng, khoa");
            Ok(format!("{department} (qua liên kết)"))
        }
        _ => Ok("Không rõ".to_owned()),
    }
}

/// The member of an address, by its slug.
pub async fn member(app: &App, year: &ClusterYear, slug: &str) -> Result<Member, PageError> {
    let members = app.store().members(year).await?;
    let found = members.into_iter().find(|member| member.slug == slug);
    found.ok_or(PageError::NotFound)
}
