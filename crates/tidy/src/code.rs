//! Source as a reader of rules needs it: without comments and strings, cut into functions.

/// How a language writes comments and strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Css,
    Rust,
}

/// The same text, with spaces in the place of comments, strings and characters; lines stay where they are.
pub(crate) fn plain(text: &str, language: Language) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = end_of_prose(&letters, at, language);
        if end == at {
            plain.push(letters[at]);
            at += 1;
            continue;
        }
        let blank = |letter: &char| if *letter == '\n' { '\n' } else { ' ' };
        plain.extend(letters[at..end].iter().map(blank));
        at = end;
    }
    plain
}

/// Where the comment, string or character that begins here ends; here, where none begins.
fn end_of_prose(letters: &[char], at: usize, language: Language) -> usize {
    let next = letters.get(at + 1).copied();
    match (letters[at], next) {
        ('/', Some('*')) => after(letters, at + 2, &['*', '/']),
        ('/', Some('/')) if language == Language::Rust => after(letters, at + 2, &['\n']),
        ('"', _) => end_of_string(letters, at),
        ('\'', _) if language == Language::Css => end_of_string(letters, at),
        ('\'', Some('\\')) => end_of_string(letters, at),
        // A lifetime has no second quotation mark.
        ('\'', _) if letters.get(at + 2) == Some(&'\'') => at + 3,
        _ => at,
    }
}

fn after(letters: &[char], from: usize, mark: &[char]) -> usize {
    let rest = letters.get(from..).unwrap_or_default();
    let found = rest.windows(mark.len()).position(|part| part == mark);
    found.map_or(letters.len(), |found| from + found + mark.len())
}

fn end_of_string(letters: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < letters.len() && letters[at] != letters[start] {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(letters.len())
}

/// One function with its body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function<'a> {
    pub(crate) name: &'a str,
    pub(crate) signature: &'a str,
    pub(crate) body: &'a str,
}

/// Every function of plain Rust that has a body.
pub(crate) fn functions(plain: &str) -> Vec<Function<'_>> {
    let starts = plain.match_indices("fn ").map(|(at, _)| at);
    let words =
        starts.filter(|at| !plain[..*at].ends_with(|before: char| before.is_alphanumeric()));
    words.filter_map(|at| function(&plain[at + 3..])).collect()
}

fn function(text: &str) -> Option<Function<'_>> {
    let name_ends = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_')?;
    let mut depth = 0_i32;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ';' if depth == 0 => return None,
            '{' if depth == 0 => {
                let end = at + end_of_block(&text[at..])?;
                return Some(Function {
                    name: &text[..name_ends],
                    signature: &text[..at],
                    body: &text[at..end],
                });
            }
            _ => {}
        }
    }
    None
}

/// Where the block that begins here is closed.
fn end_of_block(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

#[test]
fn braces_in_strings_and_comments_do_not_count() {
    let rust =
        "fn one(a: [u8; 2]) -> char { // }\n let s = \"}\\\"}\"; '}' }\nfn two<'a>(b: &'a str);";
    let plain = plain(rust, Language::Rust);
    assert_eq!(plain.lines().count(), rust.lines().count());
    let found = functions(&plain);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].name, "one");
    assert!(found[0].signature.ends_with("-> char ") && found[0].body.ends_with('}'));
    assert!(found[0].body.contains("let s") && !found[0].body[1..].contains('"'));
}

#[test]
fn a_slash_in_a_style_sheet_begins_no_comment() {
    let css = "a { b: url(//c); /* d { */ e: \"{\"; }";
    let plain = plain(css, Language::Css);
    assert!(
        plain.contains("url(//c);") && plain.matches('{').count() == 1,
        "{plain}"
    );
}
