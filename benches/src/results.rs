//! Results of a part, saved in `target/bench/` so that each part can be measured alone.

use super::{
    figures::{Figure, Goal},
    machine,
};
use end_to_end::project;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::PathBuf};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Results {
    pub(crate) name: String,
    /// The number of the part: random orders depend on it.
    pub(crate) number: usize,
    pub(crate) measured: String,
    pub(crate) lines: Vec<Line>,
    /// The times of each contender, in the order of the pairs, in milliseconds.
    pub(crate) times: BTreeMap<String, Vec<f64>>,
}

/// A line of the table.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) comparison: String,
    pub(crate) what: String,
    pub(crate) against: String,
    pub(crate) figure: Figure,
    pub(crate) goal: Option<Goal>,
}

impl Results {
    pub(crate) fn new(name: &str, number: usize) -> Self {
        Self {
            name: name.to_owned(),
            number,
            measured: machine::date(),
            lines: vec![],
            times: BTreeMap::new(),
        }
    }

    pub(crate) fn add(
        &mut self,
        (comparison, what, against): (&str, &str, &str),
        figure: Figure,
        goal: Option<Goal>,
    ) {
        self.lines.push(Line {
            comparison: comparison.to_owned(),
            what: what.to_owned(),
            against: against.to_owned(),
            figure,
            goal,
        });
    }

    pub(crate) fn print(&self) {
        for line in &self.lines {
            println!("  {}", line.cells().join(" | "));
        }
    }

    pub(crate) fn save(&self) {
        let path = path(&self.name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the results");
        let text = serde_json::to_string_pretty(self).expect("results as JSON");
        fs::write(path, text).expect("results that are saved");
    }

    /// The results of the latest measurement.
    pub(crate) fn load(name: &str) -> Option<Self> {
        let text = fs::read_to_string(path(name)).ok()?;
        Some(serde_json::from_str(&text).expect("results as they were saved"))
    }
}

impl Line {
    /// The figure divided by its goal: at most 1 if the goal is met.
    pub(crate) fn miss(&self) -> f64 {
        match self.goal {
            Some(Goal::AtMost(limit)) => self.figure.value / limit,
            Some(Goal::AtLeast(limit)) => limit / self.figure.value,
            None => 0.0,
        }
    }

    /// The cells of the line, as the table shows them.
    pub(crate) fn cells(&self) -> [String; 8] {
        let goal = |goal: Goal| {
            (
                goal.written(self.figure.unit),
                goal.verdict(&self.figure).to_owned(),
            )
        };
        let (goal, verdict) = self.goal.map(goal).unwrap_or_default();
        [
            self.comparison.clone(),
            self.what.clone(),
            self.against.clone(),
            self.figure.written(),
            self.figure.interval_written(),
            self.figure.count.to_string(),
            goal,
            verdict,
        ]
    }
}

/// The folder for everything that the bench generates.
pub(crate) fn folder() -> PathBuf {
    project().join("target/bench")
}

fn path(name: &str) -> PathBuf {
    folder().join(name).with_extension("json")
}
