//! Library of the end-to-end tests and of the bench: a server, a browser, page objects, and checks of the report.

#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "for tests, which fail by a panic"
)]

pub mod browser;
pub mod displayed;
pub mod faulty_origin;
pub mod host_page;
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
