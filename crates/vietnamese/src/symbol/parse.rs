//! Reading the number and symbol of a paper.

use super::{Kind, Style, Symbol, SymbolError};
use crate::look_alike::digit_meant_by;
use crate::text::{clean, fold};

pub(super) fn parse(text: &str) -> Result<Symbol, SymbolError> {
    let line = tidy(text);
    if line.is_empty() {
        return Err(SymbolError::Empty);
    }
    Reading { text: text.trim() }.symbol(without_label(&line))
}

/// Reads the tidied line; keeps the text as typed for messages.
struct Reading<'a> {
    text: &'a str,
}

impl Reading<'_> {
    fn symbol(&self, line: &str) -> Result<Symbol, SymbolError> {
        if !line.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(SymbolError::NoNumber { text: self.typed() });
        }
        let cut = line
            .find(['/', '-'])
            .ok_or_else(|| SymbolError::NoSlash { text: self.typed() })?;
        let (number, suffix) = self.number(&line[..cut])?;
        let rest = &line[cut + 1..];
        let blank = Symbol {
            number,
            suffix,
            year: None,
            kind: None,
            issuer: String::new(),
            drafter: None,
            style: Style::State,
        };
        if line[cut..].starts_with('-') {
            return self.party(blank, rest);
        }
        match rest.split_once('/') {
            Some((year, body)) => {
                let year = Some(self.year(year)?);
                self.state(
                    Symbol {
                        year,
                        style: Style::Law,
                        ..blank
                    },
                    body,
                )
            }
            None => self.state(blank, rest),
        }
    }

    /// `QĐ/HVCTQG`, after number and dash.
    fn party(&self, blank: Symbol, rest: &str) -> Result<Symbol, SymbolError> {
        let (letters, body) = rest
            .split_once('/')
            .ok_or_else(|| SymbolError::NoSlash { text: self.typed() })?;
        let blank = Symbol {
            style: Style::Party,
            ..blank
        };
        if let Some(kind) = Kind::from_abbreviation(letters) {
            return self.with_body(
                Symbol {
                    kind: Some(kind),
                    ..blank
                },
                body,
            );
        }
        match Kind::meant_by(letters) {
            Some(kind) => Err(self.missing_diacritics(letters, kind, self.with_body(blank, body)?)),
            None => Err(SymbolError::UnknownKind {
                text: self.typed(),
                found: letters.to_owned(),
            }),
        }
    }

    /// `QĐ-TCT`, or `TCT-TCHC` of an official letter, after number and slash.
    fn state(&self, blank: Symbol, rest: &str) -> Result<Symbol, SymbolError> {
        let (first, body) = match rest.split_once('-') {
            Some((first, body)) => (first, Some(body)),
            None => (rest, None),
        };
        if let Some(kind) = Kind::from_abbreviation(first) {
            return self.with_body(
                Symbol {
                    kind: Some(kind),
                    ..blank
                },
                body.unwrap_or_default(),
            );
        }
        match (Kind::meant_by(first), body) {
            (Some(kind), Some(body)) => {
                Err(self.missing_diacritics(first, kind, self.with_body(blank, body)?))
            }
            _ => self.with_body(blank, rest),
        }
    }

    fn with_body(&self, blank: Symbol, body: &str) -> Result<Symbol, SymbolError> {
        let (issuer, drafter) = match body.split_once('-') {
            Some((issuer, drafter)) => (issuer, Some(drafter)),
            None => (body, None),
        };
        if issuer.is_empty() {
            return Err(SymbolError::NoIssuer { text: self.typed() });
        }
        if drafter.is_some_and(|offices| offices.split('-').any(str::is_empty)) {
            return Err(SymbolError::EmptyPart { text: self.typed() });
        }
        if let Some(found) = first_stranger(body) {
            return Err(SymbolError::UnexpectedCharacter {
                text: self.typed(),
                found,
            });
        }
        Ok(Symbol {
            issuer: letters_of_body(issuer),
            drafter: drafter.map(letters_of_body),
            ..blank
        })
    }

    fn number(&self, written: &str) -> Result<(u32, Option<char>), SymbolError> {
        let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
        let suffix = &written[digits.len()..];
        if let Some((found, meant)) = slip(suffix) {
            return Err(SymbolError::LooksLikeLetter {
                text: self.typed(),
                found,
                meant,
            });
        }
        let bad = || SymbolError::BadNumber {
            text: self.typed(),
            found: written.to_owned(),
        };
        let number = digits
            .parse()
            .ok()
            .filter(|number| *number > 0)
            .ok_or_else(bad)?;
        let mut letters = suffix.chars().flat_map(char::to_lowercase);
        match (letters.next(), letters.next()) {
            (None, _) => Ok((number, None)),
            (Some(letter), None) if letter.is_ascii_lowercase() || letter == 'đ' => {
                Ok((number, Some(letter)))
            }
            _ => Err(bad()),
        }
    }

    fn year(&self, written: &str) -> Result<u16, SymbolError> {
        let bad = || SymbolError::BadYear {
            text: self.typed(),
            found: written.to_owned(),
        };
        let sound = written.len() == 4
            && written.bytes().all(|b| b.is_ascii_digit())
            && !written.starts_with('0');
        if !sound {
            return Err(bad());
        }
        written.parse().map_err(|_| bad())
    }

    fn missing_diacritics(&self, found: &str, meant: Kind, otherwise: Symbol) -> SymbolError {
        let suggestion = Symbol {
            kind: Some(meant),
            ..otherwise
        }
        .to_string();
        SymbolError::MissingDiacritics {
            text: self.typed(),
            found: found.to_owned(),
            meant,
            suggestion,
        }
    }

    fn typed(&self) -> String {
        self.text.to_owned()
    }
}

/// One line with plain dashes and the Vietnamese Đ, no spaces around separators, no full stop at the end.
fn tidy(text: &str) -> String {
    let plain: String = clean(text)
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            'Ð' => 'Đ',
            'ð' => 'đ',
            other => other,
        })
        .collect();
    let tight = tighten(&tighten(&plain, '/'), '-');
    tight.trim_end_matches(['.', ',', ';', ' ']).to_owned()
}

fn tighten(text: &str, separator: char) -> String {
    text.split(separator)
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(&separator.to_string())
}

/// The line without "Số:", "Số, ký hiệu:" or "Quyết định số" before the number.
fn without_label(line: &str) -> &str {
    let Some(start) = line.find(|c: char| c.is_ascii_digit()) else {
        return line;
    };
    let label = fold(line[..start].trim_end_matches([':', '.', ' ']));
    let kind = label.strip_suffix(" so");
    let names_a_kind =
        || kind.is_some_and(|kind| Kind::ALL.iter().any(|known| fold(known.name()) == kind));
    if matches!(label.as_str(), "so" | "so hieu" | "so, ky hieu") || names_a_kind() {
        return &line[start..];
    }
    line
}

/// A letter after the number that no series uses, because it reads as 0 or 1.
fn slip(suffix: &str) -> Option<(char, char)> {
    let found = suffix.chars().next()?;
    let meant = digit_meant_by(found).filter(|digit| matches!(digit, '0' | '1'))?;
    Some((found, meant))
}

fn first_stranger(body: &str) -> Option<char> {
    let begins_with_digit = body.chars().next().filter(char::is_ascii_digit);
    begins_with_digit.or_else(|| {
        body.chars()
            .find(|c| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '&'))
    })
}

/// Capitals, unless some are typed already: "TTg" stays as it is.
fn letters_of_body(typed: &str) -> String {
    if typed.eq_ignore_ascii_case("TTg") {
        return "TTg".to_owned();
    }
    if typed.contains(char::is_uppercase) {
        return typed.to_owned();
    }
    typed.to_uppercase()
}
