//! Who has the machine: many tests at once, or one that measures.

use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Tests that measure have the machine for themselves; all others share it.
static MACHINE: RwLock<()> = RwLock::const_new(());

/// A test's claim on the machine, kept for as long as its browser runs. One to a test: with two of them it
/// would wait for itself as soon as another test wants to measure.
#[derive(Debug)]
pub enum Claim {
    Shared(RwLockReadGuard<'static, ()>),
    Alone(RwLockWriteGuard<'static, ()>),
}

impl Claim {
    pub async fn shared() -> Self {
        Self::Shared(MACHINE.read().await)
    }

    pub async fn alone() -> Self {
        Self::Alone(MACHINE.write().await)
    }
}
