//! Recordings of other tools.

mod har;
mod independent;
mod lists;
mod mixtures;
mod refused;

use std::time::Duration;

use inflight::report::recordings::{File, is_ours, read};

use crate::helpers::{compare, settings};

/// A file that is read with the seed 1.
pub(crate) fn open(text: impl AsRef<[u8]>) -> Result<File, String> {
    read(&mut text.as_ref(), 1)
}

#[track_caller]
pub(crate) fn opened(text: impl AsRef<[u8]>) -> File {
    open(text).expect("a recording")
}

/// The latencies of the only group, in milliseconds.
#[track_caller]
pub(crate) fn latencies(file: &File) -> Vec<f64> {
    let [only] = &*file.groups else {
        panic!("{} groups", file.groups.len());
    };
    in_ms(&only.recording.latencies())
}

pub(crate) fn in_ms(times: &[Duration]) -> Vec<f64> {
    // Whole microseconds, so that the numbers are the nearest ones.
    let micros = times.iter().map(|time| time.as_nanos() / 1_000);
    let micros = micros.map(|one| u32::try_from(one).expect("ten minutes"));
    micros.map(|one| f64::from(one) / 1e3).collect()
}

#[test]
fn a_report_of_this_page_is_ours_and_no_recording_is() {
    let ours = crate::helpers::report(&compare(&settings("requests=2"))).to_string();
    let keys_first = r#"{ "environment": {}, "version": 1 }"#;
    for text in [&*ours, &ours[..300], keys_first] {
        assert!(is_ours(text.as_bytes()), "{text}");
        assert!(is_ours(format!("\u{feff} \n{text}").as_bytes()));
    }
    let other = [
        r#"{"log":{"version":"1.2","entries":[]}}"#,
        r#"{"metric":"version","type":"Metric","data":{}}"#,
        "115\n",
        "version,settings\n1,2\n",
        r#"["version"]"#,
        r#""version": 1"#,
        "",
        "{",
    ];
    for text in other {
        assert!(!is_ours(text.as_bytes()), "{text}");
    }
}

#[test]
fn a_report_of_this_page_is_not_read_as_a_recording() {
    let ours = crate::helpers::report(&compare(&settings("requests=2"))).to_string();
    let why = open(ours).expect_err("no recording");
    assert!(why.contains("log.entries is missing"), "{why}");
}
