//! What the reader does with mouse and keyboard.

use crate::page::Page;
use fantoccini::{
    Locator,
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
    key::Key,
};
use serde_json::json;

impl Page {
    pub async fn press_run(&self) {
        self.click(r#"[data-testid="run"]"#).await;
    }

    /// Presses Run where there may be results of an earlier run, and waits for the end of the new one.
    pub async fn run_again(&self) {
        let begin = "find('run').click(); await until('a run', () => state() === 'running');";
        self.script(begin, json!([])).await;
        self.wait_for_state("finished").await;
    }

    /// Clicks where Run is, twice as some do everywhere, or more often, whatever comes to stand there meanwhile.
    pub async fn click_run(&self, times: usize) {
        let run = self.find(r#"[data-testid="run"]"#).await;
        self.click_at(run, (0.0, 0.0), times).await;
    }

    /// Not in the middle, where Run was pressed: that would be the second click of a double one.
    pub async fn cancel(&self) {
        let cancel = self.find(r#"[data-testid="cancel"]"#).await;
        self.click_at(cancel, (12.0, 3.0), 1).await;
    }

    /// Presses the button that reads so: a preset, a tab, an export.
    pub async fn press(&self, label: &str) {
        let button = format!("//button[normalize-space()='{label}']");
        let button = self.browser().client().find(Locator::XPath(&button)).await;
        button
            .expect("a button with this label")
            .click()
            .await
            .expect("a button that can be pressed");
    }

    /// Types a value over the one that the form's field for a setting holds, and takes it with Enter.
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

    /// Chooses a strategy by the button in its row's header.
    pub async fn choose(&self, strategy: &str) {
        self.click(&header_button(strategy)).await;
    }

    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("{css} can't be clicked: {error}"));
    }

    pub async fn find(&self, css: &str) -> Element {
        let element = self.browser().client().find(Locator::Css(css)).await;
        element.unwrap_or_else(|error| panic!("no {css}: {error}"))
    }

    /// Clicks at a point that is given from the element's middle.
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

    /// Presses a key, wherever the focus is.
    pub async fn press_key(&self, key: char) {
        self.browser()
            .keys(&[("keyDown", key), ("keyUp", key)])
            .await;
    }

    /// Presses Enter and keeps it down until it has repeated itself so often.
    pub async fn hold_enter(&self, repeats: usize) {
        let enter = Key::Enter.into();
        let mut actions = vec![("keyDown", enter); 1 + repeats];
        actions.push(("keyUp", enter));
        self.browser().keys(&actions).await;
    }

    /// Presses Tab until the focus is on an element that `css` selects; stays where it is already there.
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

/// The button that chooses a strategy.
pub fn header_button(strategy: &str) -> String {
    format!(r#"[data-testid="row-{strategy}"] th button"#)
}
