//! The page's address: links with settings, and steps in the history.

use super::Page;
use serde_json::json;

/// The part of a link that contains these settings.
pub fn query(settings: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new("?".to_owned());
    query.extend_pairs(settings).finish()
}

impl Page {
    /// The whole address.
    pub async fn address(&self) -> String {
        self.script_text("return location.href;", json!([])).await
    }

    /// Waits until the query string of the address contains a part.
    pub async fn wait_for_query_with(&self, part: &str) {
        let body =
            "await eventually(`${args} in the address`, () => location.search.includes(args));";
        self.script(body, json!(part)).await;
    }

    /// Waits until the query string of the address no longer contains a part.
    pub async fn wait_for_query_without(&self, part: &str) {
        let body = "await eventually(`an address without ${args}`, () => !location.search.includes(args));";
        self.script(body, json!(part)).await;
    }

    /// Goes to another query string in the same document, as a step in the history does.
    pub async fn go_to_query(&self, query: &str) {
        let body = "history.pushState(null, '', `${location.pathname}${args}`);
            dispatchEvent(new PopStateEvent('popstate'));";
        self.script(body, json!(query)).await;
    }

    /// Returns to the previous address.
    pub async fn back(&self) {
        let client = self.browser().client();
        client.back().await.expect("a page to go back to");
    }

    /// Goes to the next address, after [`back`](Self::back).
    pub async fn forward(&self) {
        let client = self.browser().client();
        client.forward().await.expect("a page to go forward to");
    }
}
