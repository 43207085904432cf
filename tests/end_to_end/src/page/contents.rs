//! What the reader sees.

use crate::page::Page;
use serde_json::{Value, json};

impl Page {
    pub async fn state(&self) -> String {
        self.words("return state();", json!([])).await
    }

    /// The visible text of the element with this test id.
    pub async fn text(&self, id: &str) -> String {
        self.words("return text(find(args));", json!(id)).await
    }

    /// The visible text of a cell in a strategy's row.
    pub async fn cell(&self, strategy: &str, id: &str) -> String {
        self.words("return text(cell(...args));", json!([strategy, id]))
            .await
    }

    /// What the form's control for a setting holds.
    pub async fn setting(&self, name: &str) -> String {
        self.words(
            r#"return String(find("settings").querySelector(`[name="${args}"]`).value);"#,
            json!(name),
        )
        .await
    }

    /// Each control of the form: its setting, and what it holds.
    pub async fn settings(&self) -> Value {
        let body = r#"return [...find("settings").querySelectorAll("[name]")].map((field) =>
            [field.name, field.type === "checkbox" ? `${field.value} ${field.checked}` : field.value]);"#;
        self.script(body, json!([])).await
    }

    /// The results as they show: the rows in words, their waterfalls' lines, and all that is said of them.
    pub async fn results(&self) -> Value {
        let body = r#"
            const rows = [...find("comparison").querySelectorAll("tbody tr")].map(text);
            const lines = [...find("comparison").querySelectorAll("path")].map((path) => path.getAttribute("d"));
            return { rows, lines, words: text(find("verdict").parentElement), spending: [...find("spending").querySelectorAll("tr")].map(text) };"#;
        self.script(body, json!([])).await
    }

    pub async fn visible_text(&self) -> String {
        self.words("return document.body.innerText;", json!([]))
            .await
    }

    /// How many elements with this test id can be seen.
    pub async fn shown(&self, id: &str) -> u64 {
        let count = self.script("return shown(args).length;", json!(id)).await;
        count.as_u64().expect("a count")
    }

    /// All that the page has loaded or fetched, as the browser counts it.
    pub async fn resources(&self) -> Vec<String> {
        let body = r#"return performance.getEntriesByType("resource").map((entry) => entry.name);"#;
        let names = self.script(body, json!([])).await;
        names
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }
}
