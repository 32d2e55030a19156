//! What an editor writes, as safe HTML: paragraphs, lines beginning with "- " as a list, "## " as a heading.
//!
//! The text is read as Markdown without HTML; what comes out passes a sanitiser; only then the links of figures,
//! which are the program's own, are put in.

use std::collections::{BTreeMap, HashSet};

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, TextMergeStream, html};

use super::text_figures::{Mark, TextFigures};

/// Around a figure's number and its words while the text is sanitised. Private letters, taken out of what people write.
const OPEN: char = '\u{E000}';
const NUMBER: char = '\u{E001}';
const CLOSE: char = '\u{E002}';

/// Sentences that fill less than this part of the room are too short to stand for a text.
const SHORT: usize = 3;

/// A block of a text: a paragraph, a list, a heading.
pub(super) struct Block {
    /// Safe HTML.
    pub html: String,
    /// The figures named in it, by their place among the year's figures.
    pub figures: Vec<usize>,
}

/// The blocks of a text. `link` writes a figure and its words as HTML.
pub(super) fn blocks(
    body: &str,
    figures: &TextFigures,
    link: impl Fn(usize, &str) -> String,
) -> Vec<Block> {
    let body = plain_letters(body);
    let sanitiser = sanitiser();
    let mut blocks = Vec::new();
    for events in top_level(&body) {
        let mut named = Vec::new();
        let marked = events.into_iter().map(|event| match event {
            Event::Text(text) => Event::Text(mark(&text, figures, &mut named).into()),
            other => other,
        });
        let mut written = String::new();
        html::push_html(&mut written, marked);
        let clean = sanitiser.clean(&written).to_string();
        blocks.push(Block {
            html: put_links(&clean, &link),
            figures: named,
        });
    }
    blocks
}

/// The first words of a text, without signs of writing, at most `most` letters.
pub(super) fn excerpt(body: &str, most: usize) -> String {
    let plain = plain(body);
    if plain.chars().count() <= most {
        return plain;
    }
    let cut: String = plain.chars().take(most).collect();
    let words = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '.', ' ']))
}

/// The first sentences of a text, without signs of writing, at most `most` letters; its first words where not one
/// sentence of some length fits.
pub(super) fn first_sentences(body: &str, most: usize) -> String {
    let plain = plain(body);
    if plain.chars().count() <= most {
        return plain;
    }
    let cut: String = plain.chars().take(most).collect();
    let end = cut.rmatch_indices(". ").map(|(at, _)| at);
    // "TS. Nguyễn" does not end a sentence.
    let mut end = end.filter(|at| {
        let before = cut[..*at].chars().next_back();
        before.is_some_and(|letter| !letter.is_uppercase())
    });
    match end.next().filter(|at| *at > cut.len() / SHORT) {
        Some(at) => cut[..=at].to_owned(),
        None => excerpt(body, most),
    }
}

/// A text without signs of writing, in one line.
pub(super) fn plain(body: &str) -> String {
    let body = plain_letters(body);
    let words = TextMergeStream::new(Parser::new(&body)).map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
            text.to_string()
        }
        _ => " ".to_owned(),
    });
    vietnamese::text::clean(&words.collect::<String>())
}

fn plain_letters(body: &str) -> String {
    body.chars()
        .filter(|letter| !matches!(*letter, OPEN | NUMBER | CLOSE))
        .map(|letter| if letter == '\u{a0}' { ' ' } else { letter })
        .collect()
}

/// The events of each top-level block. HTML is text like any other, a line's end is one, and headings begin below
/// the page's own.
fn top_level(body: &str) -> Vec<Vec<Event<'_>>> {
    let mut depth = 0_usize;
    let mut blocks = Vec::new();
    let mut current = Vec::new();
    for event in TextMergeStream::new(Parser::new(body)) {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        current.push(tamed(event));
        if depth == 0 {
            blocks.push(std::mem::take(&mut current));
        }
    }
    blocks
}

fn tamed(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::HardBreak,
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: below(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        other => other,
    }
}

fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        _ => HeadingLevel::H3,
    }
}

/// The tags that a text may have; no picture, so that nothing is loaded from elsewhere.
fn sanitiser() -> Builder<'static> {
    let tags = [
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "h2",
        "h3",
        "strong",
        "em",
        "blockquote",
        "a",
        "hr",
        "code",
        "pre",
    ];
    let mut builder = Builder::new();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(std::collections::HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer"));
    builder
}

fn mark(text: &str, figures: &TextFigures, named: &mut Vec<usize>) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut done = 0;
    for Mark { place, figure } in figures.marks(text) {
        marked.push_str(&text[done..place.start]);
        marked.push(OPEN);
        marked.push_str(&figure.to_string());
        marked.push(NUMBER);
        marked.push_str(&text[place.clone()]);
        marked.push(CLOSE);
        done = place.end;
        named.push(figure);
    }
    marked.push_str(&text[done..]);
    marked
}

fn put_links(html: &str, link: &impl Fn(usize, &str) -> String) -> String {
    let mut pieces = html.split(OPEN);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((number, rest)) = piece.split_once(NUMBER) else {
            continue;
        };
        let (words, rest) = rest.split_once(CLOSE).unwrap_or((rest, ""));
        match number.parse() {
            Ok(figure) => whole.push_str(&link(figure, words)),
            Err(_) => whole.push_str(words),
        }
        whole.push_str(rest);
    }
    whole
}

/// Figures in the order in which a text first names them.
pub(super) fn first_named(blocks: &[Block]) -> BTreeMap<usize, usize> {
    let mut first = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        for figure in &block.figures {
            first.entry(*figure).or_insert(at);
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(body: &str) -> String {
        let blocks = blocks(body, &TextFigures::none(), |_, words| words.to_owned());
        blocks.into_iter().map(|block| block.html).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_dashes_make_lists_and_hashes_headings() {
        let html = written("Đoạn một\n\n## Đào tạo\n\n- lớp\n- học viên\n\n**Đậm**");
        for part in [
            "<p>Đoạn một</p>",
            "<h2>Đào tạo</h2>",
            "<li>học viên</li>",
            "<strong>Đậm</strong>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn first_sentences_end_where_a_sentence_ends_and_not_after_a_title() {
        let body =
            "Hội nghị họp ngày 26/11/2021. Có TS. Nguyễn Văn A dự và phát biểu. Các trường góp ý.";
        assert_eq!(first_sentences(body, 200), body);
        assert_eq!(first_sentences(body, 50), "Hội nghị họp ngày 26/11/2021.");
        assert_eq!(
            first_sentences(body, 70),
            "Hội nghị họp ngày 26/11/2021. Có TS. Nguyễn Văn A dự và phát biểu."
        );
        assert_eq!(first_sentences(body, 12), "Hội nghị…");
    }

    #[test]
    fn nothing_that_runs_or_dresses_survives() {
        let bad = [
            "<script>alert(1)</script>",
            "<style>p { color: red }</style>",
            "<p onclick=\"alert(1)\">x</p>",
            "<img src=x onerror=alert(1)>",
            "<div style=\"color:red\">x</div>",
            "<iframe src=\"//xa.example\"></iframe>",
            "![x](https://xa.example/anh.png)",
        ];
        for text in bad {
            let html = written(&format!("Trước {text} sau\n\n{text}"));
            for tag in ["<script", "<style", "<img", "<div", "<iframe", "<p o"] {
                assert!(!html.contains(tag), "{text} gave {html}");
            }
        }
    }

    #[test]
    fn a_link_that_runs_code_loses_its_address_and_others_keep_theirs() {
        for scheme in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "vbscript:x",
        ] {
            let html = written(&format!("[bấm](<{scheme}>)"));
            assert!(!html.contains("href"), "{html}");
        }
        assert!(written("[xem](/nam/2021)").contains("href=\"/nam/2021\""));
        assert!(
            written("[xem](https://thidua.example)").contains("href=\"https://thidua.example\"")
        );
    }

    #[test]
    fn the_marks_of_figures_cannot_be_forged() {
        assert_eq!(written("\u{E000}0\u{E001}giả\u{E002}"), "<p>0giả</p>\n");
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("**Một** hai, ba bốn", 9), "Một hai…");
        assert_eq!(excerpt("Ngắn", 9), "Ngắn");
    }
}
