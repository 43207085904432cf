//! Description of the machine.

use end_to_end::project;
use std::{fs, process::Command, thread};

/// Names and values of its properties.
pub(crate) fn describe() -> Vec<(&'static str, String)> {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    vec![
        (
            "processor",
            format!("{}, {cores} cores", entry("/proc/cpuinfo", "model name")),
        ),
        ("memory", entry("/proc/meminfo", "MemTotal")),
        ("system", output_of("uname", &["-srm"])),
        ("browser", output_of("chromium", &["--version"])),
        ("compiler", output_of("rustc", &["--version"])),
        (
            "Python",
            output_of(".tools/peers/python/bin/python", &["--version"]),
        ),
        ("load in the last 1, 5 and 15 minutes", load()),
    ]
}

/// The date and the time, to the minute.
pub(crate) fn date() -> String {
    output_of("date", &["-u", "+%F %R UTC"])
}

/// A value from a file of names and values.
fn entry(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.split_once(':'));
    value.map_or("unknown".to_owned(), |(_, value)| value.trim().to_owned())
}

fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(", ")
}

/// The output of a program.
fn output_of(program: &str, args: &[&str]) -> String {
    let root = project();
    let output = Command::new(program).args(args).current_dir(root).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    text.unwrap_or_else(|_| "unknown".to_owned())
}
