//! The walk through a year that finds everything wrong with it.

use jiff::civil::Date;
use rules::figures::Catalogue;
use rules::law::Law;
use vietnamese::{number, text};

use super::{
    Count, DirectiveKey, Evidence, Named, Problem, Remark, UnitKey, YearFile, YearFileError,
};

/// A part of a year that can be checked against the article and the other parts.
pub(super) trait Checked {
    /// The file in which it stands.
    const FILE: &'static str;

    /// Reports what is wrong.
    fn check(&self, check: &mut Check<'_>);
}

/// The problems found so far.
pub(super) struct Check<'a> {
    pub(super) year: &'a YearFile,
    file: &'static str,
    errors: Vec<YearFileError>,
}

impl<'a> Check<'a> {
    /// Everything wrong with a year.
    pub(super) fn all(year: &'a YearFile) -> Vec<YearFileError> {
        let mut check = Self {
            year,
            file: "",
            errors: Vec::new(),
        };
        check.part(&year.year);
        check.part(&year.units);
        check.part(&year.directives);
        check.part(&year.heads);
        check.part(&year.registration);
        check.part(&year.figures);
        check.part(&year.conference);
        check.part(&year.ballot);
        check.part(&year.awards);
        check.part(&year.article);
        check.part(&year.proofreading);
        check.errors
    }

    fn part<T: Checked>(&mut self, part: &T) {
        self.file = T::FILE;
        part.check(self);
    }

    /// Begins the check of one entry, by the name that a person finds it by.
    pub(super) fn item(&mut self, name: impl Into<String>) -> Item<'_, 'a> {
        Item {
            check: self,
            name: name.into(),
            quote: None,
        }
    }

    /// No two entries may have one key, and each must be fit for addresses.
    pub(super) fn keys<'k>(&mut self, list: &str, keys: impl IntoIterator<Item = &'k str>) {
        let mut seen = std::collections::BTreeSet::new();
        for key in keys {
            let item = self.item(list);
            let item = item.expect(seen.insert(key), || Problem::Twice { key: key.into() });
            item.key(key);
        }
    }
}

/// The check of one entry: its evidence first, then what the evidence must say.
pub(super) struct Item<'c, 'a> {
    check: &'c mut Check<'a>,
    name: String,
    quote: Option<&'c str>,
}

impl<'c> Item<'c, '_> {
    /// Reports the problem unless the condition holds.
    pub(super) fn expect(self, holds: bool, problem: impl FnOnce() -> Problem) -> Self {
        if !holds {
            self.check.errors.push(YearFileError {
                file: self.check.file.to_owned(),
                item: Some(self.name.clone()),
                problem: problem(),
            });
        }
        self
    }

    /// A fact stands on a quotation that is in the article once, or on a source that the year names.
    pub(super) fn evidence(mut self, evidence: &'c Evidence) -> Self {
        self.quote = evidence.quote();
        match evidence {
            Evidence::Quote(quote) => self.stands_once(quote),
            Evidence::Source(source) => {
                let known = self.check.year.year.source(source).is_some();
                self.expect(known, || unknown(Named::Source, source.as_str()))
            }
            Evidence::Silent => self,
            Evidence::Unclear => self.expect(false, || Problem::Unfounded),
        }
    }

    /// The words are in the article, in one place.
    pub(super) fn stands_once(self, words: &str) -> Self {
        let times = self.check.year.source.count(words);
        self.expect(times > 0, || Problem::NotInArticle {
            quote: words.to_owned(),
        })
        .expect(times <= 1, || Problem::NotOnce {
            quote: words.to_owned(),
            times,
        })
    }

    /// What is given is given, and what the article is silent on is not.
    pub(super) fn given(self, given: bool, evidence: &Evidence) -> Self {
        self.expect(given != evidence.is_silent(), || Problem::SilenceMismatch)
    }

    /// A fact in words: the quotation says them.
    pub(super) fn remark(self, remark: &'c Remark) -> Self {
        let item = self
            .evidence(&remark.evidence)
            .given(remark.text.is_some(), &remark.evidence);
        match &remark.text {
            Some(text) => item.says(text),
            None => item,
        }
    }

    /// The quotation says these words; capitals and the width of spaces do not count.
    pub(super) fn says(self, words: &str) -> Self {
        let plain = |text: &str| text::clean(text).to_lowercase();
        let said = self
            .quote
            .is_none_or(|quote| plain(quote).contains(&plain(words)));
        self.not_said_unless(said, words)
    }

    /// The quotation bears this date in whatever way the article writes it.
    pub(super) fn dated(self, date: Date) -> Self {
        let said = self.quote.is_none_or(|quote| {
            quote
                .split(|c: char| !c.is_ascii_digit() && c != '/')
                .any(|word| vietnamese::date::parse(word) == Ok(date))
        });
        self.not_said_unless(said, &vietnamese::date::short(date))
    }

    /// The number is what the article writes, and the quotation has it as a word of its own.
    pub(super) fn count(self, count: &'c Count) -> Self {
        self.evidence(&count.evidence)
            .number(count.value.saturating_mul(number::ONE), &count.written)
    }

    /// The same for a number in ten-thousandths.
    pub(super) fn number(self, ten_thousandths: i64, written: &str) -> Self {
        let same = number::parse_decimal(written) == Ok(ten_thousandths);
        let said = self.quote.is_none_or(|quote| has_number(quote, written));
        self.expect(same, || Problem::NumberMismatch {
            value: number::format_decimal(ten_thousandths, None),
            written: written.to_owned(),
        })
        .not_said_unless(said, written)
    }

    fn not_said_unless(self, said: bool, words: &str) -> Self {
        let quote = self.quote.unwrap_or_default();
        self.expect(said, || Problem::NotSaid {
            words: words.to_owned(),
            quote: quote.to_owned(),
        })
    }

    /// The key is fit for addresses.
    pub(super) fn key(self, key: &str) -> Self {
        let fit = !key.is_empty() && text::slug(key) == key;
        self.expect(fit, || Problem::BadKey { key: key.into() })
    }

    /// The unit is one of the year's file.
    pub(super) fn unit(self, key: &UnitKey) -> Self {
        let known = self.check.year.units.get(key).is_some();
        self.expect(known, || unknown(Named::Unit, key.as_str()))
    }

    /// The unit is a member of the year, and the quotation names it by its name or by a spelling on record.
    pub(super) fn names_member(self, key: &UnitKey) -> Self {
        let Some(member) = self.check.year.units.member(key) else {
            return self.unit(key).expect(false, || Problem::NotMember {
                key: key.to_string(),
            });
        };
        let named = self
            .quote
            .is_none_or(|quote| member.spellings().any(|spelling| quote.contains(spelling)));
        let name = member.name.clone();
        self.not_said_unless(named, &name)
    }

    /// The directive is one of the year's file.
    pub(super) fn directive(self, key: &DirectiveKey) -> Self {
        let known = self.check.year.directives.get(key).is_some();
        self.expect(known, || unknown(Named::Directive, key.as_str()))
    }

    /// The catalogue had this indicator at the end of the year.
    pub(super) fn indicator(self, code: &str) -> Self {
        let catalogue = Catalogue::embedded().at(self.check.year.year.last_day());
        self.expect(catalogue.by_code(code).is_some(), || {
            unknown(Named::Indicator, code)
        })
    }

    /// The statement is one of the year's file.
    pub(super) fn statement(self, key: &str) -> Self {
        let known = self.check.year.figures.statement(key).is_some();
        self.expect(known, || unknown(Named::Statement, key))
    }

    /// The law had this award at the end of the year.
    pub(super) fn award(self, code: &str) -> Self {
        let known = Law::embedded()
            .award_at(code, self.check.year.year.last_day())
            .is_ok();
        self.expect(known, || unknown(Named::Award, code))
    }
}

/// An entry names something that does not exist.
pub(super) fn unknown(what: Named, key: &str) -> Problem {
    Problem::Unknown {
        what,
        key: key.to_owned(),
    }
}

/// Whether the number stands in the text and is not a piece of a longer one.
fn has_number(text: &str, written: &str) -> bool {
    let goes_on = |rest: &str| {
        let mut after = rest.chars();
        match after.next() {
            Some('.' | ',') => after.next().is_some_and(|c| c.is_ascii_digit()),
            next => next.is_some_and(|c| c.is_ascii_digit()),
        }
    };
    text.match_indices(written).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == ',')
            && !goes_on(&text[at + written.len()..])
    })
}

#[cfg(test)]
mod tests {
    use super::has_number;

    #[test]
    fn a_number_is_told_from_a_piece_of_a_longer_one() {
        for text in ["370 lớp", "là 370.", "370, rồi", "(370)"] {
            assert!(has_number(text, "370"), "{text}");
        }
        for text in ["1370 lớp", "3.370 lớp", "370.000", "3701", "0,370"] {
            assert!(!has_number(text, "370"), "{text}");
        }
    }
}
