//! A figure in the document of the test, with what a reader does and sees there.

use inflight::{
    page::{
        shared::Shared,
        view::{Figure, FigureProps, Role},
    },
    settings::Settings,
    strategy::Strategy,
};
use js_sys::eval;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};
use yew::{AppHandle, Renderer};

use super::until;

#[wasm_bindgen(inline_js = "
// Like a reader who changes a field and leaves it: the event bubbles up through the document.
export function give(field, value) {
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
export const press_key = (target, key) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
")]
extern "C" {
    fn give(field: &HtmlInputElement, value: &str);
    fn press_key(target: &HtmlElement, key: &str);
}

/// A figure, which is removed when this is dropped.
pub(crate) struct Stage {
    place: Element,
    app: Option<AppHandle<Figure>>,
}

pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

impl Stage {
    /// The main figure of a page, with the settings of a link: the address and
    /// `window.inflight` belong to it.
    pub(crate) async fn open(query: &str) -> Self {
        Self::mount(query, Role::Main, &Shared::default()).await
    }

    /// A figure in a text.
    pub(crate) async fn open_inline(query: &str) -> Self {
        Self::mount(query, Role::Inline, &Shared::default()).await
    }

    /// A figure with this role, beside others that share the same.
    pub(crate) async fn mount(query: &str, role: Role, shared: &Shared) -> Self {
        // Without an article, the page would be that of embedded figures.
        if document().query_selector("article").unwrap().is_none() {
            let article = document().create_element("article").unwrap();
            document().body().unwrap().append_child(&article).unwrap();
        }
        let place = document().create_element("div").unwrap();
        document().body().unwrap().append_child(&place).unwrap();
        let (settings, refusals) = match role {
            Role::Main => Settings::from_query(query),
            Role::Inline => Settings::embedded(query),
        };
        let props = FigureProps {
            place: place.clone(),
            role,
            shared: shared.clone(),
            settings,
            refusals,
        };
        let app = Renderer::<Figure>::with_root_and_props(place.clone(), props).render();
        let stage = Self {
            place,
            app: Some(app),
        };
        stage
            .until("a figure", |stage| stage.count("run") == 1)
            .await;
        stage
    }

    /// The element that contains the figure.
    pub(crate) fn place(&self) -> &Element {
        &self.place
    }

    /// Every element that a selector finds.
    pub(crate) fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.place.query_selector_all(selector).unwrap();
        let elements = (0..found.length()).map(|index| found.get(index).unwrap());
        elements.map(JsCast::unchecked_into).collect()
    }

    /// The only element that a selector finds.
    pub(crate) fn only(&self, selector: &str) -> HtmlElement {
        let mut found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found.remove(0)
    }

    pub(crate) fn get(&self, testid: &str) -> HtmlElement {
        self.only(&format!("[data-testid='{testid}']"))
    }

    pub(crate) fn count(&self, testid: &str) -> usize {
        self.all(&format!("[data-testid='{testid}']")).len()
    }

    pub(crate) fn text(&self, testid: &str) -> String {
        self.get(testid).text_content().unwrap()
    }

    /// What a cell says in the row of a strategy.
    pub(crate) fn cell(&self, strategy: Strategy, testid: &str) -> String {
        let key = strategy.key();
        let cell = format!("[data-testid='row-{key}'] [data-testid='{testid}']");
        self.only(&cell).text_content().unwrap()
    }

    /// The titles in the list of responses, slot by slot.
    pub(crate) fn titles(&self) -> Vec<String> {
        let titles = self.all("[data-testid='responses'] .title");
        titles
            .iter()
            .map(|title| title.text_content().unwrap())
            .collect()
    }

    /// A control of the form.
    pub(crate) fn field(&self, name: &str) -> HtmlInputElement {
        self.only(&format!("form [name='{name}']")).unchecked_into()
    }

    pub(crate) fn state(&self) -> String {
        self.get("status").get_attribute("data-state").unwrap()
    }

    /// Clicks the only button with this text; if there is none, the only one
    /// whose text begins with it.
    pub(crate) fn press(&self, name: &str) {
        let buttons = self.all("button");
        let text = |button: &&HtmlElement| button.text_content().unwrap();
        let exactly = buttons.iter().any(|button| text(&button) == name);
        let called = |button: &&HtmlElement| {
            let text = text(button);
            text == name || (!exactly && text.starts_with(name))
        };
        let called: Vec<_> = buttons.iter().filter(called).collect();
        assert_eq!(called.len(), 1, "buttons named {name}");
        called[0].click();
    }

    /// Gives a control of the form another value.
    pub(crate) fn set(&self, name: &str, value: &str) {
        self.give(&format!("form [name='{name}']"), value);
    }

    /// Gives a field another value.
    pub(crate) fn give(&self, selector: &str, value: &str) {
        give(self.only(selector).unchecked_ref(), value);
    }

    /// Chooses a strategy to look at, by the button in its row.
    pub(crate) fn choose(&self, strategy: Strategy) {
        self.only(&format!("[data-testid='row-{}'] button", strategy.key()))
            .click();
    }

    pub(crate) fn press_key(&self, selector: &str, key: &str) {
        press_key(&self.only(selector), key);
    }

    pub(crate) async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        until(what, || holds(self)).await;
    }

    pub(crate) async fn until_state(&self, state: &str) {
        self.until(state, |stage| stage.state() == state).await;
    }

    /// Presses Run and waits for the end.
    pub(crate) async fn run(&self) {
        self.press("Run");
        self.until_state("running").await;
        self.until_state("finished").await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.place.remove();
        // Removes what the main figure has written into the address.
        eval("history.replaceState(null, '', location.pathname)").unwrap();
    }
}
