//! What the in-browser tests share.

pub(crate) mod spy;
pub(crate) mod stage;

use std::time::Duration;

use inflight::browser::clock;

/// How long a test waits for a condition. It decides only how soon a failure is reported.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits until a condition holds; checks it in each animation frame.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    let began = clock::now();
    while !holds() {
        assert!(
            clock::now().saturating_sub(began) < PATIENCE,
            "did not come: {what}"
        );
        clock::frame().await;
    }
}

pub(crate) fn ms(number: u64) -> Duration {
    Duration::from_millis(number)
}
