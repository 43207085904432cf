//! What the tests of the built page stand on: an origin to talk to, a browser to talk with, a page to use, a report
//! to check.

#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    missing_docs,
    reason = "used by tests only, whose way to fail is to panic"
)]

pub mod browser;
pub mod displayed;
pub mod faulty_origin;
mod host_page;
pub mod machine_lock;
pub mod origin;
pub mod page;
pub mod report;

use std::path::Path;

/// The folder of the whole project.
pub fn project() -> &'static Path {
    let members = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    members.into_iter().nth(2).expect("a folder of the project")
}
