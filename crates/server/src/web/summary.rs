//! The summary of a form's errors calls each field what the page itself calls it: its label, the legend of its group,
//! the words of its button. The words stand in one place, and the summary cannot say others.

/// Where the summary leaves room for the name of a field.
const PLACE_BEGINS: &str = "<!--ten:";
const PLACE_ENDS: &str = "-->";

/// The page with the names in their places; a field that the page does not name stays without.
pub(super) fn named(page: String) -> String {
    if !page.contains(PLACE_BEGINS) {
        return page;
    }
    let mut parts = page.split(PLACE_BEGINS);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (field, rest) = part.split_once(PLACE_ENDS).unwrap_or((part, ""));
        if let Some(name) = name_of(&page, field) {
            written.push_str(&name);
            written.push_str(": ");
        }
        written.push_str(rest);
    }
    written
}

/// What a page calls a field.
fn name_of(page: &str, field: &str) -> Option<String> {
    let name = by_label(page, field).or_else(|| by_itself(page, field))?;
    let name = words(name);
    let name = name.trim_end_matches([':', '.']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// The words of the label that points to it.
fn by_label<'a>(page: &'a str, field: &str) -> Option<&'a str> {
    let (_, after) = page.split_once(&format!(" for=\"{field}\""))?;
    content(after, "label")
}

/// What the element of that id says: its own name, the legend in it, its text, or the label around it.
fn by_itself<'a>(page: &'a str, field: &str) -> Option<&'a str> {
    let at = page.find(&format!(" id=\"{field}\""))?;
    let begins = page[..at].rfind('<')?;
    let element = &page[begins + 1..];
    let tag = element.split_whitespace().next()?;
    let attributes = element.split_once('>')?.0;
    if let Some((_, after)) = attributes.split_once(" aria-label=\"") {
        return Some(after.split_once('"')?.0);
    }
    match tag {
        "fieldset" => {
            let group = content(element, "fieldset")?;
            content(group.split_once("<legend")?.1, "legend")
        }
        "input" if attributes.contains("type=\"checkbox\"") => content(element, "label"),
        "button" | "caption" | "h2" | "h3" | "legend" | "summary" => content(element, tag),
        _ => None,
    }
}

/// What stands between the end of a tag that has begun and the end of its element.
fn content<'a>(begun: &'a str, tag: &str) -> Option<&'a str> {
    let (_, after) = begun.split_once('>')?;
    Some(after.split_once(&format!("</{tag}>"))?.0)
}

/// The words without the tags between them.
fn words(html: &str) -> String {
    let mut text = String::new();
    for (at, part) in html.split('<').enumerate() {
        let shown = match at {
            0 => part,
            _ => part.split_once('>').map_or("", |(_, shown)| shown),
        };
        text.push_str(shown);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_field_is_called_what_the_page_calls_it() {
        let cases = [
            (
                r#"<label for="a" class="small">Tên <b>gọn</b></label>"#,
                "Tên gọn: ",
            ),
            (
                r#"<label class="hidden" for="a">Tham dự, Cà Mau</label>"#,
                "Tham dự, Cà Mau: ",
            ),
            (
                r#"<input type="text" id="a" aria-label="Điểm 1.1">"#,
                "Điểm 1.1: ",
            ),
            (
                "<fieldset id=\"a\">\n<legend class=\"legend\">Đơn vị nhận</legend><label for=\"b\">Khác</label></fieldset>",
                "Đơn vị nhận: ",
            ),
            (
                r#"<label><input type="checkbox" id="a" checked> Đạt</label>"#,
                "Đạt: ",
            ),
            (
                r#"<button class="button" id="a">Duyệt báo cáo</button>"#,
                "Duyệt báo cáo: ",
            ),
            (r#"<p id="a">Lời dẫn</p>"#, ""),
            (r#"<label for="ab">Ô khác</label>"#, ""),
        ];
        for (element, expected) in cases {
            let page = named(format!("<li><!--ten:a-->Chưa nhập.</li>{element}"));
            assert_eq!(page, format!("<li>{expected}Chưa nhập.</li>{element}"));
        }
    }

    #[test]
    fn several_fields_keep_their_order() {
        let page =
            "<!--ten:a-->Một.<!--ten:b-->Hai.<label for=\"b\">B</label><label for=\"a\">A</label>";
        let page = named(page.to_owned());
        assert!(page.starts_with("A: Một.B: Hai.<label"), "{page}");
    }
}
