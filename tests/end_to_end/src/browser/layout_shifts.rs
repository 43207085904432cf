//! What moves on a page though nobody moved it, as the browser sees it.
//!
//! Only Chromium tells. In Firefox there is nothing to hear, and what stands where is compared instead.

use crate::{browser::Browser, page::WORDS};
use serde_json::{Value, json};

/// Put into each document: what moved, by how much, from where to where. A click excuses nothing.
const WATCH: &str = r#"
    globalThis.shifts = [];
    if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
        const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
        const name = (node) => (node?.outerHTML ?? node?.parentElement?.outerHTML ?? "what is gone").slice(0, 80);
        globalThis.heard = (entry) => shifts.push({ value: entry.value, sources: entry.sources.map(
            ({ node, previousRect, currentRect }) => `${name(node)}: ${place(previousRect)} → ${place(currentRect)}`) });
        globalThis.shifting = new PerformanceObserver((list) => list.getEntries().forEach(heard));
        shifting.observe({ type: "layout-shift", buffered: true });
    }
"#;

/// What has moved, once all that was drawn is known.
const MOVED: &str = r"
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
    globalThis.shifting?.takeRecords().forEach(heard);
    return shifts;";

impl Browser {
    /// Watches each document from now on.
    pub async fn watch_shifts(&self) {
        self.before_each_page(WATCH).await;
    }

    /// Fails if anything has moved in the document so that it could be noticed: all shifts together are 0.00.
    pub async fn assert_nothing_shifted(&self, when: &str) {
        let moved = self.script(&format!("{WORDS}\n{MOVED}"), json!([])).await;
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
