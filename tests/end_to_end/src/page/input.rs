//! Mouse and keyboard of the reader.

use crate::page::Page;
use fantoccini::{
    Locator,
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
    key::Key,
};
use serde_json::json;

impl Page {
    /// Presses Run.
    pub async fn press_run(&self) {
        self.click(r#"[data-testid="run"]"#).await;
    }

    /// Presses Run and waits for the end of that run, even if the page shows results of an earlier one.
    pub async fn run_again(&self) {
        self.click_and_wait_for("run", "running").await;
        self.wait_for_state("finished").await;
    }

    /// Clicks the element with this test id and waits for a state, all within the page. Returns the milliseconds from
    /// the click to the state.
    pub async fn click_and_wait_for(&self, id: &str, state: &str) -> f64 {
        let body = r"
            const [id, wanted] = args;
            const reached = until(`the state ${wanted}`, () => state() === wanted);
            const clicked = performance.now();
            find(id).click();
            await reached;
            return performance.now() - clicked;";
        self.script_number(body, json!([id, state])).await
    }

    /// Clicks the element with this test id several times, all within one task of the page: faster than any reader.
    pub async fn click_by_script(&self, id: &str, times: usize) {
        // A timer, because WebKit's driver lets the page draw between the clicks of its own script.
        let body = "await new Promise((over) => setTimeout(over));
            const element = find(args[0]); for (let i = 0; i < args[1]; i += 1) element.click();";
        self.script(body, json!([id, times])).await;
    }

    /// Clicks several times on the place of Run, whatever button is there by then.
    pub async fn click_run(&self, times: usize) {
        let run = self.find(r#"[data-testid="run"]"#).await;
        self.click_at(run, (0.0, 0.0), times).await;
    }

    /// Presses Cancel. Not in its middle, where Run was pressed: the browser would take that for a double click.
    pub async fn cancel(&self) {
        let cancel = self.find(r#"[data-testid="cancel"]"#).await;
        self.click_at(cancel, (12.0, 3.0), 1).await;
    }

    /// Presses the button with this label: a preset, a tab, an export.
    pub async fn press(&self, label: &str) {
        let button = format!("//button[normalize-space()='{label}']");
        let button = self.browser().client().find(Locator::XPath(&button)).await;
        button
            .expect("a button with this label")
            .click()
            .await
            .expect("a button that can be pressed");
    }

    /// Types a new value into the form's field for a setting, and presses Enter.
    pub async fn type_setting(&self, name: &str, value: &str) {
        let field = self
            .find(&format!(r#"[data-testid="settings"] [name="{name}"]"#))
            .await;
        field.click().await.expect("a field to type into");
        let control = Key::Control.into();
        let all = [
            ("keyDown", control),
            ("keyDown", 'a'),
            ("keyUp", 'a'),
            ("keyUp", control),
        ];
        let value = value.chars().chain([Key::Enter.into()]);
        let typed = value.flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        let keys: Vec<_> = all.into_iter().chain(typed).collect();
        self.browser().keys(&keys).await;
    }

    /// Selects a strategy by the button in the header of its row.
    pub async fn choose(&self, strategy: &str) {
        self.click(&header_button(strategy)).await;
    }

    /// Clicks an element.
    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("{css} can't be clicked: {error}"));
    }

    /// Finds an element.
    pub async fn find(&self, css: &str) -> Element {
        let element = self.browser().client().find(Locator::Css(css)).await;
        element.unwrap_or_else(|error| panic!("no {css}: {error}"))
    }

    /// Clicks at a point, given relative to the middle of the element.
    async fn click_at(&self, element: Element, (x, y): (f64, f64), clicks: usize) {
        let there = PointerAction::MoveToElement {
            element,
            duration: None,
            x,
            y,
        };
        let click = |mouse: MouseActions, _| {
            let button = MOUSE_BUTTON_LEFT;
            mouse
                .then(PointerAction::Down { button })
                .then(PointerAction::Up { button })
        };
        let mouse = (0..clicks).fold(MouseActions::new("mouse".to_owned()).then(there), click);
        self.browser()
            .client()
            .perform_actions(mouse)
            .await
            .expect("a mouse that can click");
    }

    /// Presses a key at the element with the focus.
    pub async fn press_key(&self, key: char) {
        self.browser()
            .keys(&[("keyDown", key), ("keyUp", key)])
            .await;
    }

    /// Presses Enter and holds it down until it has repeated this many times.
    pub async fn hold_enter(&self, repeats: usize) {
        let enter = Key::Enter.into();
        let mut actions = vec![("keyDown", enter); 1 + repeats];
        actions.push(("keyUp", enter));
        self.browser().keys(&actions).await;
    }

    /// Presses Tab until the element that `css` selects has the focus; not at all if it has it already.
    pub async fn tab_to(&self, css: &str) {
        let focused = "return document.activeElement?.matches(args) ?? false;";
        for _ in 0..100 {
            if self.script(focused, json!(css)).await == true {
                return;
            }
            self.press_key(Key::Tab.into()).await;
        }
        panic!("Tab never reaches {css}");
    }
}

/// The selector of the button that selects a strategy.
pub fn header_button(strategy: &str) -> String {
    format!(r#"[data-testid="row-{strategy}"] th button"#)
}
