//! `year.toml`: the cluster-year, its sources, and the site that published the report.

use jiff::civil::Date;
use serde::Deserialize;

use super::check::{Check, Checked};
use super::{Count, DirectiveKey, Evidence, Problem, Remark, SourceKey, UnitKey};

/// The cluster-year and the site that published the report on it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// Its part of an address: `2021-cum-9`.
    pub slug: String,
    /// The emulation year.
    pub year: i16,
    /// The cluster in that year.
    pub cluster: Cluster,
    /// The published article.
    pub article_source: ArticleSource,
    /// Sources beside the article.
    #[serde(default, rename = "other_source")]
    pub other_sources: Vec<OtherSource>,
    /// What the article says nothing about.
    #[serde(default, rename = "silence")]
    pub silences: Vec<Silence>,
    /// The site.
    pub portal: Portal,
}

/// The cluster in one year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// The name in addresses, through all years.
    pub slug: String,
    /// `cum` or `khoi`.
    pub kind: ClusterKind,
    /// The full name.
    pub name: String,
    /// The directive that set it up.
    pub founded_by: DirectiveKey,
    /// Its number in that year.
    pub number: Count,
    /// How many members the article counts.
    pub members: Count,
    /// What the name stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Cụm or khối.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClusterKind {
    /// Cụm thi đua.
    Cum,
    /// Khối thi đua.
    Khoi,
}

/// The published article.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleSource {
    /// The file with its text, byte for byte.
    pub file: String,
    /// Its title.
    pub title: String,
    /// The site that published it.
    pub publisher: String,
    /// The SHA-256 of the file.
    pub sha256: String,
}

/// A source beside the article.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherSource {
    /// Its key.
    pub key: SourceKey,
    /// What it is.
    pub title: String,
    /// What one should know about it.
    pub note: String,
}

/// Something that the article says nothing about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// The stage to which it would belong.
    pub stage: Stage,
    /// The sentence that pages show.
    pub text: String,
    /// Always silent.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A stage of the emulation year (khâu của năm thi đua).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Văn bản chỉ đạo.
    Directives,
    /// Đăng ký, giao ước.
    Registration,
    /// Sổ theo dõi.
    Registers,
    /// Số liệu.
    Figures,
    /// Chấm điểm.
    Scoring,
    /// Hội nghị.
    Conference,
    /// Bình xét, suy tôn.
    Ballot,
    /// Khen thưởng.
    Awards,
    /// Bàn giao.
    Succession,
    /// Tin, trang công khai.
    Portal,
}

/// The site that published the report: who answers for it, and its visit counters.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// The unit that owns the site.
    pub owner: UnitKey,
    /// The site's name.
    pub name: String,
    /// The body that manages it.
    pub managed_by: Remark,
    /// Its licence.
    pub licence: Licence,
    /// Who answers for it.
    pub responsible: Responsible,
    /// Its postal address.
    pub address: Remark,
    /// Mail, telephone, fax.
    pub contact: Contact,
    /// The rule for reprinting.
    pub reprint: Remark,
    /// The banners beside the article.
    pub banners: Banners,
    /// The visit counters when the article was kept.
    pub counters: Counters,
    /// What the name stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// The licence of a site (giấy phép thiết lập).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Number and symbol.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When.
    pub issued_on: Date,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Who answers for a site (chịu trách nhiệm chính).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Responsible {
    /// Ông or bà.
    pub address_form: String,
    /// The name.
    pub name: String,
    /// The offices.
    pub office: String,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Mail, telephone, fax.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The mail address.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// The fax number.
    pub fax: String,
    /// What they stand on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// The banners beside the article, whose pictures did not come with it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Banners {
    /// How many.
    pub count: usize,
    /// What they stand on: one line of the quotation for each.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// The visit counters of a site.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counters {
    /// Đang trực tuyến.
    pub online: Count,
    /// Hôm nay.
    pub today: Count,
    /// Trong tuần.
    pub week: Count,
    /// Tất cả.
    pub all: Count,
}

impl Year {
    /// The last day of the emulation year, by which rules and names are chosen.
    pub fn last_day(&self) -> Date {
        Date::constant(self.year, 12, 31)
    }

    /// A source beside the article.
    pub fn source(&self, key: &SourceKey) -> Option<&OtherSource> {
        self.other_sources.iter().find(|source| source.key == *key)
    }
}

impl Checked for Year {
    const FILE: &'static str = "year.toml";

    fn check(&self, check: &mut Check<'_>) {
        check.keys("slug", [self.slug.as_str()]);
        check.keys(
            "other_source",
            self.other_sources.iter().map(|source| source.key.as_str()),
        );
        check
            .item("article_source")
            .stands_once(&self.article_source.title);
        self.check_cluster(check);
        for silence in &self.silences {
            let item = check
                .item(format!("silence “{}”", silence.text))
                .evidence(&silence.evidence);
            item.given(false, &silence.evidence);
        }
        self.portal.check(check);
    }
}

impl Year {
    fn check_cluster(&self, check: &mut Check<'_>) {
        let cluster = &self.cluster;
        let item = check
            .item("cluster")
            .evidence(&cluster.evidence)
            .says(&cluster.name);
        item.key(&cluster.slug).directive(&cluster.founded_by);
        check.item("cluster.number").count(&cluster.number);
        let (expected, found) = (cluster.members.value, check.year.units.members.len());
        let differs = || Problem::CountDiffers { expected, found };
        let item = check.item("cluster.members").count(&cluster.members);
        item.expect(i64::try_from(found) == Ok(expected), differs);
    }
}

impl Portal {
    fn check(&self, check: &mut Check<'_>) {
        check
            .item("portal")
            .evidence(&self.evidence)
            .says(&self.name)
            .names_member(&self.owner);
        check.item("portal.managed_by").remark(&self.managed_by);
        check.item("portal.address").remark(&self.address);
        check.item("portal.reprint").remark(&self.reprint);
        let licence = &self.licence;
        let item = check.item("portal.licence").evidence(&licence.evidence);
        item.says(&licence.number)
            .says(&licence.issuer)
            .dated(licence.issued_on);
        let who = &self.responsible;
        let item = check.item("portal.responsible").evidence(&who.evidence);
        item.says(&format!("{} {}", who.address_form, who.name))
            .says(&who.office);
        let contact = &self.contact;
        let item = check.item("portal.contact").evidence(&contact.evidence);
        item.says(&contact.email)
            .says(&contact.phone)
            .says(&contact.fax);
        let lines = self
            .banners
            .evidence
            .quote()
            .map_or(self.banners.count, |quote| quote.lines().count());
        let (expected, found) = (i64::try_from(lines).unwrap_or(i64::MAX), self.banners.count);
        let differs = || Problem::CountDiffers { expected, found };
        check
            .item("portal.banners")
            .evidence(&self.banners.evidence)
            .expect(lines == found, differs);
        check
            .item("portal.counters.online")
            .count(&self.counters.online);
        check
            .item("portal.counters.today")
            .count(&self.counters.today);
        check
            .item("portal.counters.week")
            .count(&self.counters.week);
        check.item("portal.counters.all").count(&self.counters.all);
    }
}
