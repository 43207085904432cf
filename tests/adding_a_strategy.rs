//! `docs/adding-a-strategy.md` says how to add a strategy. This test follows it to the letter, in a copy of the
//! sources, then checks that the result does what every strategy must do.
//!
//! A step is *Create* or *Change*, a path, and a block of code. The block of *Create* is the new file; the block of
//! *Change* is a diff, and the lines around a change say where it belongs.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

#[path = "support/afresh.rs"]
mod afresh;

use std::{fs, path::Path};

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// What the new strategy is to the rest: a setting like any other, and a way to send every request.
const ADDED: &str = r#"
    #[test]
    fn the_strategy_is_a_setting_and_sends_every_request() {
        use inflight::{world::answer::Outcome, analysis::prediction::predict, settings::Settings, strategy::Strategy};

        let (settings, refusals) = Settings::from_query("requests=7&strategies=KEY");
        assert_eq!(refusals, []);
        assert_eq!(settings.strategies.len(), 1);
        assert_eq!(settings.strategies.first().copied(), Strategy::from_key("KEY"));
        let timeline = predict(&settings, settings.strategies[0], 0);
        assert_eq!(timeline.count(Outcome::Ok), 7);
        let width = settings.strategies[0].width(7, settings.concurrency);
        assert!(timeline.peak_in_flight() <= width);
    }
"#;

/// A step that has a block of code.
struct Step {
    path: String,
    creates: bool,
    block: String,
}

/// The steps of the chapter, in their order.
fn steps() -> Vec<Step> {
    let chapter = Path::new(PROJECT).join("docs/adding-a-strategy.md");
    let chapter = fs::read_to_string(chapter).expect("a chapter");
    let mut lines = chapter.lines();
    let (mut steps, mut step) = (Vec::new(), None);
    while let Some(line) = lines.next() {
        step = begins(line).or(step);
        let text = line.trim_start();
        if !text.starts_with("```") {
            continue;
        }
        let (indent, fence) = (
            line.len() - text.len(),
            text.trim_end_matches(char::is_alphabetic),
        );
        let block = lines.by_ref().take_while(|line| line.trim() != fence);
        let block = block.map(|line| line.get(indent..).unwrap_or_default().to_owned() + "\n");
        let (path, creates) = step.take().expect("a step for the block");
        steps.push(Step {
            path,
            creates,
            block: block.collect(),
        });
    }
    steps
}

/// “1. Create `src/strategy/….rs`”: the path, and whether it is new.
fn begins(line: &str) -> Option<(String, bool)> {
    let (_, step) = line.split_once(". ")?;
    let creates = step.starts_with("Create `");
    let path = step.split('`').nth(1)?;
    (creates || step.starts_with("Change `")).then(|| (path.to_owned(), creates))
}

impl Step {
    fn follow(&self, copy: &Path) {
        let path = copy.join(&self.path);
        if self.creates {
            assert!(!path.exists(), "{} exists already", self.path);
            fs::write(&path, &self.block).expect("the new file");
            return;
        }
        let mut text = fs::read_to_string(&path).expect("a file to be changed");
        for hunk in self.block.split("@@ ").skip(1) {
            let (title, hunk) = hunk.split_once('\n').expect("lines of a hunk");
            text = patched(&text, hunk).unwrap_or_else(|found| {
                panic!("{}, “{title}”: its place is there {found} times", self.path)
            });
        }
        fs::write(&path, text).expect("the changed file");
    }
}

/// A text with a hunk of a diff applied; or how often its place was found, if not once.
fn patched(text: &str, hunk: &str) -> Result<String, usize> {
    let lines: Vec<&str> = text.lines().collect();
    let hunk: Vec<&str> = hunk.lines().collect();
    let before: Vec<&str> = hunk
        .iter()
        .filter(|line| !line.starts_with('+'))
        .map(|line| &line[1..])
        .collect();
    let stands = |at: &usize| {
        let there = lines[*at..].iter().zip(&before);
        there.filter(|(line, wanted)| matches(line, wanted)).count() == before.len()
    };
    let places: Vec<usize> = (0..lines.len()).filter(stands).collect();
    let [place] = *places else {
        return Err(places.len());
    };
    let mut rest = lines[place..].iter();
    let mut new = lines[..place].to_vec();
    for line in hunk {
        match line.split_at(1) {
            ("+", added) => new.push(added),
            ("-", _) => drop(rest.next()),
            _ => new.extend(rest.next()),
        }
    }
    new.extend(rest);
    Ok(new.join("\n") + "\n")
}

/// `…` stands for the rest of a line.
fn matches(line: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('…') {
        Some(beginning) => line.starts_with(beginning),
        None => line == wanted,
    }
}

fn copy_all(from: &Path, to: &Path) {
    if from.is_file() {
        fs::create_dir_all(to.parent().expect("a folder")).expect("a new folder");
        fs::copy(from, to).expect("a copy");
        return;
    }
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        copy_all(&entry.path(), &to.join(entry.file_name()));
    }
}

/// Another version: the same one at another place would be to cargo the same package, and take its place in
/// the target directory.
fn rename(copy: &Path) {
    let manifest = copy.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let (before, after) = text.split_once("\nversion = \"").expect("a version");
    let text = format!("{before}\nversion = \"99{after}"); // 0.1.0 becomes 990.1.0
    fs::write(&manifest, text).expect("the manifest");
}

/// Runs some of the copy's tests. What it depends on is built already: for this very test.
fn test(copy: &Path, which: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the target directory");
    let output = afresh::command(env!("CARGO"))
        .args(["test", "--offline", "--target-dir"])
        .arg(target)
        .args(which)
        .current_dir(copy)
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{which:?}:\n{said}\n{complained}");
    assert!(
        !said.contains("running 0 tests"),
        "{which:?} tests nothing:\n{said}"
    );
}

#[test]
fn the_steps_in_the_chapter_suffice() {
    let copy = &Path::new(env!("CARGO_TARGET_TMPDIR")).join("with-a-new-strategy");
    fs::remove_dir_all(copy).ok();
    // The last one is named in Cargo.toml, and not built.
    for part in [
        "Cargo.toml",
        "Cargo.lock",
        "benches",
        "src",
        "static",
        "tests/end_to_end.rs",
    ] {
        copy_all(&Path::new(PROJECT).join(part), &copy.join(part));
    }
    rename(copy);
    let steps = steps();
    for step in &steps {
        step.follow(copy);
    }

    let in_its_folder = |step: &Step| {
        let file = step.path.strip_prefix("src/strategy/")?;
        file.strip_suffix(".rs").map(str::to_owned)
    };
    let name = steps.iter().find_map(in_its_folder);
    let name = &name.expect("a file of its own");
    let added = ADDED.replace("KEY", &name.replace('_', "-"));
    fs::write(copy.join("tests/added.rs"), added).expect("a test");
    test(copy, &["--lib", "--test", "added", "strategy"]);
    test(copy, &["--doc", name]);
}
