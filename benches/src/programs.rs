//! Small programs for the browser, built with the very versions and tools of the page: the least that there can be.
//!
//! `bare` is a button and a fetch with yew, and is only weighed. `by_hand` is the strategies by hand in Rust.

use super::part;
use end_to_end::project;
use std::{fs, path::PathBuf, process::Command};

/// Where a program lies when it has been built.
pub(crate) fn folder(name: &str) -> PathBuf {
    part::folder().join(name).join("dist")
}

/// Builds a program; the names of its files are always the same.
pub(crate) fn build(name: &str) -> PathBuf {
    let root = project();
    let (from, to) = (
        root.join("benches/peers").join(name),
        part::folder().join(name),
    );
    fs::create_dir_all(to.join("src")).expect("a folder for a program");
    for file in ["Cargo.toml", "index.html", "src/main.rs"] {
        fs::copy(from.join(file), to.join(file)).expect("a file of a program");
    }
    fs::copy(root.join("Cargo.lock"), to.join("Cargo.lock")).expect("the versions");
    let built = Command::new("trunk")
        .args(["build", "--release", "--filehash", "false"])
        .current_dir(&to)
        .status()
        .expect("trunk, by `.ci/tools build`");
    assert!(built.success(), "{name} can't be built");
    folder(name)
}
