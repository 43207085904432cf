//! Contents of the page, as the reader sees them.

use crate::page::Page;
use serde_json::{Value, json};

impl Page {
    /// The state of the figure, such as `finished`.
    pub async fn state(&self) -> String {
        self.script_text("return state();", json!([])).await
    }

    /// The visible text of the element with this test id.
    pub async fn text(&self, id: &str) -> String {
        self.script_text("return text(find(args));", json!(id))
            .await
    }

    /// The visible text of a cell in a strategy's row.
    pub async fn cell(&self, strategy: &str, id: &str) -> String {
        self.script_text("return text(cell(...args));", json!([strategy, id]))
            .await
    }

    /// The value of the form's control for a setting.
    pub async fn setting(&self, name: &str) -> String {
        self.script_text(
            r#"return String(find("settings").querySelector(`[name="${args}"]`).value);"#,
            json!(name),
        )
        .await
    }

    /// Each control of the form: its setting and its value.
    pub async fn settings(&self) -> Value {
        let body = r#"return [...find("settings").querySelectorAll("[name]")].map((field) =>
            [field.name, field.type === "checkbox" ? `${field.value} ${field.checked}` : field.value]);"#;
        self.script(body, json!([])).await
    }

    /// The results: the text of the rows, the lines of the waterfalls, the verdict with its remarks, and the breakdown of the
    /// time.
    pub async fn results(&self) -> Value {
        let body = r#"
            const rows = [...find("comparison").querySelectorAll("tbody tr")].map(text);
            const lines = [...find("comparison").querySelectorAll("path")].map((path) => path.getAttribute("d"));
            return { rows, lines, words: text(find("verdict").parentElement), spending: [...find("spending").querySelectorAll("tr")].map(text) };"#;
        self.script(body, json!([])).await
    }

    /// The visible text of the whole document.
    pub async fn visible_text(&self) -> String {
        self.script_text("return document.body.innerText;", json!([]))
            .await
    }

    /// How many elements with this test id are visible.
    pub async fn visible_count(&self, id: &str) -> u64 {
        let count = self.script("return visible(args).length;", json!(id)).await;
        count.as_u64().expect("a count")
    }

    /// Whether anything of the page lies beyond the right edge of the window.
    pub async fn scrolls_sideways(&self) -> bool {
        let body = "const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth > clientWidth;";
        self.script(body, json!([])).await == true
    }

    /// Waits until the page shows these words anywhere.
    pub async fn wait_for_text(&self, words: &str) {
        let body = "await eventually(`“${args}”`, () => document.body.innerText.includes(args));";
        self.script(body, json!(words)).await;
    }

    /// Waits until no element with this test id is visible.
    pub async fn wait_until_gone(&self, id: &str) {
        let body = "await eventually(`no ${args}`, () => visible(args).length === 0);";
        self.script(body, json!(id)).await;
    }

    /// Waits until the form's control for a setting has this value.
    pub async fn wait_for_setting(&self, name: &str, value: &str) {
        let body = "const [name, value] = args;
            const control = () => find('settings')?.querySelector(`[name=\"${name}\"]`);
            await eventually(`${name} ${value}`, () => control()?.value === value);";
        self.script(body, json!([name, value])).await;
    }

    /// Waits for a notice that contains these words.
    pub async fn wait_for_notice(&self, words: &str) {
        let body =
            "await until(`a notice with “${args}”`, () => text(find('notice')).includes(args));";
        self.script(body, json!(words)).await;
    }

    /// Waits for the question whether another server may be asked.
    pub async fn wait_for_question(&self) {
        self.eventually("the question", "visible('question').length === 1")
            .await;
    }

    /// Waits until the list has this many places for responses.
    pub async fn wait_for_responses(&self, count: usize) {
        let body = "const list = () => find('responses')?.children.length;
            await eventually(`${args} responses`, () => list() === args);";
        self.script(body, json!(count)).await;
    }

    /// Waits for the code of a strategy.
    pub async fn wait_for_code_of(&self, strategy: &str) {
        let body =
            "await until(`the code of ${args}`, () => text(find('code')).includes(`fn ${args}`));";
        self.script(body, json!(strategy)).await;
    }

    /// Waits for the finding of a sweep, and returns it.
    pub async fn wait_for_finding(&self) -> String {
        let body =
            "await until('a finding', () => text(find('knee')) !== ''); return text(find('knee'));";
        self.script_text(body, json!([])).await
    }

    /// Waits until the page has this theme.
    pub async fn wait_for_theme(&self, theme: &str) {
        let body = "await eventually(`the theme ${args}`, () => document.documentElement.dataset.theme === args);";
        self.script(body, json!(theme)).await;
    }

    /// The addresses of everything that the page has loaded, as the browser reports them.
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
