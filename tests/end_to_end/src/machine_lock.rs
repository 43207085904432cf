//! The lock on the machine: many tests share it, and a test that measures holds it alone.

use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

static MACHINE: RwLock<()> = RwLock::const_new(());

/// A test's lock on the machine, kept for as long as its browser runs.
///
/// A test takes one lock at most: a test that waits for a second one blocks itself as soon as another test waits to
/// measure.
#[derive(Debug)]
pub enum MachineLock {
    /// Browsers of other tests run at the same time.
    Shared(RwLockReadGuard<'static, ()>),
    /// No other browser runs.
    Exclusive(RwLockWriteGuard<'static, ()>),
}

impl MachineLock {
    /// Waits until no test holds the machine alone.
    pub async fn shared() -> Self {
        Self::Shared(MACHINE.read().await)
    }

    /// Waits until no other test holds the machine.
    pub async fn exclusive() -> Self {
        Self::Exclusive(MACHINE.write().await)
    }
}
