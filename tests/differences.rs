//! The table of what browsers do differently, held against the tests that it names.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test's way to fail is to panic")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn each_difference_names_a_test_that_exists_and_each_test_that_differs_is_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("docs/browsers.md")).expect("the table");
    let named: BTreeSet<&str> = table.lines().filter_map(test_of).collect();
    assert!(!named.is_empty(), "no row names a test");
    let mut files = Vec::new();
    collect(&root.join("tests/end_to_end/tests"), &mut files);
    let sources: Vec<_> = files.iter().map(|file| (file, read(file))).collect();
    for name in &named {
        let function = format!("async fn {name}()");
        let exists = sources.iter().any(|(_, text)| text.contains(&function));
        assert!(exists, "there is no test {name}");
    }
    // A folder's tests stand in the file beside it that has its name.
    for (file, _) in sources.iter().filter(|(_, text)| text.contains("Engine::")) {
        let folder = file.parent().expect("a folder").with_extension("rs");
        let mut tests = read(file);
        if folder.exists() {
            tests += &read(&folder);
        }
        let known = named
            .iter()
            .any(|name| tests.contains(&format!("async fn {name}()")));
        assert!(known, "{} differs, and no row says so", file.display());
    }
}

/// The test in a row's last cell.
fn test_of(line: &str) -> Option<&str> {
    let cell = line
        .strip_prefix('|')?
        .strip_suffix('|')?
        .rsplit('|')
        .next()?;
    cell.trim().strip_prefix('`')?.strip_suffix('`')
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of tests") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a file of tests")
}
