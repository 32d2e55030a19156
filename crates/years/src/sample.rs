//! The sample year (năm mẫu): made up by a seeded generator, half way through, and marked as a sample.
//!
//! It goes through the same functions of the store as a form of the web, under a clock that stands in its own year,
//! so that deadlines and the history look as they would have looked. Nothing in it is a fact.

mod clock;
mod conferences;
mod directives;
mod figures;
mod numbers;
mod registration;
mod reports;
mod scoring;

use access::actions::units::{KeepClusterYear, RecogniseHeads};
use access::{Action, Gate, Matter, Permit};
use jiff::civil::{Date, date};
use rules::ids::{ClusterYearId, UnitId};
use store::units::{HeadRole, Member, NewClusterYear, Seat};
use store::{Store, StoreError};

use self::clock::SampleClock;
use crate::load::{LoadError, Loaded, begin, finish, register_units};
use crate::program::Program;
use crate::published;

/// The slug of the sample year.
pub const SAMPLE: &str = "2022-cum-9";

/// The published year whose units and cluster the sample goes on with.
const BEFORE: &str = "2021-cum-9";

/// What everything in it says of where it comes from.
const SOURCE: &str = "Dữ liệu mẫu do chương trình sinh ra";

const ORIGIN: &str = "sample";

const HEAD: &str = "dong-thap";
const DEPUTIES: [&str; 2] = ["vinh-long", "an-giang"];

/// Loads the sample year; `progress` is told each part of it before it begins.
///
/// The units are those of the published year before, registered where they are not known yet.
pub async fn load_sample(
    store: &Store,
    gate: &Gate,
    mut progress: impl FnMut(&str),
) -> Result<Loaded, LoadError> {
    let program = Program::new(store, gate, "load-year");
    begin(&program, SAMPLE, ORIGIN).await?;
    progress("Đơn vị, cụm thi đua");
    let year = open(&program).await?;
    let clock = SampleClock::at(date(2022, 1, 20));
    let dated = store.under(clock.sources());
    let sample = Sample {
        members: members(store, &year).await?,
        program: Program::new(&dated, gate, "load-year"),
        year,
        clock,
    };
    progress("Cụm trưởng, cụm phó");
    recognise(&sample).await?;
    progress("Văn bản chỉ đạo");
    directives::make(&sample).await?;
    progress("Chủ đề, đăng ký thi đua");
    registration::make(&sample).await?;
    scoring::draft(&sample).await?;
    conferences::launch(&sample).await?;
    scoring::agree_and_issue(&sample).await?;
    registration::pledge_and_amend(&sample).await?;
    progress("Báo cáo số liệu");
    reports::make(&sample).await?;
    progress("Hội nghị");
    conferences::review(&sample).await?;
    finish(&program, SAMPLE).await?;
    Ok(Loaded {
        year: sample.year,
        slug: SAMPLE.to_owned(),
    })
}

/// What every part of the sample year needs.
struct Sample<'a> {
    program: Program<'a>,
    year: ClusterYearId,
    members: Vec<Member>,
    clock: SampleClock,
}

impl Sample<'_> {
    fn store(&self) -> &Store {
        self.program.store
    }

    /// Sets the clock to nine in the morning of a day.
    fn on(&self, day: Date) {
        self.clock.set(day);
    }

    fn matter(&self, kind: &'static str) -> Matter {
        Matter::of_year(kind, "", &self.year)
    }

    fn permit<A: Action>(&self, action: A, matter: Matter) -> Result<Permit<A>, LoadError> {
        Ok(self.program.permit(action, matter)?)
    }

    fn unit(&self, slug: &str) -> Result<&UnitId, LoadError> {
        let member = self.members.iter().find(|member| member.slug == slug);
        let member = member.ok_or(StoreError::NotFound("unit"))?;
        Ok(&member.unit)
    }
}

async fn open(program: &Program<'_>) -> Result<ClusterYearId, LoadError> {
    let file = published(BEFORE).ok_or_else(|| LoadError::Unknown(BEFORE.to_owned()))?;
    let units = register_units(program, &file).await?;
    let of =
        |keys: Vec<&crate::file::UnitKey>| keys.iter().map(|key| units[*key].clone()).collect();
    let new = NewClusterYear {
        cluster_slug: file.year.cluster.slug.clone(),
        cluster_kind: "cum".to_owned(),
        year: 2022,
        slug: SAMPLE.to_owned(),
        number: Some(file.year.cluster.number.value),
        name: file.year.cluster.name.clone(),
        sample: true,
        source: SOURCE.to_owned(),
        members: of(file.units.members.iter().map(|unit| &unit.key).collect()),
        superiors: of(file
            .units
            .upper_bodies
            .iter()
            .map(|unit| &unit.key)
            .collect()),
    };
    let permit = program.permit(KeepClusterYear, Matter::instance("cluster_year", SAMPLE))?;
    Ok(program.store.open_cluster_year(&permit, new).await?)
}

async fn members(store: &Store, year: &ClusterYearId) -> Result<Vec<Member>, LoadError> {
    let found = store.cluster_year_by_slug(SAMPLE).await?;
    let found = found.filter(|found| found.id == *year);
    let found = found.ok_or(StoreError::NotFound("cluster year"))?;
    Ok(store.members(&found).await?)
}

async fn recognise(sample: &Sample<'_>) -> Result<(), LoadError> {
    let day = date(2022, 2, 18);
    sample.on(day);
    let deputies = DEPUTIES.map(|slug| (slug, HeadRole::Deputy));
    for (slug, role) in [(HEAD, HeadRole::Head)].into_iter().chain(deputies) {
        let unit = sample.unit(slug)?;
        let permit = sample.permit(RecogniseHeads, sample.matter("headship").of_unit(unit))?;
        let seat = Seat {
            year: &sample.year,
            unit,
            role,
            source: SOURCE,
        };
        sample
            .store()
            .recognise_head(&permit, seat, day, directives::RECOGNITION)
            .await?;
    }
    Ok(())
}
