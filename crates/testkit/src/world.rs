//! Cluster 9 in 2021: twelve schools, an upper body, heads recognised by decision, one account of each kind.

use std::sync::LazyLock;

use access::actions::people::KeepPeople;
use access::actions::units::{KeepClusterYear, KeepUnits, RecogniseHeads};
use access::{Action, Gate, Matter, Permit, Principal};
use jiff::civil::date;
use rules::ids::{ClusterYearId, UnitId};
use server::{App, Settings};
use store::Store;
use store::people::{NewAccount, PositionRole, Visit};
use store::units::{ClusterYear, HeadRole, NewClusterYear, NewUnit, Seat, UnitKind, UnitName};

use crate::client::Client;
use crate::database::{Database, Kind};
use crate::pattern::{Pattern, Patterns};
use crate::sources::{FixedClock, sources};

/// Slug, full name, short name of the twelve schools.
pub const SCHOOLS: &[(&str, &str, &str)] = &[
    (
        "an-giang",
        "Trường Chính trị Tôn Đức Thắng tỉnh An Giang",
        "An Giang",
    ),
    (
        "bac-lieu",
        "Trường Chính trị Châu Văn Đặng tỉnh Bạc Liêu",
        "Bạc Liêu",
    ),
    ("ben-tre", "Trường Chính trị tỉnh Bến Tre", "Bến Tre"),
    ("ca-mau", "Trường Chính trị tỉnh Cà Mau", "Cà Mau"),
    ("can-tho", "Trường Chính trị thành phố Cần Thơ", "Cần Thơ"),
    ("dong-thap", "Trường Chính trị tỉnh Đồng Tháp", "Đồng Tháp"),
    ("hau-giang", "Trường Chính trị tỉnh Hậu Giang", "Hậu Giang"),
    (
        "kien-giang",
        "Trường Chính trị tỉnh Kiên Giang",
        "Kiên Giang",
    ),
    ("soc-trang", "Trường Chính trị tỉnh Sóc Trăng", "Sóc Trăng"),
    (
        "tien-giang",
        "Trường Chính trị tỉnh Tiền Giang",
        "Tiền Giang",
    ),
    ("tra-vinh", "Trường Chính trị tỉnh Trà Vinh", "Trà Vinh"),
    (
        "vinh-long",
        "Trường Chính trị Phạm Hùng tỉnh Vĩnh Long",
        "Vĩnh Long",
    ),
];

const UPPER: (&str, &str, &str) = (
    "hoc-vien",
    "Học viện Chính trị quốc gia Hồ Chí Minh",
    "Học viện",
);
const STRANGER: (&str, &str, &str) = ("tay-ninh", "Trường Chính trị tỉnh Tây Ninh", "Tây Ninh");
/// Everybody's password in this world.
pub const PASSWORD: &str = "mat-khau-chay-thu";
const HERE: Visit<'static> = Visit {
    address: "127.0.0.1",
    device: "",
};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody signed in.
    Visitor,
    /// The emulation officer of a school.
    Officer(&'static str),
    /// The principal of a school.
    Leader(&'static str),
    /// The officer of the head's school.
    Head,
    /// The officer of a deputy head's school.
    Deputy,
    /// The officer of the upper body.
    Superior,
    /// The editor of the site's owner.
    Editor,
    /// Who keeps the instance.
    Administrator,
    /// The officer of a school that is not a member.
    Outsider,
}

impl Who {
    fn place(self, cast: Cast) -> Option<(&'static str, PositionRole)> {
        match self {
            Self::Visitor => None,
            Self::Officer(unit) => Some((unit, PositionRole::Officer)),
            Self::Leader(unit) => Some((unit, PositionRole::Leader)),
            Self::Head => Some(("bac-lieu", PositionRole::Officer)),
            Self::Deputy => Some(("ben-tre", PositionRole::Officer)),
            Self::Superior => Some((cast.upper, PositionRole::Officer)),
            Self::Editor => Some(("tra-vinh", PositionRole::Editor)),
            Self::Administrator => Some((cast.upper, PositionRole::Administrator)),
            Self::Outsider => Some((cast.stranger, PositionRole::Officer)),
        }
    }
}

/// The units of a world beside its members.
#[derive(Clone, Copy)]
struct Cast {
    upper: &'static str,
    stranger: &'static str,
}

const ARRANGED: Cast = Cast {
    upper: UPPER.0,
    stranger: STRANGER.0,
};

/// In the published year the school that left the cluster before is the stranger.
const PUBLISHED: Cast = Cast {
    upper: "hoc-vien-chinh-tri-quoc-gia-ho-chi-minh",
    stranger: "long-an",
};

/// A running program on an arranged database.
pub struct World {
    /// The program.
    pub app: App,
    /// Its store.
    pub store: Store,
    /// Its clock: 12/11/2021, 09:00 in Việt Nam.
    pub clock: FixedClock,
    /// The cluster-year.
    pub year: ClusterYear,
    /// Its database and data folder.
    pub database: Database,
    gate: Gate,
    cast: Cast,
}

impl World {
    /// Arranges the world.
    pub async fn new(kind: Kind) -> Self {
        static PATTERNS: Patterns = Patterns::new();
        let pattern = PATTERNS.of(kind, "2021-11-12T09:00:00+07:00", async |store| {
            arrange(store, &gate()).await
        });
        Self::like(pattern.await, kind, ARRANGED).await
    }

    /// The published year 2021 as `thidua load-year` loads it.
    pub async fn published(kind: Kind) -> Self {
        static PATTERNS: Patterns = Patterns::new();
        let pattern = PATTERNS.of(kind, "2021-12-20T09:00:00+07:00", load_published);
        Self::like(pattern.await, kind, PUBLISHED).await
    }

    async fn like(pattern: &Pattern, kind: Kind, cast: Cast) -> Self {
        let database = pattern.copy(kind).await;
        let clock = FixedClock::from(pattern.now);
        let store = database.open(sources(&clock, 10)).await;
        Self::around(store, clock, pattern.year.clone(), (database, cast))
    }

    fn around(
        store: Store,
        clock: FixedClock,
        year: ClusterYear,
        (database, cast): (Database, Cast),
    ) -> Self {
        let gate = gate();
        let app = App::new(store.clone(), gate.clone(), Settings::default());
        Self {
            app,
            store,
            clock,
            year,
            database,
            gate,
            cast,
        }
    }

    /// The id of a unit.
    pub async fn unit(&self, slug: &str) -> UnitId {
        unit(&self.store, slug).await
    }

    /// A permit of the program itself, for arranging facts.
    pub fn permit<A: Action>(&self, action: A, matter: Matter) -> Permit<A> {
        permit(&self.gate, action, matter)
    }

    /// A matter of the world's year.
    pub fn matter(&self, kind: &'static str, id: &str) -> Matter {
        Matter::of_year(kind, id, &self.year.id)
    }

    /// Another process on the same database, with connections and memory of its own.
    pub async fn another_process(&self) -> App {
        let store = self.database.open(sources(&self.clock, 11)).await;
        App::new(store, gate(), self.app.settings().clone())
    }

    /// Opens 2022 of the same cluster with the same units.
    pub async fn open_next_year(&self) -> ClusterYear {
        let ids =
            |units: Vec<store::units::Member>| units.into_iter().map(|one| one.unit).collect();
        let members = self.store.members(&self.year).await;
        let superiors = self.store.superiors(&self.year).await;
        let new = NewClusterYear {
            cluster_slug: "cum-9".to_owned(),
            cluster_kind: "cum".to_owned(),
            year: 2022,
            slug: "2022-cum-9".to_owned(),
            number: Some(9),
            name: self.year.name.clone(),
            sample: false,
            source: "test".to_owned(),
            members: ids(members.expect("members can be read")),
            superiors: ids(superiors.expect("upper bodies can be read")),
        };
        let permit = self.permit(KeepClusterYear, Matter::instance("cluster_year", ""));
        let opened = self.store.open_cluster_year(&permit, new).await;
        opened.expect("the year is new");
        self.store
            .cluster_year_by_slug("2022-cum-9")
            .await
            .expect("years can be read")
            .expect("the year was opened")
    }

    /// Loads the sample year 2022 as `thidua load-year` does.
    pub async fn load_sample(&self) -> ClusterYear {
        let loaded = years::load_sample(&self.store, &self.gate, |_| ()).await;
        let loaded = loaded.expect("the sample is new");
        self.store
            .cluster_year_by_slug(&loaded.slug)
            .await
            .expect("years can be read")
            .expect("the sample was loaded")
    }

    /// A browser in which this kind of person is signed in.
    pub async fn client(&self, who: Who) -> Client {
        self.client_at(&self.app, who).await
    }

    /// The same at one of the processes.
    pub async fn client_at(&self, app: &App, who: Who) -> Client {
        let service = server::service(app.clone());
        let Some((slug, role)) = who.place(self.cast) else {
            return Client::new(service, None);
        };
        let login = format!("{slug}.{}", role.key());
        if self
            .store
            .account_by_login(&login)
            .await
            .expect("accounts can be read")
            .is_none()
        {
            self.add_account(&login, slug, role).await;
        }
        let token = self
            .store
            .sign_in(&login, PASSWORD.to_owned(), None, HERE)
            .await;
        Client::new(service, Some(token.expect("the account signs in")))
    }

    async fn add_account(&self, login: &str, slug: &str, role: PositionRole) {
        let new = NewAccount {
            login: login.to_owned(),
            name: format!("{} (mẫu)", role.title()),
            password: PASSWORD.to_owned(),
            sample: true,
            role,
            unit: self.unit(slug).await,
            title: role.title().to_owned(),
            valid_from: date(2021, 1, 1),
        };
        let permit = self.permit(KeepPeople, Matter::instance("person", ""));
        self.store
            .add_account(&permit, new)
            .await
            .expect("the account is new");
    }
}

/// The gate, its policies read once a process.
fn gate() -> Gate {
    static GATE: LazyLock<Gate> = LazyLock::new(|| Gate::new().expect("the policies are valid"));
    GATE.clone()
}

fn permit<A: Action>(gate: &Gate, action: A, matter: Matter) -> Permit<A> {
    gate.decide(&Principal::program("test"), action, matter)
        .expect("the program may do everything")
}

async fn unit(store: &Store, slug: &str) -> UnitId {
    store
        .unit_by_slug(slug)
        .await
        .expect("units can be read")
        .expect("the unit is of this world")
        .id
}

async fn load_published(store: &Store) -> ClusterYear {
    let loaded = years::load_published(store, &gate(), "2021-cum-9", |_| {})
        .await
        .expect("the published year loads");
    let year = store.cluster_year_by_slug(&loaded.slug).await;
    year.expect("years can be read")
        .expect("the year was loaded")
}

async fn arrange(store: &Store, gate: &Gate) -> ClusterYear {
    add_unit(store, gate, UPPER, UnitKind::UpperBody).await;
    add_unit(store, gate, STRANGER, UnitKind::School).await;
    let mut members = Vec::new();
    for school in SCHOOLS {
        members.push(add_unit(store, gate, *school, UnitKind::School).await);
    }
    let new = NewClusterYear {
        cluster_slug: "cum-9".to_owned(),
        cluster_kind: "cum".to_owned(),
        year: 2021,
        slug: "2021-cum-9".to_owned(),
        number: Some(9),
        name: "Cụm Thi đua số 9".to_owned(),
        sample: false,
        source: "test".to_owned(),
        members,
        superiors: vec![unit(store, UPPER.0).await],
    };
    let matter = Matter::instance("cluster_year", "");
    let id = store
        .open_cluster_year(&permit(gate, KeepClusterYear, matter), new)
        .await
        .expect("the year is new");
    recognise(store, gate, &id, "bac-lieu", HeadRole::Head).await;
    recognise(store, gate, &id, "ben-tre", HeadRole::Deputy).await;
    recognise(store, gate, &id, "dong-thap", HeadRole::Deputy).await;
    store
        .cluster_year_by_slug("2021-cum-9")
        .await
        .expect("years can be read")
        .expect("the year was opened")
}

async fn add_unit(store: &Store, gate: &Gate, known: (&str, &str, &str), kind: UnitKind) -> UnitId {
    let (slug, name, short_name) = known;
    let name = UnitName {
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        valid_from: None,
        valid_to: None,
        source: "test".to_owned(),
    };
    let new = NewUnit {
        slug: slug.to_owned(),
        kind,
        superior: None,
        names: vec![name],
    };
    let permit = permit(gate, KeepUnits, Matter::instance("unit", slug));
    store.add_unit(&permit, new).await.expect("the unit is new")
}

async fn recognise(store: &Store, gate: &Gate, year: &ClusterYearId, slug: &str, role: HeadRole) {
    let id = unit(store, slug).await;
    let permit = permit(
        gate,
        RecogniseHeads,
        Matter::of_year("headship", slug, year),
    );
    let seat = Seat {
        year,
        unit: &id,
        role,
        source: "test",
    };
    store
        .recognise_head(&permit, seat, date(2021, 2, 25), "683-QĐ/HVCTQG")
        .await
        .expect("the headship is new");
}
