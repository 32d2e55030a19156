//! Files handed over: always as an attachment, under the name they came with.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use rules::ids::EvidenceId;

use super::app::App;
use super::error::PageError;

/// The answer that hands over a stored file. The caller has decided that the one who asks may have it.
pub async fn evidence(app: &App, id: &EvidenceId) -> Result<Response, PageError> {
    let file = app.store().evidence(id).await?.ok_or(PageError::NotFound)?;
    let content = app.store().evidence_content(&file).await?;
    let headers = [
        (header::CONTENT_TYPE, file.media_type.clone()),
        (header::CONTENT_DISPOSITION, attachment(&file.name)),
    ];
    Ok((headers, content).into_response())
}

/// The header by which a browser saves an answer under a name; Vietnamese letters are percent-encoded beside a plain name.
pub fn attachment(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let plain = match (
        vietnamese::text::slug(stem),
        vietnamese::text::slug(extension),
    ) {
        (stem, extension) if extension.is_empty() => stem,
        (stem, extension) => format!("{stem}.{extension}"),
    };
    let encoded = super::query_value(name);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn a_vietnamese_name_survives_and_cannot_break_out_of_the_header() {
        let header = attachment("Quyết định \"683\"\r\n.pdf");
        assert!(header.starts_with(
            "attachment; filename=\"quyet-dinh-683.pdf\"; filename*=UTF-8''Quy%E1%BA%BF"
        ));
        assert!(!header.contains('\r') && header.matches('"').count() == 2);
    }
}
