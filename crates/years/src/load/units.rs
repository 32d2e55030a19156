//! Units with their names, what became of them, and the cluster-year with its members.

use std::collections::BTreeMap;

use access::Matter;
use access::actions::units::{KeepClusterYear, KeepUnits};
use jiff::civil::Date;
use rules::ids::{ClusterYearId, UnitId};
use store::units::{NewClusterYear, NewUnit, UnitKind, UnitName};
use vietnamese::text::slug;

use super::LoadError;
use crate::file::{ClusterKind, Evidence, Merger, UnitKey, YearFile};
use crate::program::Program;

/// Registers every unit of the file that is not known yet, and the mergers.
pub(crate) async fn register(
    program: &Program<'_>,
    file: &YearFile,
) -> Result<BTreeMap<UnitKey, UnitId>, LoadError> {
    let mut units = BTreeMap::new();
    for new in listed(file) {
        let key = UnitKey::new(&new.slug);
        units.insert(key, add(program, new).await?);
    }
    for merger in &file.units.mergers {
        merge(program, file, &units, merger).await?;
    }
    Ok(units)
}

/// Opens the cluster-year with its members and upper bodies.
pub(super) async fn open_year(
    program: &Program<'_>,
    file: &YearFile,
    units: &BTreeMap<UnitKey, UnitId>,
) -> Result<ClusterYearId, LoadError> {
    let year = &file.year;
    let cluster = &year.cluster;
    let ids = |keys: Vec<&UnitKey>| keys.iter().map(|key| units[*key].clone()).collect();
    let new = NewClusterYear {
        cluster_slug: cluster.slug.clone(),
        cluster_kind: match cluster.kind {
            ClusterKind::Cum => "cum".to_owned(),
            ClusterKind::Khoi => "khoi".to_owned(),
        },
        year: year.year,
        slug: year.slug.clone(),
        number: Some(cluster.number.value),
        name: cluster.name.clone(),
        sample: false,
        source: founding(file),
        members: ids(file.units.members.iter().map(|unit| &unit.key).collect()),
        superiors: ids(file
            .units
            .upper_bodies
            .iter()
            .map(|unit| &unit.key)
            .collect()),
    };
    let permit = program.permit(
        KeepClusterYear,
        Matter::instance("cluster_year", &year.slug),
    )?;
    Ok(program.store.open_cluster_year(&permit, new).await?)
}

/// By which decision the cluster was founded, and who its members are.
fn founding(file: &YearFile) -> String {
    let members = file.source_of(&file.conference.attendance.evidence);
    let mut papers = file.directives.directives.iter();
    let decision = papers.find(|one| one.key == file.year.cluster.founded_by);
    let Some(decision) = decision else {
        return members;
    };
    format!(
        "Thành lập: {} Thành viên: {members}",
        file.source_of(&decision.evidence)
    )
}

/// The units of the file as the store takes them.
fn listed(file: &YearFile) -> Vec<NewUnit> {
    let unit = |key: &UnitKey, kind, name: UnitName| NewUnit {
        slug: key.to_string(),
        kind,
        superior: None,
        names: vec![UnitName {
            valid_to: last_day_of_name(file, key),
            ..name
        }],
    };
    let named = |name: &str, short_name: &str, evidence: &Evidence| UnitName {
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        valid_from: None,
        valid_to: None,
        source: file.source_of(evidence),
    };
    let members = file.units.members.iter().map(|known| {
        let name = named(&known.name, &known.short_name, &known.evidence);
        unit(&known.key, UnitKind::School, name)
    });
    let former = file.units.former_members.iter().map(|known| {
        let mut name = named(&known.name, &known.short_name, &known.evidence);
        name.source = format!(
            "{} Là thành viên của Cụm đến năm {}.",
            name.source, known.last_year
        );
        unit(&known.key, UnitKind::School, name)
    });
    let upper = file.units.upper_bodies.iter().map(|known| {
        let name = named(&known.name, &known.short_name, &known.evidence);
        unit(&known.key, UnitKind::UpperBody, name)
    });
    members.chain(former).chain(upper).collect()
}

/// The last day of a name: the day before a merger, where the name that came after it is not known.
fn last_day_of_name(file: &YearFile, key: &UnitKey) -> Option<Date> {
    let mergers = &file.units.mergers;
    let merger = mergers.iter().find(|merger| {
        merger.units.contains(key) || (merger.into.as_ref() == Some(key) && !merger.name_known)
    })?;
    merger.on.yesterday().ok()
}

/// Registers a unit, or finds it where another year brought it.
async fn add(program: &Program<'_>, new: NewUnit) -> Result<UnitId, LoadError> {
    if let Some(known) = program.store.unit_by_slug(&new.slug).await? {
        return Ok(known.id);
    }
    let permit = program.permit(KeepUnits, Matter::instance("unit", &new.slug))?;
    Ok(program.store.add_unit(&permit, new).await?)
}

/// Puts a merger on record for each unit that ended.
async fn merge(
    program: &Program<'_>,
    file: &YearFile,
    units: &BTreeMap<UnitKey, UnitId>,
    merger: &Merger,
) -> Result<(), LoadError> {
    let source = file.source_of(&merger.evidence);
    let into = match &merger.into {
        Some(key) => units[key].clone(),
        None => add(program, successor(merger, &source)).await?,
    };
    for key in &merger.units {
        let id = &units[key];
        let known = program.store.unit(id).await?;
        let known = known.ok_or(store::StoreError::NotFound("unit"))?;
        if known.merged_into.is_some() {
            continue;
        }
        let permit = program.permit(KeepUnits, Matter::instance("unit", id.as_str()))?;
        program
            .store
            .merge_unit(&permit, id, known.version, &into, merger.on, &source)
            .await
            .map_err(store::StoreError::from)?;
    }
    Ok(())
}

/// A successor that the file does not have: known by its province, so described and not named.
fn successor(merger: &Merger, source: &str) -> NewUnit {
    let province = &merger.province;
    let short_name = province
        .strip_prefix("tỉnh ")
        .or_else(|| province.strip_prefix("thành phố "))
        .unwrap_or(province);
    NewUnit {
        slug: slug(short_name),
        kind: UnitKind::School,
        superior: None,
        names: vec![UnitName {
            name: format!("Trường chính trị của {province} (chưa rõ tên gọi)"),
            short_name: short_name.to_owned(),
            valid_from: Some(merger.on),
            valid_to: None,
            source: source.to_owned(),
        }],
    }
}
