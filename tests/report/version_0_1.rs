//! Reports and links of version 0.1 open as they did. The reports in `version_0_1/` were written by that version, in
//! virtual time; what it showed of them is here.

use inflight::{
    analysis::{comparison::Cells, verdict::verdict},
    report,
    settings::{Setting, Settings},
    strategy::Strategy,
};
use serde_json::Value;

use crate::{helpers::as_numbers, samples::again};

/// A report, what 0.1 showed in its rows (strategy, time, outcomes, speed-up, interval, of its ideal, order, first
/// result), and its verdict.
type Shown = (&'static str, &'static [[&'static str; 8]], &'static str);

const REPORTS: [Shown; 3] = [
    (
        include_str!("version_0_1/rounds.json"),
        &[
            [
                "sequential",
                "442 ms",
                "3 ok",
                "1.0×",
                "",
                "100 %",
                "",
                "74 ms",
            ],
            [
                "joined",
                "298 ms",
                "3 ok",
                "1.5×",
                "1.2 to 2.5",
                "100 %",
                "",
                "366 ms",
            ],
            [
                "windowed",
                "314 ms",
                "3 ok",
                "1.4×",
                "1.1 to 1.8",
                "92 %",
                "",
                "74 ms",
            ],
        ],
        "The fastest took 298 ms, 1.5 times as fast as sequential (between 1.2 and 2.5); no difference can be shown between joined and windowed (ratio 1.00 to 1.50 in 6 rounds).",
    ),
    (
        include_str!("version_0_1/failed.json"),
        &[
            [
                "joined",
                "300 ms",
                "3 ok, 1 × 500, 2 timed out",
                "–",
                "",
                "–",
                "",
                "300 ms",
            ],
            [
                "batched",
                "497 ms",
                "4 ok, 1 × 500, 1 timed out",
                "–",
                "",
                "–",
                "",
                "35 ms",
            ],
            [
                "as-completed",
                "300 ms",
                "3 ok, 1 × 500, 2 timed out",
                "–",
                "",
                "–",
                "out of order",
                "35 ms",
            ],
        ],
        "Nothing can be ranked. Not ranked: joined (1 × 500 and 2 timed out), batched (1 × 500 and 1 timed out) and as completed (1 × 500 and 2 timed out).",
    ),
    (
        include_str!("version_0_1/cancelled.json"),
        &[
            ["batched", "871 ms", "6 ok", "1.0×", "", "73 %", "", "95 ms"],
            [
                "streamed",
                "–",
                "3 ok, 3 cancelled",
                "–",
                "",
                "–",
                "",
                "101 ms",
            ],
        ],
        "Batched took 871 ms; there is nothing to compare it with. Not ranked: streamed (3 cancelled).",
    ),
];

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn its_reports_show_what_it_showed() {
    for (text, rows, sentence) in REPORTS {
        let (comparison, _) = report::read(text).expect("a report of version 0.1");
        let shown = comparison.settings.strategies.iter().map(|strategy| {
            let Cells {
                time,
                outcomes,
                speedup,
                interval,
                of_ideal,
                order,
                first,
                ..
            } = Cells::new(Some(&comparison), *strategy, None);
            let cells = [time, outcomes, speedup, interval, of_ideal, order, first];
            let key = strategy.key().to_owned();
            [key]
                .into_iter()
                .chain(cells.map(|cell| plain(&cell)))
                .collect::<Vec<_>>()
        });
        assert_eq!(shown.collect::<Vec<_>>(), rows);
        assert_eq!(plain(&verdict(&comparison)), sentence);
    }
}

/// Every field that a report of 0.1 has, with its value, is in the report that this version writes of the same run.
fn has_all(new: &Value, old: &Value, place: &str) {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) => {
            for (name, old) in old {
                let new = new
                    .get(name)
                    .unwrap_or_else(|| panic!("{place}.{name} is missing"));
                has_all(new, old, &format!("{place}.{name}"));
            }
        }
        (Value::Array(new), Value::Array(old)) => {
            assert_eq!(new.len(), old.len(), "{place}");
            for (index, (new, old)) in new.iter().zip(old).enumerate() {
                has_all(new, old, &format!("{place}[{index}]"));
            }
        }
        (new, old) => assert_eq!(new, old, "{place}"),
    }
}

#[test]
fn a_script_finds_in_a_new_report_whatever_it_found_in_an_old_one() {
    for (text, ..) in REPORTS {
        let new = again(text).expect("a report of version 0.1");
        let value = |text: &str| as_numbers(serde_json::from_str(text).expect("JSON"));
        has_all(&value(&new), &value(text), "report");
    }
}

/// Links of 0.1’s article, chapters and README, and what each sets.
const LINKS: [(&str, &[(&str, &str)]); 12] = [
    ("?cap=6&requests=199", &[("cap", "6"), ("requests", "199")]),
    (
        "?capacity=12&concurrency=8&strategies=joined,windowed",
        &[
            ("capacity", "12"),
            ("concurrency", "8"),
            ("strategies", "joined,windowed"),
        ],
    ),
    ("?endpoint=site", &[("endpoint", "site")]),
    ("?latency=0&work=40", &[("latency", "0"), ("work", "40")]),
    (
        "?requests=199&latency=300&spread=0&cap=6&timeout=5000&concurrency=6&strategies=joined,windowed",
        &[("timeout", "5000"), ("spread", "0"), ("latency", "300")],
    ),
    (
        "?requests=199&strategies=joined,batched,windowed",
        &[("strategies", "joined,batched,windowed")],
    ),
    (
        "?requests=6&strategies=blocking,sequential",
        &[("strategies", "blocking,sequential")],
    ),
    (
        "?requests=8&strategies=joined,ordered,as-completed",
        &[("strategies", "joined,ordered,as-completed")],
    ),
    ("?rounds=11", &[("rounds", "11")]),
    (
        "?strategies=sequential,joined&requests=1&steps=3",
        &[("steps", "3"), ("requests", "1")],
    ),
    (
        "?strategies=streamed,windowed",
        &[("strategies", "windowed,streamed")],
    ),
    (
        "?failures=10&retries=2&seed=7&embed=1&theme=dark&show=all",
        &[
            ("failures", "10"),
            ("retries", "2"),
            ("seed", "7"),
            ("embed", "1"),
            ("theme", "dark"),
            ("show", "all"),
        ],
    ),
];

#[test]
fn its_links_set_what_they_set() {
    for (link, values) in LINKS {
        let (settings, refusals) = Settings::from_query(link);
        assert_eq!(refusals, [], "{link}");
        let value =
            |name: &str, of: &Settings| Setting::named(name).map(|setting| setting.get(of)).ok();
        for (name, expected) in values {
            let found = value(name, &settings);
            assert_eq!(found.as_deref(), Some(*expected), "{link}: {name}");
        }
        // What 0.1 did not know has no effect.
        for name in ["quota", "burst", "pace", "code", "latencies"] {
            assert_eq!(
                value(name, &settings),
                value(name, &Settings::default()),
                "{link}: {name}"
            );
        }
        assert!(
            settings
                .strategies
                .iter()
                .all(|one| *one != Strategy::YOURS)
        );
    }
}
