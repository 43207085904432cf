//! Pieces of code with what is expected of them: the files in `tests/end_to_end/your_code/`, and the examples of the page.

use end_to_end::{
    page::Page,
    project,
    report::{self, first_round, request},
};
use serde_json::{Map, Value, json};
use std::{fs, path::Path};

/// The latency where the code does not name one, in milliseconds: a busy machine is late by some of them, which a
/// diagnosis forgives in proportion.
const LATENCY: u32 = 200;

/// Code, and the lines at its top: `// settings: latency=40&failures=10`, `// says:`, `// notice:`, `// slow`,
/// `// or:`.
#[derive(Debug, Default)]
pub(super) struct Snippet {
    pub(super) name: String,
    pub(super) code: String,
    pub(super) settings: Vec<(String, String)>,
    /// Parts of the diagnosis.
    pub(super) says: Vec<String>,
    /// Parts of the notice.
    pub(super) notice: Vec<String>,
    pub(super) slow: bool,
    /// A part of the notice with which a browser may end it as well, without harm.
    pub(super) or: Option<String>,
}

/// What the page shows of a piece of code, after a run beside `windowed`.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) report: Value,
    pub(super) diagnosis: String,
    pub(super) notice: String,
}

impl Snippet {
    /// Reads a file. `__SERVER__` in it becomes the address of a server.
    fn read(path: &Path, server: &str) -> Self {
        let code = fs::read_to_string(path).expect("a file with code");
        let name = path.file_stem().expect("a name").to_string_lossy();
        let mut snippet = Self {
            name: name.into_owned(),
            code: code.replace("__SERVER__", server),
            ..Self::default()
        };
        for line in code.lines() {
            if let Some(pairs) = line.strip_prefix("// settings: ") {
                snippet.set(pairs);
            } else if let Some(says) = line.strip_prefix("// says: ") {
                snippet.says.push(says.to_owned());
            } else if let Some(notice) = line.strip_prefix("// notice: ") {
                snippet.notice.push(notice.to_owned());
            } else if let Some(or) = line.strip_prefix("// or: ") {
                snippet.or = Some(or.to_owned());
            } else if line == "// slow" {
                snippet.slow = true;
            }
        }
        snippet
    }

    fn set(&mut self, pairs: &str) {
        let pairs = form_urlencoded::parse(pairs.as_bytes()).into_owned();
        self.settings.extend(pairs);
    }

    /// An example of the page, which is expected to have this said of it.
    pub(super) fn example(name: &str, says: &str) -> Self {
        let path = project().join(format!("static/examples/{name}.js"));
        let mut example = Self::read(&path, "");
        let with = example
            .code
            .lines()
            .find_map(|line| line.strip_prefix("// with "));
        if let Some(pairs) = with.map(str::to_owned) {
            example.set(&pairs);
        }
        example.says.push(says.to_owned());
        example
    }

    /// Runs it beside `windowed`, and reads the diagnosis of its row.
    pub(super) async fn run(&self, page: &Page) -> Ran {
        let mut settings = Map::new();
        settings.insert("strategies".to_owned(), json!("windowed,yours"));
        settings.insert("code".to_owned(), json!(self.code));
        settings.insert("latency".to_owned(), json!(LATENCY));
        for (name, value) in &self.settings {
            settings.insert(name.clone(), json!(value));
        }
        let body = r#"
            const report = await window.inflight.run(args);
            document.querySelector('[data-testid="row-yours"] th button').click();
            await twoFrames();
            return JSON.stringify([report, text(find("diagnosis")), text(find("notice"))]);"#;
        let ran = page.script_text(body, settings.into()).await;
        let (report, diagnosis, notice) =
            serde_json::from_str(&ran).expect("a report and two texts");
        Ran {
            report,
            diagnosis,
            notice,
        }
    }

    /// What is not as expected; nothing if all is. The row beside it is checked too.
    pub(super) fn mismatches(&self, ran: &Ran) -> Vec<String> {
        ran.check_row_beside();
        let missing = |kind, parts: &[String], text: &str| {
            let missing = parts.iter().filter(|part| !text.contains(*part));
            let missing: Vec<_> = missing
                .map(|part| format!("{}: no {kind} “{part}” in “{text}”", self.name))
                .collect();
            missing
        };
        let mut mismatches = missing("diagnosis", &self.says, &ran.diagnosis);
        mismatches.extend(missing("notice", &self.notice, &ran.notice));
        if self.notice.is_empty() && !ran.notice.is_empty() && self.says.is_empty() {
            mismatches.push(format!("{}: the notice “{}”", self.name, ran.notice));
        }
        let returned = &ran.yours()["returned"];
        let words = returned["words"].as_str().unwrap_or_default();
        if returned["how"] == "returned" && !words.is_empty() || !ran.notice.contains(words) {
            mismatches.push(format!("{}: {returned}, and “{}”", self.name, ran.notice));
        }
        mismatches
    }
}

impl Ran {
    /// The round of the reader's code.
    pub(super) fn yours(&self) -> &Value {
        first_round(&self.report, "yours")
    }

    /// When each request was sent and answered, in milliseconds.
    pub(super) fn sendings(&self) -> String {
        let requests = request::requests(self.yours());
        let sendings = requests.iter().flat_map(|request| &request.in_flight);
        let words = sendings.map(|(start, end)| {
            format!(
                "{start}–{}",
                end.map_or("?".to_owned(), |end| end.to_string())
            )
        });
        words.collect::<Vec<_>>().join(", ")
    }

    /// Checks the report of the strategy that ran beside the code as that of any other run.
    pub(super) fn check_row_beside(&self) {
        let mut report = self.report.clone();
        report["settings"]["strategies"] = json!(["windowed"]);
        let strategies = report["strategies"].as_array_mut().expect("a list");
        assert_eq!(strategies.len(), 2, "two rows");
        strategies.truncate(1);
        report::check_finished(&report);
        let requests = report::json::list(first_round(&report, "windowed"), "requests");
        assert!(
            requests.iter().all(|one| !one["deliveredMs"].is_null()),
            "a row that is cut"
        );
    }
}

/// The files in a folder beside the tests, in the order of their names.
pub(super) fn files(folder: &str, server: &str) -> Vec<Snippet> {
    let folder = project().join("tests/end_to_end").join(folder);
    let entries = fs::read_dir(folder).expect("a folder with code");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "js"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| Snippet::read(path, server))
        .collect()
}
