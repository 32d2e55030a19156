//! Time and chance that repeat.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;
use store::{Clock, Randomness, Sources};

/// A clock that a test sets; it goes on by one microsecond at each look, so that ids sort.
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<Mutex<Timestamp>>);

impl FixedClock {
    /// A clock at an instant, for example `2021-11-12T09:00:00+07:00`.
    pub fn at(instant: &str) -> Self {
        Self(Arc::new(Mutex::new(
            instant.parse().expect("a test names a real instant"),
        )))
    }

    /// A clock that goes on from where another one stopped.
    pub(crate) fn from(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    /// Sets the clock.
    pub fn set(&self, instant: &str) {
        let instant = instant.parse().expect("a test names a real instant");
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    }

    /// Lets seconds pass.
    pub fn pass(&self, seconds: i64) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += jiff::SignedDuration::from_secs(seconds);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += jiff::SignedDuration::from_micros(1);
        *now
    }
}

/// Random bytes that are the same at every run.
struct Seeded(Mutex<ChaCha12Rng>);

impl Randomness for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }
}

/// The fixed clock with seeded randomness. Two stores on one database need two seeds, or their ids are the same.
pub fn sources(clock: &FixedClock, seed: u64) -> Sources {
    let seeded = Seeded(Mutex::new(ChaCha12Rng::seed_from_u64(seed)));
    Sources::new(Arc::new(clock.clone()), Arc::new(seeded))
}
