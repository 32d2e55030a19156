//! Pictures: whether one has its end, and what the public gets of it, without what cameras write beside the picture.

use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::{CHUNK_EXIF, CHUNK_XMP, WebP};
use img_parts::{Bytes, ImageEXIF};

/// The last chunk of every PNG, with its length and checksum.
const PNG_END: &[u8] = b"\0\0\0\0IEND\xaeB`\x82";

/// Chunks of a PNG that say something about the picture instead of showing it.
const PNG_DETAILS: &[[u8; 4]] = &[*b"eXIf", *b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"];

/// How a picture that lies as it was taken is turned, as EXIF counts.
const UPRIGHT: u8 = 1;

/// Whether a picture ends before its end, so far as its type marks one.
pub(super) fn is_cut_off(media_type: &str, content: &[u8]) -> bool {
    match media_type {
        "image/jpeg" => jpeg_end(content).is_none(),
        "image/png" => !content
            .windows(PNG_END.len())
            .any(|window| window == PNG_END),
        _ => false,
    }
}

/// A picture without place, time, device, names and small copies that a camera wrote into it; how it is turned stays.
/// None where the file is not the picture that its type says: then nothing of it is known to be harmless.
pub fn without_details(media_type: &str, content: Vec<u8>) -> Option<Vec<u8>> {
    let plain = match media_type {
        "image/jpeg" => plain_jpeg(content)?,
        "image/png" => plain_png(content)?,
        "image/webp" => plain_webp(content)?,
        _ => return Some(content),
    };
    Some(plain.to_vec())
}

fn plain_jpeg(mut content: Vec<u8>) -> Option<Bytes> {
    // Phones put further pictures after the end of the first, each with details of its own.
    content.truncate(jpeg_end(&content)?);
    let mut picture = Jpeg::from_bytes(content.into()).ok()?;
    let turned = turned(&picture);
    picture.segments_mut().retain(|segment| {
        let marker = segment.marker();
        let is_colour = marker == markers::APP2 && segment.contents().starts_with(b"ICC_PROFILE\0");
        let says = (markers::APP1..=markers::APP15).contains(&marker) || marker == markers::COM;
        !says || is_colour || marker == markers::APP14
    });
    picture.set_exif(turned);
    Some(picture.encoder().bytes())
}

fn plain_png(content: Vec<u8>) -> Option<Bytes> {
    let mut picture = Png::from_bytes(content.into()).ok()?;
    let turned = turned(&picture);
    picture
        .chunks_mut()
        .retain(|chunk| !PNG_DETAILS.contains(&chunk.kind()));
    picture.set_exif(turned);
    Some(picture.encoder().bytes())
}

fn plain_webp(content: Vec<u8>) -> Option<Bytes> {
    let mut picture = WebP::from_bytes(content.into()).ok()?;
    if !picture.has_chunk(CHUNK_EXIF) && !picture.has_chunk(CHUNK_XMP) {
        return Some(picture.encoder().bytes());
    }
    let turned = turned(&picture);
    picture.remove_chunks_by_id(CHUNK_XMP);
    picture.set_exif(turned);
    Some(picture.encoder().bytes())
}

/// Where a JPEG ends: after the marker of its end, which stands in no segment and not in the data of the picture.
fn jpeg_end(content: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        // Data of the picture, and what fills up between segments.
        while *content.get(at)? != markers::P {
            at += 1;
        }
        let marker = *content.get(at + 1)?;
        match marker {
            markers::EOI => return Some(at + 2),
            markers::P => at += 1,
            // A byte of data that looks like the beginning of a marker, marks for restarting, and a beginning.
            markers::Z | markers::RST0..=markers::SOI => at += 2,
            _ => {
                let length = [*content.get(at + 2)?, *content.get(at + 3)?];
                at += 2 + usize::from(u16::from_be_bytes(length));
            }
        }
    }
}

/// EXIF that says only how the picture is turned; none where it is upright or does not say.
fn turned(picture: &impl ImageEXIF) -> Option<Bytes> {
    let orientation = orientation(&picture.exif()?)?;
    let one_entry = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
    let mut exif = one_entry.to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    (orientation != UPRIGHT).then(|| exif.into())
}

/// How a picture is turned, 1 to 8, by the first directory of its EXIF.
fn orientation(exif: &[u8]) -> Option<u8> {
    const ORIENTATION: u16 = 0x0112;
    const ENTRY: usize = 12;
    let is_little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = [*exif.get(at)?, *exif.get(at + 1)?];
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let halves = (short(4)?, short(6)?);
    let (high, low) = if is_little {
        (halves.1, halves.0)
    } else {
        halves
    };
    let directory = (usize::from(high) << 16) | usize::from(low);
    let mut entries = (0..usize::from(short(directory)?)).map(|at| directory + 2 + at * ENTRY);
    let entry = entries.find(|at| short(*at) == Some(ORIENTATION))?;
    let value = u8::try_from(short(entry + 8)?).ok()?;
    (1..=8).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment of a JPEG.
    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let length = u16::try_from(contents.len() + 2).expect("a short segment");
        let mut bytes = vec![0xFF, marker];
        bytes.extend(length.to_be_bytes());
        bytes.extend(contents);
        bytes
    }

    /// A small JPEG with what a phone writes: where, and that it is turned; a preview that has an end of its own.
    fn photo() -> Vec<u8> {
        let mut exif =
            b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPS 9.17 N 105.15 E \xFF\xD9");
        let parts = [
            vec![0xFF, 0xD8],
            segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            segment(0xE1, &exif),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>GPS</x>"),
            segment(0xED, b"Photoshop 3.0\0GPS"),
            segment(0xFE, b"GPS"),
            segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xDB, &[1; 65]),
            segment(0xDA, &[0; 10]),
            vec![0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56],
            segment(0xC4, b"\xFF\xD9 in a table"),
            segment(0xDA, &[0; 10]),
            vec![0x78, 0xFF, 0xD9],
        ];
        parts.concat()
    }

    fn has(content: &[u8], part: &[u8]) -> bool {
        content.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn a_jpeg_is_whole_with_its_own_end_and_not_with_that_of_its_preview() {
        let whole = photo();
        assert!(!is_cut_off("image/jpeg", &whole));
        for kept in [whole.len() - 1, whole.len() - 2, whole.len() / 2, 40, 4] {
            assert!(is_cut_off("image/jpeg", &whole[..kept]), "{kept} bytes");
        }
        let with_more = [whole, b"appended".to_vec()].concat();
        assert!(!is_cut_off("image/jpeg", &with_more));
    }

    #[test]
    fn the_public_gets_a_jpeg_that_says_nothing_but_how_it_is_turned() {
        let second = photo();
        let plain = without_details("image/jpeg", [photo(), second].concat());
        let plain = plain.expect("it is a picture");
        assert!(!has(&plain, b"GPS") && !has(&plain, b"adobe"));
        assert!(has(&plain, b"ICC_PROFILE") && has(&plain, b"JFIF"));
        assert!(plain.ends_with(&[0x78, 0xFF, 0xD9]) && !is_cut_off("image/jpeg", &plain));
        let picture = Jpeg::from_bytes(plain.into()).expect("a picture");
        let exif = picture.exif().expect("it is turned");
        assert_eq!((orientation(&exif), exif.len()), (Some(6), 26));
    }

    /// A PNG of one point with these chunks before its end.
    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut picture = Png::from_bytes(POINT.to_vec().into()).expect("a picture");
        for (kind, contents) in chunks {
            let chunk = img_parts::png::PngChunk::new(**kind, contents.to_vec().into());
            picture.chunks_mut().insert(1, chunk);
        }
        picture.encoder().bytes().to_vec()
    }

    const POINT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
        \0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\xb18\xf6\x14\0\0\0\0IEND\xaeB`\x82";

    #[test]
    fn a_png_is_whole_with_its_last_chunk() {
        let whole = png(&[]);
        assert!(!is_cut_off("image/png", &whole));
        assert!(is_cut_off("image/png", &whole[..whole.len() - 1]));
        assert!(is_cut_off("image/png", &whole[..33]));
    }

    #[test]
    fn the_public_gets_a_png_without_texts() {
        let chunks: &[(&[u8; 4], &[u8])] = &[
            (b"eXIf", b"MM\0*\0\0\0\x08\0\0GPS"),
            (b"tEXt", b"Location\0GPS"),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0GPS"),
            (b"gAMA", b"\0\0\xb1\x8f"),
        ];
        let plain = without_details("image/png", png(chunks)).expect("it is a picture");
        assert!(!has(&plain, b"GPS") && has(&plain, b"gAMA"));
        assert!(!is_cut_off("image/png", &plain));
        assert_eq!(without_details("image/png", png(&[])), Some(png(&[])));
    }

    #[test]
    fn what_is_not_the_picture_that_it_says_is_not_given_out() {
        assert_eq!(
            without_details("image/jpeg", b"\xFF\xD8\xFF".to_vec()),
            None
        );
        assert_eq!(without_details("image/png", b"no picture".to_vec()), None);
        let drawing = b"<svg/>".to_vec();
        assert_eq!(
            without_details("image/svg+xml", drawing.clone()),
            Some(drawing)
        );
    }
}
