//! The visit counters of the public pages: online, today, this week, all.
//!
//! Views are counted in memory and added to the database in batches, at the latest at a clean stop. Who is online
//! is told by digests under a salt that never leaves this process; they are forgotten after five minutes, the salt
//! after a day. Pages are written with empty places, filled when they are sent.

use std::collections::HashMap;
use std::net::IpAddr;
use std::ops::Range;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use store::{Sources, Store, StoreError};
use vietnamese::number::format_integer;

use super::app::App;

/// How often the numbers are written and read again.
const BEAT: Duration = Duration::from_secs(1);
/// For how many seconds after a view its visitor counts as online.
const ONLINE_SECONDS: i64 = 300;
/// After how many seconds a process says again how many visitors it sees.
const SAY_AGAIN_SECONDS: i64 = 60;
/// The most visitors remembered at once; beyond that "online" stands still and memory does not grow.
const MOST_VISITORS: usize = 100_000;
/// How often the last views are tried to be kept when the program stops.
const LAST_TRIES: usize = 3;

/// The counters of one process.
pub struct Visits {
    process: String,
    /// Views that are not in the database yet.
    views: AtomicI64,
    recent: Mutex<Recent>,
    shown: RwLock<Option<Arc<Shown>>>,
    /// Held while the numbers are written and read; what this process said last.
    said: tokio::sync::Mutex<Said>,
}

struct Recent {
    salt: [u8; 32],
    salted_on: Option<Date>,
    /// When each visitor was seen last, in seconds.
    seen: HashMap<u64, i64>,
}

#[derive(Default)]
struct Said {
    online: i64,
    at: i64,
}

/// The numbers as pages show them.
#[derive(Debug)]
pub struct Shown {
    /// Another one where a number is another.
    pub serial: u64,
    numbers: [String; 4],
}

/// The places in a page, in the order of the numbers.
const PLACES: [&str; 4] = [
    "<!--visits:online-->",
    "<!--visits:today-->",
    "<!--visits:week-->",
    "<!--visits:all-->",
];
/// How every place begins.
pub(super) const PLACE_BEGINS: &str = "<!--visits:";

impl Visits {
    /// Nothing counted yet.
    pub(super) fn new(sources: &Sources) -> Self {
        Self {
            process: sources.id(),
            views: AtomicI64::new(0),
            recent: Mutex::new(Recent {
                salt: sources.bytes(),
                salted_on: None,
                seen: HashMap::new(),
            }),
            shown: RwLock::new(None),
            said: tokio::sync::Mutex::default(),
        }
    }

    /// Counts a view of a visitor who was counted within the same second.
    pub(super) fn count_again(&self) {
        self.views.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts one view of a public page by a visitor known by address and browser, and forgets both.
    pub fn count(&self, now: Timestamp, address: Option<IpAddr>, browser: &[u8]) {
        self.count_again();
        let salt = self.recent().salt;
        let mut hasher = Sha256::new();
        hasher.update(salt);
        match address {
            Some(IpAddr::V4(address)) => hasher.update(address.octets()),
            Some(IpAddr::V6(address)) => hasher.update(address.octets()),
            None => {}
        }
        hasher.update(b"\n");
        hasher.update(browser);
        let digest: [u8; 32] = hasher.finalize().into();
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        let visitor = u64::from_le_bytes(first);
        let mut recent = self.recent();
        if recent.seen.len() < MOST_VISITORS || recent.seen.contains_key(&visitor) {
            recent.seen.insert(visitor, now.as_second());
        }
    }

    /// The numbers to show; read from the database where that has not happened yet.
    pub async fn shown(&self, store: &Store) -> Arc<Shown> {
        if let Some(shown) = self.latest() {
            return shown;
        }
        if let Err(error) = self.beat(store).await {
            tracing::warn!(%error, "the visit counters cannot be read");
        }
        self.latest().unwrap_or_else(|| Arc::new(Shown::unknown()))
    }

    /// Adds what was counted to the database, and reads what all processes have counted together.
    ///
    /// Views of the last moments before midnight, at most those of one beat, count for the new day.
    pub async fn beat(&self, store: &Store) -> Result<(), StoreError> {
        let mut said = self.said.lock().await;
        let now = store.sources().now();
        let today = vietnamese::date::today(now);
        let views = self.views.swap(0, Ordering::Relaxed);
        if views > 0
            && let Err(error) = store.add_views(today, views).await
        {
            self.views.fetch_add(views, Ordering::Relaxed);
            return Err(error);
        }
        let online = self.forget_and_count(now, today, store.sources());
        let due = online > 0 && now.as_second() - said.at >= SAY_AGAIN_SECONDS;
        if online != said.online || due {
            store.say_online(&self.process, online).await?;
            *said = Said {
                online,
                at: now.as_second(),
            };
        }
        let visits = store.visits(today, &self.process).await?;
        let online = online + visits.online_elsewhere;
        self.show([online, visits.today, visits.week, visits.all]);
        Ok(())
    }

    /// Forgets whom it has not seen for a while, on a new day the salt too; how many are left.
    fn forget_and_count(&self, now: Timestamp, today: Date, sources: &Sources) -> i64 {
        let mut recent = self.recent();
        if recent
            .salted_on
            .replace(today)
            .is_some_and(|day| day != today)
        {
            recent.salt = sources.bytes();
        }
        let oldest = now.as_second() - ONLINE_SECONDS;
        recent.seen.retain(|_, seen| *seen > oldest);
        i64::try_from(recent.seen.len()).unwrap_or(i64::MAX)
    }

    fn show(&self, numbers: [i64; 4]) {
        let numbers = numbers.map(format_integer);
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let serial = match shown.as_deref() {
            Some(known) if known.numbers == numbers => return,
            Some(known) => known.serial + 1,
            None => 1,
        };
        *shown = Some(Arc::new(Shown { serial, numbers }));
    }

    /// The serial of the numbers that are shown now; none where they were not read yet.
    pub(super) fn serial(&self) -> Option<u64> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        shown.as_ref().map(|shown| shown.serial)
    }

    fn latest(&self) -> Option<Arc<Shown>> {
        let shown = self.shown.read();
        shown.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shown {
    fn unknown() -> Self {
        Self {
            serial: 0,
            numbers: std::array::from_fn(|_| "không có số liệu".to_owned()),
        }
    }
}

/// Keeps the counters until `stop` comes, then adds what is left to the database.
pub(crate) async fn keep(app: App, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            () = tokio::time::sleep(BEAT) => {}
        }
        if let Err(error) = app.visits().beat(app.store()).await {
            tracing::warn!(%error, "views wait to be kept");
        }
    }
    let visits = app.visits();
    for _ in 0..LAST_TRIES {
        match visits.beat(app.store()).await {
            Ok(()) => break,
            Err(error) => tracing::error!(%error, "the last views are not kept yet"),
        }
        tokio::time::sleep(BEAT).await;
    }
    if let Err(error) = app.store().go_offline(&visits.process).await {
        tracing::warn!(%error, "this process still counts as online for two minutes");
    }
}

/// A page with empty places for the numbers.
#[derive(Debug)]
pub(super) struct Shell {
    html: String,
    places: Vec<(Range<usize>, usize)>,
}

impl Shell {
    /// Finds the places of a page.
    pub(super) fn new(html: String) -> Self {
        let found = |(at, _): (usize, &str)| {
            let number = PLACES
                .iter()
                .position(|place| html[at..].starts_with(place))?;
            Some((at..at + PLACES[number].len(), number))
        };
        let places = html.match_indices(PLACE_BEGINS).filter_map(found).collect();
        Self { html, places }
    }

    /// The page without numbers; it is another one only where its content is.
    pub(super) fn html(&self) -> &str {
        &self.html
    }

    /// The page with the numbers.
    pub(super) fn filled(&self, shown: &Shown) -> String {
        let mut page = String::with_capacity(self.html.len());
        let mut from = 0;
        for (place, number) in &self.places {
            page.push_str(&self.html[from..place.start]);
            page.push_str(&shown.numbers[*number]);
            from = place.end;
        }
        page.push_str(&self.html[from..]);
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_filled_where_its_places_are_and_nowhere_else() {
        let numbers = ["8", "26", "3.110", "621.462"].map(str::to_owned);
        let shown = Shown { serial: 1, numbers };
        let shell =
            Shell::new("<p>a <!--visits:all--> <!--visits:other--> <!--visits:online-->b".into());
        assert_eq!(shell.filled(&shown), "<p>a 621.462 <!--visits:other--> 8b");
        assert_eq!(
            Shell::new("không có chỗ nào".into()).filled(&shown),
            "không có chỗ nào"
        );
    }
}
