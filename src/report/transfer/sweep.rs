//! A sweep as JSON text.

use std::num::NonZeroUsize;

use serde::{Deserialize, Serialize};

use crate::{
    analysis::sweep::{Point, Sweep},
    settings::Settings,
};

/// A sweep in the shape of its text.
#[derive(Serialize, Deserialize)]
struct Transferred {
    /// The query string of the settings.
    settings: String,
    /// How the sweep was run: in virtual time, or by which transport.
    how: String,
    points: Vec<(NonZeroUsize, Point)>,
}

/// A sweep as text; `how` says how it was run (in virtual time, or by which
/// transport).
#[must_use]
pub fn write(sweep: &Sweep, how: &str) -> String {
    let transferred = Transferred {
        settings: sweep.settings.to_query(),
        how: how.to_owned(),
        points: sweep.points.clone(),
    };
    serde_json::to_string(&transferred).unwrap_or_default()
}

/// The sweep in a text that [`write()`] wrote, and how it was run; `None` for
/// any other text.
#[must_use]
pub fn read(text: &str) -> Option<(Sweep, String)> {
    let transferred: Transferred = serde_json::from_str(text).ok()?;
    let (settings, _) = Settings::from_query(&transferred.settings);
    let mut sweep = Sweep::new(settings);
    sweep.points = transferred.points;
    Some((sweep, transferred.how))
}
