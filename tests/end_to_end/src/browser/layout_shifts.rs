//! Layout shifts, as the browser reports them.
//!
//! Firefox and `WebKit` report none. There, tests compare the positions of elements instead.

use crate::{browser::Browser, page::PAGE_FUNCTIONS};
use serde_json::{Value, json};

/// Script in each document: collects every shift, even those after a click, with what moved from where to where.
const WATCH: &str = r#"
    globalThis.shifts = [];
    if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
        const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
        const name = (node) => (node?.outerHTML ?? node?.parentElement?.outerHTML ?? "a removed node").slice(0, 80);
        globalThis.addShift = (entry) => shifts.push({ value: entry.value, sources: entry.sources.map(
            ({ node, previousRect, currentRect }) => `${name(node)}: ${place(previousRect)} → ${place(currentRect)}`) });
        globalThis.shiftObserver = new PerformanceObserver((list) => list.getEntries().forEach(addShift));
        shiftObserver.observe({ type: "layout-shift", buffered: true });
    }
"#;

/// Script that returns all shifts, after the frames that are still being drawn.
const SHIFTS: &str = r"
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
    globalThis.shiftObserver?.takeRecords().forEach(addShift);
    return shifts;";

impl Browser {
    /// From now on, collects the shifts in each document.
    pub async fn watch_shifts(&self) {
        self.before_each_page(WATCH).await;
    }

    /// Fails if anything moved visibly: the sum of all shifts rounds to 0.00.
    pub async fn assert_nothing_shifted(&self, when: &str) {
        let moved = self
            .script(&format!("{PAGE_FUNCTIONS}\n{SHIFTS}"), json!([]))
            .await;
        let moved = moved.as_array().expect("a list");
        let sum: f64 = moved
            .iter()
            .filter_map(|shift| shift["value"].as_f64())
            .sum();
        println!("{when}: {} shifts, {sum:.5} together", moved.len());
        let worst = |shift: &&Value| shift["value"].as_f64() > Some(0.0005);
        let worst: Vec<_> = moved.iter().filter(worst).collect();
        assert!(sum < 0.005, "{when}: {sum:.4} of shifts: {worst:#?}");
    }
}
