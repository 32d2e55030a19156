//! `thidua load-year`: a year that comes with the program, loaded through the functions that the web uses.

use access::Gate;
use clap::Args;
use indicatif::ProgressBar;
use store::Store;
use years::{PUBLISHED, SAMPLE, load_published, load_sample};

use super::say;
use crate::configuration::Flags;
use crate::data::Data;
use crate::failure::{Failure, Outcome};

/// Options of `load-year`.
#[derive(Args, Debug)]
pub struct LoadYear {
    #[command(flatten)]
    data: Data,
    /// Năm có sẵn trong chương trình, ví dụ 2021 hoặc 2021-cum-9
    #[arg(value_name = "NĂM")]
    year: String,
}

/// Loads it; a year that is there already is left as it is.
pub async fn run(options: LoadYear) -> Result<Outcome, Failure> {
    let slug = with_the_program(&options.year)?;
    let configuration = options.data.configuration(Flags::default())?;
    let store = options.data.open_or_make(&configuration).await?;
    load(&store, &Gate::new()?, slug).await?;
    say(&format!("Đã nạp năm {slug}.\n"));
    store.close().await?;
    Ok(Outcome::Good)
}

/// Loads one of the years that come with the program, showing what it is at.
pub async fn load(store: &Store, gate: &Gate, slug: &str) -> Result<(), Failure> {
    let bar = ProgressBar::new_spinner();
    let progress = |part: &str| {
        bar.set_message(format!("Nạp năm {slug}: {part}"));
        bar.tick();
    };
    match slug {
        SAMPLE => load_sample(store, gate, progress).await?,
        _ => load_published(store, gate, slug, progress).await?,
    };
    bar.finish_and_clear();
    Ok(())
}

/// The years that come with the program: the published ones, then the sample.
pub fn known() -> impl Iterator<Item = &'static str> {
    PUBLISHED.into_iter().chain([SAMPLE])
}

/// The year of the program that a word names.
fn with_the_program(word: &str) -> Result<&'static str, Failure> {
    let meant = |slug: &&str| *slug == word || slug.split('-').next() == Some(word);
    let found: Vec<&str> = known().filter(meant).collect();
    let all = || known().collect::<Vec<_>>().join(", ");
    match found[..] {
        [slug] => Ok(slug),
        [] => Err(Failure::wrong_use(format!(
            "Chương trình không có sẵn năm “{word}”. Các năm có sẵn: {}.",
            all()
        ))),
        _ => Err(Failure::wrong_use(format!(
            "Năm {word} có ở nhiều cụm. Ghi rõ một trong các năm: {}.",
            all()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_named_by_its_number_or_its_slug() {
        for word in ["2021", "2021-cum-9"] {
            assert_eq!(
                with_the_program(word).expect("the program has 2021"),
                "2021-cum-9"
            );
        }
        assert_eq!(
            with_the_program("2022").expect("the program has 2022"),
            SAMPLE
        );
    }

    #[test]
    fn a_year_that_the_program_does_not_have_is_wrong_use() {
        let failure = with_the_program("1999").expect_err("nobody published 1999");
        assert_eq!(failure.code(), 2);
        assert!(failure.to_string().contains("2021-cum-9"));
    }
}
