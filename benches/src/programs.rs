//! Small programs for the browser, built with the versions and the tools of the page.
//!
//! `bare` is a button and a fetch with yew; only its size is measured. `by_hand` contains the strategies by hand in Rust.

use super::results;
use end_to_end::project;
use std::{fs, path::PathBuf, process::Command};

/// The folder of a built program.
pub(crate) fn folder(name: &str) -> PathBuf {
    results::folder().join(name).join("dist")
}

/// Builds a program. The names of its files are always the same.
pub(crate) fn build(name: &str) -> PathBuf {
    let root = project();
    let (from, to) = (
        root.join("benches/peers").join(name),
        results::folder().join(name),
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
