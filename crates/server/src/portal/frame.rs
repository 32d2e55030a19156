//! The frame around public pages: name, ways, banners, and at the foot who answers for the site.
//!
//! Nothing in it depends on who asks: public pages are the same bytes for everybody.

use store::portal::{Banner, Site};
use store::units::ClusterYear;
use vietnamese::date::short;

use crate::web::app::App;
use crate::web::error::PageError;

/// What every public page shows around its own content.
pub(crate) struct PublicFrame {
    /// The name at the top.
    pub brand: String,
    /// The line under the name.
    pub under: String,
    /// The chapter of the page, for `aria-current`: `trang-chu`, `tin`, `nam`, `don-vi`, `van-ban`.
    pub current: &'static str,
    /// The newest year that is not made up, where the menu leads.
    pub year: Option<String>,
    /// The year whose data are made up, where the page belongs to one.
    pub sample: Option<i16>,
    /// What was searched for, kept in the search field.
    pub asked: String,
    /// The banners of today.
    pub banners: Vec<ShownBanner>,
    /// Who answers for the site.
    pub foot: Option<Foot>,
}

/// A banner as the public sees it.
pub(crate) struct ShownBanner {
    /// Its words; also read out in the place of its picture.
    pub text: String,
    /// Where it leads.
    pub link: Option<String>,
    /// The address of its picture.
    pub picture: Option<String>,
}

/// The legal foot, line by line; a line that nobody has filled in is left out.
pub(crate) struct Foot {
    /// The site's name.
    pub name: String,
    /// The lines that say who manages and answers for it.
    pub answers: Vec<String>,
    /// The lines that say where it is reached.
    pub reached: Vec<String>,
    /// The mail address.
    pub email: Option<String>,
    /// The rule for reprinting.
    pub reprint: Option<String>,
}

impl PublicFrame {
    /// The frame of a page of one chapter.
    pub(crate) async fn load(app: &App, current: &'static str) -> Result<Self, PageError> {
        let years = app.store().cluster_years().await?;
        let today = app.today();
        let banners = app.store().banners().await?;
        // A frame whose picture did not come with its source, and which nobody has edited, says nothing to the public.
        let says = |banner: &&Banner| {
            banner.picture.is_some() || banner.facts.source.is_none() || banner.version > 1
        };
        let shown = banners
            .iter()
            .filter(|banner| banner.is_shown_on(today))
            .filter(says);
        let (brand, under) = names(&years);
        let newest = years.iter().find(|year| !year.sample).or(years.first());
        Ok(Self {
            brand,
            under,
            current,
            year: newest.map(|year| year.slug.clone()),
            sample: None,
            asked: String::new(),
            banners: shown.map(ShownBanner::new).collect(),
            foot: app.store().site().await?.as_ref().map(Foot::new),
        })
    }

    /// The frame of a page of one year: it says where the year's data are made up.
    pub(crate) async fn of_year(
        app: &App,
        current: &'static str,
        year: &ClusterYear,
    ) -> Result<Self, PageError> {
        Ok(Self {
            sample: year.sample.then_some(year.year),
            ..Self::load(app, current).await?
        })
    }
}

/// One cluster gives the site its name; of several none does.
fn names(years: &[ClusterYear]) -> (String, String) {
    let Some(newest) = years.iter().find(|year| !year.sample).or(years.first()) else {
        return ("Thi Đua".to_owned(), String::new());
    };
    if years.iter().any(|year| year.cluster != newest.cluster) {
        return ("Thi Đua".to_owned(), "Các cụm thi đua".to_owned());
    }
    match newest.number {
        Some(number) => (format!("Cụm Thi đua số {number}"), newest.name.clone()),
        None => (newest.name.clone(), String::new()),
    }
}

impl ShownBanner {
    fn new(banner: &Banner) -> Self {
        let picture = banner.picture.as_ref();
        Self {
            text: banner.facts.text.clone(),
            link: banner.facts.link.clone(),
            picture: picture.map(|_| format!("/bieu-ngu/{}/anh", banner.id)),
        }
    }
}

impl Foot {
    fn new(site: &Site) -> Self {
        let facts = &site.facts;
        let managed = facts.managed_by.as_ref();
        let responsible = facts.responsible.as_ref();
        let answers = [
            managed.map(|body| format!("Đơn vị quản lý: {body}")),
            licence(site),
            responsible.map(|who| match &facts.responsible_office {
                Some(office) => format!("Chịu trách nhiệm chính: {who}, {office}"),
                None => format!("Chịu trách nhiệm chính: {who}"),
            }),
        ];
        let telephones = [("Điện thoại", &facts.phone), ("Fax", &facts.fax)];
        let telephones: Vec<String> = telephones
            .into_iter()
            .filter_map(|(name, number)| Some(format!("{name}: {}", number.as_ref()?)))
            .collect();
        let reached = [
            facts
                .address
                .as_ref()
                .map(|place| format!("Địa chỉ: {place}")),
            (!telephones.is_empty()).then(|| telephones.join(" · ")),
        ];
        Self {
            name: facts.name.clone(),
            answers: answers.into_iter().flatten().collect(),
            reached: reached.into_iter().flatten().collect(),
            email: facts.email.clone(),
            reprint: facts.reprint.clone(),
        }
    }
}

fn licence(site: &Site) -> Option<String> {
    let facts = &site.facts;
    let number = facts.licence.as_ref()?;
    let issuer = facts.licence_issuer.as_ref();
    let by = issuer.map_or_else(String::new, |issuer| format!(" do {issuer} cấp"));
    let on = facts
        .licence_on
        .map_or_else(String::new, |on| format!(" ngày {}", short(on)));
    Some(format!("Giấy phép thiết lập số {number}{by}{on}"))
}
