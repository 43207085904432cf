//! Virtual display: a browser that cannot run without a screen draws there.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A running X server, for one browser. `xvfb-run` looks for a free number before it starts its server, so several at
/// once may choose the same number; here the server itself chooses.
#[derive(Debug)]
pub(crate) struct Display {
    process: Child,
    name: String,
}

impl Display {
    /// Starts a server.
    pub(crate) fn start() -> Self {
        let mut process = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("`Xvfb` does not start ({error}): `.ci/tools webkit` installs it")
            });
        let output = process.stdout.take().expect("the output was piped");
        let mut number = String::new();
        let read = BufReader::new(output).read_line(&mut number);
        read.expect("the number of the display");
        let name = format!(":{}", number.trim());
        Self { process, name }
    }

    /// The value of `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// The end of the server also ends the browser that draws there.
impl Drop for Display {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
