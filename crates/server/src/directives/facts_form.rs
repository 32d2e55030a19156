//! The head of a directive as a form.

use jiff::civil::Date;
use rules::directives::check_head;
use store::directives::DirectiveFacts;
use vietnamese::date::short;
use vietnamese::sort::Collator;
use vietnamese::symbol::{Kind, Symbol};

use super::messages::head_fault;
use crate::web::form::Form;
use crate::web::form::some;

/// The longest name of an issuer or an office.
const NAME: usize = 300;
/// The longest trích yếu.
const SUBJECT: usize = 2000;

/// The choices of the type of paper, in Vietnamese order.
pub(super) fn kinds() -> Vec<(&'static str, &'static str)> {
    let mut kinds: Vec<_> = Kind::ALL
        .iter()
        .map(|kind| (kind.abbreviation(), kind.name()))
        .collect();
    Collator::new().sort_by_name(&mut kinds, |(_, name)| name);
    kinds.insert(0, ("", "Theo số, ký hiệu"));
    kinds
}

/// Reads the head; every wrong field is refused. `about` is what a source says where there is no trích yếu.
pub(super) fn read(form: &mut Form, today: Date, about: Option<String>) -> Option<DirectiveFacts> {
    let symbol = form.parsed("so_ky_hieu", Symbol::parse);
    let kind = read_kind(form, symbol.as_ref());
    let issuer = form.required("co_quan", NAME);
    let signer_role = some(form.optional("chuc_vu_ky", NAME));
    let issued_on = form.date("ngay_ban_hanh");
    let arrived_on = form.date_optional("ngay_den");
    let in_force_until = form.date_optional("het_hieu_luc");
    let subject = match about {
        None => Some(form.required("trich_yeu", SUBJECT)),
        Some(_) => some(form.optional("trich_yeu", SUBJECT)),
    };
    let year = symbol.as_ref().and_then(|symbol| symbol.year);
    for fault in check_head(year, issued_on, arrived_on, in_force_until, today) {
        let (field, message) = head_fault(&fault);
        form.refuse(field, message);
    }
    Some(DirectiveFacts {
        symbol: symbol?,
        kind: kind?,
        issuer,
        signer_role,
        issued_on: issued_on?,
        arrived_on,
        subject,
        about,
        in_force_until,
    })
}

/// The chosen type, or the one that the symbol tells.
fn read_kind(form: &mut Form, symbol: Option<&Symbol>) -> Option<Kind> {
    let chosen = form.value("loai").to_owned();
    if chosen.is_empty() {
        let told = symbol?.paper_kind();
        if told.is_none() {
            form.refuse(
                "loai",
                "Ký hiệu này không cho biết loại văn bản. Chọn loại văn bản.",
            );
        }
        return told;
    }
    form.choice("loai", Kind::from_abbreviation)
}

/// A form filled with what the register says.
pub(super) fn filled(facts: &DirectiveFacts, version: i64) -> Form {
    let told = facts.symbol.paper_kind() == Some(facts.kind);
    let kind = if told { "" } else { facts.kind.abbreviation() };
    let day = |day: Option<Date>| day.map(short).unwrap_or_default();
    Form::filled([
        ("so_ky_hieu", facts.symbol.to_string()),
        ("loai", kind.to_owned()),
        ("co_quan", facts.issuer.clone()),
        ("chuc_vu_ky", facts.signer_role.clone().unwrap_or_default()),
        ("ngay_ban_hanh", short(facts.issued_on)),
        ("ngay_den", day(facts.arrived_on)),
        ("trich_yeu", facts.subject.clone().unwrap_or_default()),
        ("het_hieu_luc", day(facts.in_force_until)),
        ("phien_ban", version.to_string()),
    ])
}
