//! `docs/adding-a-strategy.md` says how to add a strategy. This test follows it to the letter, in a copy of the
//! sources, then checks that the result does what every strategy must do.
//!
//! A step is *Create* or *Change*, a path, and a block of code. The block of *Create* is the new file; the block of
//! *Change* is a diff, and the lines around a change say where it belongs.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

use std::{env, fs, path::Path, process::Command};

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// What a new strategy must be to the rest: a setting like any other, a way to send every request, and a run
/// whose report shows what it showed when it is opened again.
const ADDED: &str = r#"
    #[test]
    fn NAME_is_a_setting_and_sends_every_request() {
        let comparison = run("requests=7&concurrency=3&strategies=KEY");
        let strategy = only(&comparison);
        assert_eq!(Some(strategy), Strategy::from_key("KEY"));
        let timeline = &comparison.rounds(strategy)[0].timeline;
        assert_eq!(timeline.count(Outcome::Ok), 7);
        assert!(timeline.peak_in_flight() <= strategy.width(7, comparison.settings.concurrency));
    }

    #[test]
    fn NAME_leaves_nothing_to_the_page_in_virtual_time() {
        let comparison = run("requests=20&concurrency=3&strategies=KEY");
        let strategy = only(&comparison);
        let breakdown = comparison.rounds(strategy)[0].breakdown.expect("it came to its end");
        assert_eq!(breakdown.on(Category::Overhead), Duration::ZERO, "{breakdown:?}");
    }

    #[test]
    fn a_report_of_NAME_shows_what_it_showed() {
        let comparison = run("requests=20&concurrency=3&strategies=KEY");
        let environment = Environment {
            transport: Transport::InPage,
            protocol: None,
            user_agent: "virtual".into(),
            clock_resolution: Duration::from_micros(5),
            was_hidden: false,
            went_offline: false,
            worker_lost: false,
        };
        let report = Report::new(&comparison, environment).json();
        let (opened, _) = read(&report).expect("a report");
        let list = |run: &Comparison| run.rounds(only(run))[0].timeline.list().to_vec();
        assert_eq!(list(&opened), list(&comparison));
    }
"#;

/// What the tests above need.
const ADDED_FOR_ALL: &str = r#"
    use std::time::Duration;

    use futures::StreamExt;
    use inflight::{
        analysis::{
            comparison::{Category, Comparison},
            environment::Environment,
        },
        report::{Report, read},
        settings::Settings,
        strategy::Strategy,
        world::{answer::Outcome, transport::Transport, virtual_time::VirtualTime},
    };

    fn run(query: &str) -> Comparison {
        let (settings, refusals) = Settings::from_query(query);
        assert_eq!(refusals, []);
        let mut comparison = Comparison::new(settings.clone());
        let time = VirtualTime::default();
        let events: Option<Vec<_>> = time.run(inflight::run::run(&settings, &time).collect());
        events.expect("an end").into_iter().for_each(|event| comparison.apply(event));
        comparison
    }

    fn only(comparison: &Comparison) -> Strategy {
        assert_eq!(comparison.settings.strategies.len(), 1);
        comparison.settings.strategies[0]
    }
"#;

/// A strategy that is added by the steps of the chapter with other names, other facts and other code.
struct Variant {
    name: &'static str,
    camel_case: &'static str,
    facts: &'static str,
    code: &'static str,
}

/// Kinds of strategies that the rest of the program must treat differently from the chapter's example.
const VARIANTS: [Variant; 2] = [
    Variant {
        name: "unordered",
        camel_case: "Unordered",
        facts: "Concurrency, WhenFinished, Completed, Free",
        code: r"
//! ```text
//! ```

use std::num::NonZeroUsize;

use futures::stream::{self, StreamExt};

/// Appends each answer as it comes.
///
/// - **Starts** `concurrency` jobs, and one more as soon as one finishes.
/// - **Delivers** each answer at the end of the list.
/// - **Costs** the order.
///
/// See also [`windowed`](super::windowed).
///
/// ```
/// assert_eq!(1, 1);
/// ```
pub async fn unordered<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    concurrency: NonZeroUsize,
    deliver: impl Fn(usize, J::Output),
) {
    let mut answers = stream::iter(jobs).buffer_unordered(concurrency.get()).enumerate();
    while let Some((place, answer)) = answers.next().await {
        deliver(place, answer);
    }
}
",
    },
    Variant {
        name: "gathered",
        camel_case: "Gathered",
        facts: "Concurrency, WhenBatchFinished, Requested, Free",
        code: r"
//! ```text
//! ```

use std::num::NonZeroUsize;

use futures::future::join_all;

/// Delivers each batch when it is complete.
///
/// - **Starts** `concurrency` jobs, and the next ones when all have finished.
/// - **Delivers** a whole batch at once.
/// - **Costs** what batches cost.
///
/// See also [`batched`](super::batched).
///
/// ```
/// assert_eq!(1, 1);
/// ```
pub async fn gathered<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    concurrency: NonZeroUsize,
    deliver: impl Fn(usize, J::Output),
) {
    let mut jobs = jobs.into_iter().enumerate().peekable();
    while jobs.peek().is_some() {
        let batch = jobs.by_ref().take(concurrency.get());
        let (slots, batch): (Vec<_>, Vec<_>) = batch.unzip();
        for (slot, answer) in slots.into_iter().zip(join_all(batch).await) {
            deliver(slot, answer);
        }
    }
}
",
    },
];

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
    /// The same step for another strategy.
    fn varied(&self, name: &str, to: &Variant) -> Self {
        let key = name.replace('_', "-");
        let variant: String = name
            .split('_')
            .map(|word| word[..1].to_uppercase() + &word[1..])
            .collect();
        let varied = |text: &str| {
            let text = text.replace(name, to.name).replace(&key, to.name);
            text.replace(&variant, to.camel_case)
        };
        let block = if self.path.starts_with("src/strategy/") && self.creates {
            to.code.to_owned()
        } else {
            let block =
                varied(&self.block).replace("(jobs, deliver)", "(jobs, concurrency, deliver)");
            facts(&block, to.facts)
        };
        Self {
            path: varied(&self.path),
            creates: self.creates,
            block,
        }
    }

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

/// A block with other facts in its row of the table, if it has one.
fn facts(block: &str, facts: &str) -> String {
    let lines = block.lines().map(|line| match line.rsplit_once("\", ") {
        Some((row, _)) if line.contains("row!(") => format!("{row}\", {facts})),\n"),
        _ => line.to_owned() + "\n",
    });
    lines.collect()
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

/// Makes the copy a package of its own: without the other members of the workspace, and with another version. To
/// cargo, the same version at another place would be the same package, and take its place in the target directory.
fn detach(copy: &Path) {
    let manifest = copy.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let lines = text.lines().filter(|line| !line.starts_with("members = "));
    let lines: Vec<String> = lines
        .map(|line| match line.strip_prefix("version = \"") {
            Some(version) => format!("version = \"99{version}"), // 0.1.0 becomes 990.1.0
            None => line.to_owned(),
        })
        .collect();
    fs::write(&manifest, lines.join("\n") + "\n").expect("the manifest");
}

/// Cargo without the variables that it sets for this test. Build scripts ask for them: with other values, cargo would
/// build their crates once more.
fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Runs some of the copy's tests. What it depends on is built already: for this very test.
fn test(copy: &Path, which: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the target directory");
    let output = cargo()
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
    for part in ["Cargo.toml", "Cargo.lock", "src", "static"] {
        copy_all(&Path::new(PROJECT).join(part), &copy.join(part));
    }
    detach(copy);
    let steps = steps();
    let name = name(&steps);
    let mut added = ADDED_FOR_ALL.to_owned() + &tests_of(&name);
    for step in &steps {
        step.follow(copy);
    }
    for variant in &VARIANTS {
        for step in &steps {
            step.varied(&name, variant).follow(copy);
        }
        added += &tests_of(variant.name);
    }
    fs::create_dir(copy.join("tests")).expect("a folder of tests");
    fs::write(copy.join("tests/added.rs"), added).expect("a test");
    test(copy, &["--lib", "--test", "added"]);
    test(copy, &["--doc", &name]);
}

/// The name of the chapter's strategy: that of the file it creates.
fn name(steps: &[Step]) -> String {
    let in_its_folder = |step: &Step| {
        let file = step.path.strip_prefix("src/strategy/")?;
        file.strip_suffix(".rs").map(str::to_owned)
    };
    let name = steps.iter().find_map(in_its_folder);
    name.expect("a file of its own")
}

fn tests_of(name: &str) -> String {
    let tests = ADDED.replace("NAME", name);
    tests.replace("KEY", &name.replace('_', "-"))
}
