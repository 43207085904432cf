//! What the tests of the built page stand on: an origin to talk to, a browser to talk with, a page to use, a report
//! to check.

#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    missing_docs,
    reason = "used by tests only, whose way to fail is to panic"
)]

pub mod acting;
pub mod api;
mod bidi;
pub mod browser;
pub mod claim;
mod console;
mod devtools;
pub mod driver;
pub mod engine;
pub mod faults;
mod files;
pub mod going;
pub mod json;
pub mod memory;
pub mod origin;
pub mod page;
mod policing;
mod ranking;
mod reading;
pub mod record;
pub mod report;
pub mod request;
mod round;
pub mod score;
mod shape;
mod shifts;
pub mod shown;
pub mod site;
mod spans;
pub mod statistics;
pub mod traces;

use std::path::Path;

/// The folder of the whole project.
pub fn project() -> &'static Path {
    let members = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    members.into_iter().nth(2).expect("a folder of the project")
}
