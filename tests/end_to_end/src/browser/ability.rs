//! What a test needs and not every browser, or its driver, offers.

use crate::{browser::engine::Engine, project};
use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    thread,
};

/// An action on the browser, or of it. Where it is missing, the test says so and does without, or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Takes the network away from the page.
    GoOffline,
    /// Holds a key down, so that it repeats.
    HoldKey,
    /// Loads the page's own style and scripts into a frame without an origin.
    LoadWithoutOrigin,
    /// Resolves the name of a [stranger](super::STRANGER) to this machine.
    ReachStranger,
    /// Stops a service worker.
    StopWorker,
}

impl Ability {
    /// The part of a sentence after “cannot”.
    fn words(self) -> &'static str {
        match self {
            Self::GoOffline => "take the network away from a page",
            Self::HoldKey => "hold a key down so that it repeats",
            Self::LoadWithoutOrigin => {
                "load the page’s own style and scripts into a frame without an origin"
            }
            Self::ReachStranger => "resolve the name of another host to this machine",
            Self::StopWorker => "stop a service worker",
        }
    }
}

impl Engine {
    /// Whether the tests of this browser lack an ability. What is not tested is printed, and written to a list that the
    /// Makefile counts.
    pub fn cannot(self, ability: Ability) -> bool {
        let lacks: &[Ability] = match self {
            Self::Chromium => &[],
            Self::Firefox => &[Ability::StopWorker],
            Self::WebKit => &[
                Ability::GoOffline,
                Ability::HoldKey,
                Ability::LoadWithoutOrigin,
                Ability::ReachStranger,
                Ability::StopWorker,
            ],
        };
        let missing = lacks.contains(&ability);
        if missing {
            note(self, ability).expect("a list of what is not tested");
        }
        missing
    }
}

fn note(engine: Engine, ability: Ability) -> io::Result<()> {
    let current = thread::current();
    let test = current.name().unwrap_or("a test");
    let line = format!("{test}: {engine:?} cannot {}\n", ability.words());
    print!("not tested: {line}");
    let folder = project().join("target/end-to-end");
    fs::create_dir_all(&folder)?;
    let list = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("not-tested.txt"));
    list?.write_all(line.as_bytes())
}
