//! Which year a word of the command line means.

use store::Store;
use store::units::ClusterYear;

use crate::failure::Failure;

/// The cluster-year that a word names: its slug, or its number where only one cluster has that year.
pub async fn find(store: &Store, word: &str) -> Result<ClusterYear, Failure> {
    let years = store.cluster_years().await?;
    choose(years, word)
}

fn choose(years: Vec<ClusterYear>, word: &str) -> Result<ClusterYear, Failure> {
    let meant = |year: &ClusterYear| year.slug == word || year.year.to_string() == word;
    let known = list(&years);
    let mut found: Vec<ClusterYear> = years.into_iter().filter(meant).collect();
    match found.len() {
        1 => Ok(found.remove(0)),
        0 if known.is_empty() => Err(Failure::wrong_use(
            "Dữ liệu chưa có năm thi đua nào. Nạp một năm bằng “thidua load-year”.",
        )),
        0 => Err(Failure::wrong_use(format!(
            "Không có năm thi đua “{word}”. Các năm đang có:\n{known}"
        ))),
        _ => Err(Failure::wrong_use(format!(
            "Năm {word} có ở nhiều cụm. Ghi rõ một trong các năm sau:\n{}",
            list(&found)
        ))),
    }
}

fn list(years: &[ClusterYear]) -> String {
    let lines: Vec<String> = years
        .iter()
        .map(|year| format!("  {}  {}, năm {}", year.slug, year.name, year.year))
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use rules::ids::{ClusterId, ClusterYearId};

    use super::*;

    fn year(year: i16, cluster: &str) -> ClusterYear {
        ClusterYear {
            id: ClusterYearId::new(format!("{year}-{cluster}")),
            cluster: ClusterId::new(cluster),
            year,
            slug: format!("{year}-{cluster}"),
            number: None,
            name: cluster.to_owned(),
            sample: false,
            source: String::new(),
            version: 1,
        }
    }

    #[test]
    fn a_number_names_the_only_cluster_of_that_year() {
        let years = vec![year(2022, "cum-9"), year(2021, "cum-9")];
        let found = choose(years, "2021").expect("one cluster has 2021");
        assert_eq!(found.slug, "2021-cum-9");
    }

    #[test]
    fn an_ambiguous_number_is_wrong_use_and_lists_the_choices() {
        let years = vec![
            year(2021, "cum-8"),
            year(2021, "cum-9"),
            year(2020, "cum-9"),
        ];
        let failure = choose(years, "2021").expect_err("two clusters have 2021");
        assert_eq!(failure.code(), 2);
        let sentence = failure.to_string();
        assert!(sentence.contains("2021-cum-8") && sentence.contains("2021-cum-9"));
        assert!(!sentence.contains("2020-cum-9"));
    }

    #[test]
    fn an_unknown_year_is_wrong_use_and_lists_what_there_is() {
        let failure = choose(vec![year(2021, "cum-9")], "2019").expect_err("nobody has 2019");
        assert_eq!(failure.code(), 2);
        assert!(failure.to_string().contains("2021-cum-9"));
        assert_eq!(
            choose(Vec::new(), "2019")
                .expect_err("no year at all")
                .code(),
            2
        );
    }
}
