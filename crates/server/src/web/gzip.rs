//! Compression of what everybody gets alike. Pages of the office carry form tokens and stay as they are: the size
//! of a compressed answer would tell about its secrets.

use std::io::Write;

use axum::http::{HeaderMap, HeaderValue, header};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The content in gzip's form.
pub(super) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .expect("memory takes what is written")
}

/// Whether the one who asks reads gzip.
pub(super) fn accepts(headers: &HeaderMap) -> bool {
    let mut all = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    all.any(offered)
}

/// Whether one line of offers has gzip in it.
pub(super) fn offered(value: &HeaderValue) -> bool {
    let mut offers = value.to_str().unwrap_or_default().split(',');
    offers.any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let refused = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        (name.eq_ignore_ascii_case("gzip") || name == "*") && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_ask_for_it() {
        for (offer, accepted) in [
            ("gzip, deflate, br", true),
            ("deflate, GZIP;q=0.5", true),
            ("gzip;q=0, br", false),
            ("br", false),
        ] {
            let value = offer.parse().expect("a header");
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value)]);
            assert_eq!(accepts(&headers), accepted, "{offer}");
        }
        assert!(!accepts(&HeaderMap::new()));
    }
}
