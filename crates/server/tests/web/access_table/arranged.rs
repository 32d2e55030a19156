//! What the published year does not have, so that every route has something behind its address.

use access::Matter;
use access::actions::conference::KeepConference;
use access::actions::directives::{DispatchDirective, RegisterDirective};
use access::actions::figures::{EnterOnBehalf, LendSection, OpenRound};
use access::actions::people::KeepContact;
use access::actions::portal::KeepSite;
use access::actions::registration::{RegisterUnit, SetTheme};
use access::actions::scoring::KeepScoringTable;
use rules::figures::{Basis, Decimal, FigureValue, IndicatorKey, Section};
use rules::scoring::ScoringTable;
use store::conference::{NewTask, TaskKind};
use store::directives::NewDispatch;
use store::evidence::NewFile;
use store::figures::{NewFigures, NewRound, NewSectionLink, NewValue, Round, Signing, UnitMessage};
use store::people::ContactFacts;
use store::portal::BannerFacts;
use store::registration::{NewPlan, NewVersion, StoredVersion};
use testkit::{Who, World};

/// Ids that only the one who arranged knows.
pub(crate) struct Arranged {
    file: String,
    link: String,
    token: String,
}

impl Arranged {
    /// Arranges the world.
    pub(crate) async fn around(world: &World) -> Self {
        pass_on_a_directive(world).await;
        enter_a_contact(world).await;
        // Somebody to whom an administrator may do something.
        world.client(Who::Officer("ca-mau")).await;
        let (round, file) = report_figures(world).await;
        let (link, token) = lend_a_section(world, &round).await;
        give_a_task(world).await;
        draft_a_scoring_table(world).await;
        plan_the_year(world).await;
        put_up_a_banner(world).await;
        Self { file, link, token }
    }

    /// An address with these ids in it.
    pub(crate) fn fill(&self, address: &str) -> String {
        address
            .replace("{file}", &self.file)
            .replace("{link}", &self.link)
            .replace("{token}", &self.token)
    }
}

fn paper() -> NewFile {
    NewFile {
        name: "van-ban.pdf".to_owned(),
        content: b"%PDF-1.7".to_vec(),
    }
}

/// The published year tells of no dispatch; the routes of one need it.
async fn pass_on_a_directive(world: &World) {
    let directives = world.store.directives(&world.year.id).await;
    let directives = directives.expect("directives can be read");
    let first = directives.first().expect("the year has directives");
    let new = NewDispatch {
        units: vec![world.unit("ca-mau").await, world.unit("kien-giang").await],
        asked: None,
        expected: rules::directives::Answer::Acknowledged,
        deadline: None,
        dispatched_on: None,
        source: None,
    };
    let permit = world.permit(
        DispatchDirective,
        world.matter("directive", first.id.as_str()),
    );
    world
        .store
        .dispatch_directive(&permit, &world.year.id, &first.id, new)
        .await
        .expect("members can be passed a directive");
    let permit = world.permit(
        RegisterDirective,
        world.matter("directive", first.id.as_str()),
    );
    let (facts, paper) = (first.facts.clone(), Some(paper()));
    let corrected = world
        .store
        .correct_directive(&permit, &first.id, first.version, facts, paper, "")
        .await;
    corrected.expect("the paper can be added");
}

/// The published year names nobody to call.
async fn enter_a_contact(world: &World) {
    let unit = world.unit("ca-mau").await;
    let permit = world.permit(KeepContact, world.matter("contact", "").of_unit(&unit));
    let facts = ContactFacts {
        name: "Đầu mối mẫu".to_owned(),
        ..ContactFacts::default()
    };
    let entered = world.store.add_contact(&permit, facts).await;
    entered.expect("a contact can be entered");
}

/// The article names no scoring table; the routes of one need it.
async fn draft_a_scoring_table(world: &World) {
    let table = ScoringTable {
        total: Decimal::ZERO,
        bonus_cap: None,
        groups: Vec::new(),
    };
    let permit = world.permit(KeepScoringTable, world.matter("scores", ""));
    let drafted = world.store.draft_scoring_table(&permit, &table, None).await;
    drafted.expect("the year has no table");
}

/// A department of Cà Mau holds a link; answers with the link's id and its token.
async fn lend_a_section(world: &World, round: &Round) -> (String, String) {
    let (store, unit) = (&world.store, world.unit("ca-mau").await);
    let matter = world.matter("report", round.id.as_str()).of_unit(&unit);
    let permit = world.permit(LendSection, matter);
    let new = NewSectionLink {
        section: Section::Research,
        department: "Phòng mẫu".to_owned(),
        last_day: vietnamese::date::today(store.sources().now()),
    };
    let token = store.lend_section(&permit, &round.id, new).await;
    let links = store.section_links(round, &unit).await;
    let links = links.expect("links can be read");
    (links[0].id.clone(), token.expect("a section can be lent"))
}

/// The published year tells of no round of reports, nor of a file that a unit sent; answers with the round and the file's id.
async fn report_figures(world: &World) -> (Round, String) {
    let store = &world.store;
    let new = NewRound {
        name: "Báo cáo số liệu".into(),
        basis: Basis::Estimate,
        last_day: jiff::civil::date(2021, 12, 31),
        signing: Signing::Screen,
    };
    let permit = world.permit(OpenRound, world.matter("round", ""));
    let round = store.open_round(&permit, new).await;
    let round = round.expect("a round can be opened");
    let unit = world.unit("ca-mau").await;
    let (key, number) = (IndicatorKey::new("kh2a"), FigureValue::Value(Decimal::ONE));
    let figures = NewFigures {
        section: Section::Research,
        seen: 0,
        values: vec![(key.clone(), NewValue::Typed(number))],
    };
    let message = UnitMessage {
        text: None,
        file: Some(paper()),
    };
    let matter = world.matter("report", round.id.as_str()).of_unit(&unit);
    let permit = world.permit(EnterOnBehalf, matter);
    let entered = store
        .enter_on_behalf(&permit, &round.id, figures, message)
        .await;
    entered.expect("figures can be entered");
    let trail = store.observation_trail(&world.year.id, &unit, &key).await;
    let trail = trail.expect("the trail can be read");
    let file = trail.first().and_then(|first| first.evidence.clone());
    (round, file.expect("the file is kept").to_string())
}

/// The published year names no unit that answers for a task; closing one needs it.
async fn give_a_task(world: &World) {
    let meeting = super::summary(world).await;
    let new = NewTask {
        kind: TaskKind::Resolution,
        text: "Gửi báo cáo bổ sung".to_owned(),
        speech: None,
        owner: Some(world.unit("ca-mau").await),
        due_on: None,
        source: None,
    };
    let permit = world.permit(KeepConference, world.matter("conference", &meeting.id));
    let given = world.store.give_task(&permit, &meeting.id, new).await;
    given.expect("a member can be given a task");
}

/// The article names no plan: one of the cluster, and one in the unit's next version.
async fn plan_the_year(world: &World) {
    let (store, year) = (&world.store, &world.year.id);
    let new = NewPlan {
        seen: 0,
        symbol: None,
        issued_on: None,
        file: Some(paper()),
    };
    let permit = world.permit(SetTheme, world.matter("registration", ""));
    let planned = store.set_plan(&permit, new).await;
    planned.expect("the year has no plan");

    let last = versions_of_the_unit(world).await.pop();
    let last = last.expect("the unit has registered");
    let directives = store.directives(year).await;
    let directives = directives.expect("directives can be read");
    let new = NewVersion {
        seen: last.version.number,
        content: last.version.content,
        plan_file: Some(paper()),
        directive: Some(directives[0].id.clone()),
        source: None,
    };
    let matter = world.matter("registration", "").of_unit(&last.unit);
    let permit = world.permit(RegisterUnit, matter);
    let amended = store.register_unit(&permit, new).await;
    amended.expect("a registration can be amended");
}

/// The number of the unit's version that has a plan.
pub(super) async fn plan_of_the_unit(world: &World) -> String {
    let last = versions_of_the_unit(world).await.pop();
    let last = last.expect("the unit has registered");
    last.version.number.to_string()
}

async fn versions_of_the_unit(world: &World) -> Vec<StoredVersion> {
    let unit = world.unit("ca-mau").await;
    let all = world.store.registrations(&world.year.id).await;
    let mut all = all.expect("registrations can be read");
    all.retain(|version| version.unit == unit);
    all
}

/// The banners of the article are words without pictures.
async fn put_up_a_banner(world: &World) {
    let facts = BannerFacts {
        text: "Biểu ngữ mẫu".to_owned(),
        ..BannerFacts::default()
    };
    let picture = NewFile {
        name: "bieu-ngu.png".to_owned(),
        content: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
            \0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\xb18\xf6\x14\0\0\0\0IEND\xaeB`\x82"
            .to_vec(),
    };
    let permit = world.permit(KeepSite, Matter::instance("banner", ""));
    let put_up = world.store.add_banner(&permit, facts, Some(picture)).await;
    put_up.expect("a banner can be put up");
}
