//! What stands behind the question mark of an address.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::error::PageError;

/// The query, read into fields; what cannot be read is told in words.
pub struct Query<T>(pub T);

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        let query = axum::extract::Query::try_from_uri(&parts.uri);
        query.map(|axum::extract::Query(fields)| Self(fields)).map_err(|_| {
            PageError::Bad(
                "Phần sau dấu hỏi của địa chỉ không đọc được, ví dụ số trang không phải là số. Mở lại từ trang trước."
                    .to_owned(),
            )
        })
    }
}
