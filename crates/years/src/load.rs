//! Loading a published year: every fact goes through the same functions of the store as a form of the web,
//! so that the history has it, each with what it stands on.

mod awards;
mod ballot;
mod conference;
mod directives;
mod error;
mod figures;
mod heads;
mod portal;
mod registration;
mod units;
mod visits;

use std::collections::BTreeMap;

use access::actions::units::KeepClusterYear;
use access::{Action, Gate, Matter, Permit};
use rules::ids::{ClusterYearId, UnitId};
use store::Store;
use store::units::Loading;

pub use error::LoadError;
pub(crate) use units::register as register_units;

use crate::file::{Evidence, UnitKey, YearFile};
use crate::program::Program;
use crate::published;

/// A year that was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The cluster-year.
    pub year: ClusterYearId,
    /// Its part of an address.
    pub slug: String,
}

/// What a loaded year is known to come from.
const ORIGIN: &str = "published";

/// Loads a published year; `progress` is told each part of it before it begins.
///
/// A year that is there already is left as it is.
pub async fn load_published(
    store: &Store,
    gate: &Gate,
    slug: &str,
    mut progress: impl FnMut(&str),
) -> Result<Loaded, LoadError> {
    let file = published(slug).ok_or_else(|| LoadError::Unknown(slug.to_owned()))?;
    let program = Program::new(store, gate, "load-year");
    begin(&program, slug, ORIGIN).await?;
    progress("Đơn vị, cụm thi đua");
    let units = units::register(&program, &file).await?;
    let year = units::open_year(&program, &file, &units).await?;
    let desk = Desk {
        program,
        file,
        units,
        year,
    };
    progress("Cụm trưởng, cụm phó");
    heads::load(&desk).await?;
    progress("Văn bản chỉ đạo");
    directives::load(&desk).await?;
    progress("Chủ đề, đăng ký thi đua");
    registration::load(&desk).await?;
    progress("Số liệu đã công bố");
    figures::load(&desk).await?;
    progress("Hội nghị");
    conference::load(&desk).await?;
    progress("Bình xét, suy tôn");
    ballot::load(&desk).await?;
    progress("Khen thưởng");
    awards::load(&desk).await?;
    progress("Bài viết, trang thông tin");
    portal::load(&desk).await?;
    visits::load(&desk).await?;
    finish(&desk.program, slug).await?;
    Ok(Loaded {
        year: desk.year,
        slug: slug.to_owned(),
    })
}

/// Begins the loading of a year that is not there yet.
pub(crate) async fn begin(
    program: &Program<'_>,
    slug: &str,
    origin: &str,
) -> Result<(), LoadError> {
    match program.store.loading(slug).await? {
        Some(Loading::Finished) => return Err(LoadError::AlreadyLoaded(slug.to_owned())),
        Some(Loading::Begun) => return Err(LoadError::CutShort(slug.to_owned())),
        None => {}
    }
    if program.store.cluster_year_by_slug(slug).await?.is_some() {
        return Err(LoadError::AlreadyLoaded(slug.to_owned()));
    }
    let permit = program.permit(KeepClusterYear, Matter::instance("loading", slug))?;
    program.store.begin_loading(&permit, slug, origin).await?;
    Ok(())
}

/// Puts on record that the year is whole.
pub(crate) async fn finish(program: &Program<'_>, slug: &str) -> Result<(), LoadError> {
    let permit = program.permit(KeepClusterYear, Matter::instance("loading", slug))?;
    program.store.finish_loading(&permit, slug).await?;
    Ok(())
}

/// What every part of a year needs: its file, the ids of its units, its own id.
struct Desk<'a> {
    program: Program<'a>,
    file: YearFile,
    units: BTreeMap<UnitKey, UnitId>,
    year: ClusterYearId,
}

impl Desk<'_> {
    fn store(&self) -> &Store {
        self.program.store
    }

    /// A permit for an act on this year.
    fn permit<A: Action>(
        &self,
        action: A,
        kind: &'static str,
        id: &str,
    ) -> Result<Permit<A>, LoadError> {
        let matter = Matter::of_year(kind, id, &self.year);
        Ok(self.program.permit(action, matter)?)
    }

    /// The words that a fact stands on and where they stand.
    fn source(&self, evidence: &Evidence) -> String {
        let place = self.file.citation(evidence);
        match evidence.quote() {
            Some(words) => format!("“{words}” ({place})"),
            None => place,
        }
    }

    /// The id of a unit of the file.
    fn unit(&self, key: &UnitKey) -> &UnitId {
        self.units
            .get(key)
            .expect("the check of the file found every key, and every unit was registered")
    }
}
