//! Mailbox between the bench and the script in the page ([`driver.js`](./driver.js)).

use axum::{
    Json, Router,
    extract::State,
    response::Html,
    routing::{get, post},
};
use end_to_end::origin::site;
use serde_json::Value;
use std::sync::Arc;
use tokio::sync::{
    Mutex,
    mpsc::{Receiver, Sender, channel},
};

/// The calls of the bench, and the answers of the page.
#[derive(Clone)]
pub(crate) struct Mailbox {
    pub(crate) calls: Arc<Slot>,
    pub(crate) answers: Arc<Slot>,
}

impl Mailbox {
    pub(crate) fn new() -> Self {
        Self {
            calls: Arc::new(Slot::new()),
            answers: Arc::new(Slot::new()),
        }
    }
}

/// A place for one message.
pub(crate) struct Slot {
    sender: Sender<Value>,
    receiver: Mutex<Receiver<Value>>,
}

impl Slot {
    fn new() -> Self {
        let (sender, receiver) = channel(1);
        Self {
            sender,
            receiver: Mutex::new(receiver),
        }
    }

    pub(crate) async fn put(&self, message: Value) {
        self.sender.send(message).await.expect("a slot");
    }

    pub(crate) async fn take(&self) -> Value {
        self.receiver.lock().await.recv().await.expect("a slot")
    }
}

/// The routes for the script, and the page with the script in it.
pub(crate) fn routes(mailbox: Mailbox) -> Router {
    Router::new()
        .route("/peers/call", get(call))
        .route("/peers/answer", post(answer))
        .route("/driven.html", get(driven))
        .with_state(mailbox)
}

/// Waits for the next call.
async fn call(State(mailbox): State<Mailbox>) -> Json<Value> {
    Json(mailbox.calls.take().await)
}

async fn answer(State(mailbox): State<Mailbox>, body: String) {
    let answer = serde_json::from_str(&body).expect("an answer in JSON");
    mailbox.answers.put(answer).await;
}

async fn driven() -> Html<String> {
    let path = site::folder().join("index.html");
    let text = tokio::fs::read_to_string(path).await.expect("the page");
    let driver = "<script type=\"module\" src=\"/peers/driver.js\"></script>";
    Html(text.replacen("</head>", &format!("{driver}</head>"), 1))
}
