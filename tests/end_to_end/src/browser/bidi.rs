//! The half of `WebDriver` that goes both ways (`BiDi`): what a browser is told, and tells by itself, over a socket that
//! stays open.
//!
//! The socket is served by a thread of its own: what the browser tells is received also while the test waits for
//! something else, and may be asked for in a destructor, where nothing can be awaited.

use futures::{
    SinkExt, StreamExt,
    channel::{mpsc, oneshot},
    executor::block_on,
};
use serde_json::{Value, json};
use std::{collections::HashMap, thread};
use tokio::{net::TcpStream, runtime, sync::watch};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// What the browser has told, and what it is to do about requests that it asks about.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What the console said, as `level: text`.
    pub(crate) console: Vec<String>,
    /// Where each download lies that is complete.
    pub(crate) downloads: Vec<String>,
    /// Requests whose addresses contain one of these fail; before it is first set, the browser does not even ask.
    blocked: Option<Vec<String>>,
}

/// A command, and who waits for what comes of it.
type Command = (Value, oneshot::Sender<Value>);

/// A conversation with one browser.
#[derive(Debug)]
pub(crate) struct Bidi {
    commands: mpsc::UnboundedSender<Command>,
    told: watch::Sender<Told>,
}

impl Bidi {
    /// Begins it at the address that a new session came with.
    pub(crate) async fn connect(url: &str) -> Self {
        let (commands, queue) = mpsc::unbounded();
        let told = watch::Sender::default();
        let (url, shared) = (url.to_owned(), told.clone());
        thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_io().build();
            runtime.expect("a runtime").block_on(async {
                let (socket, _) = connect_async(url)
                    .await
                    .expect("a browser that speaks BiDi");
                Conversation::new(socket, shared).go_on(queue).await;
            });
        });
        let bidi = Self { commands, told };
        let events = json!({ "events": ["log.entryAdded", "browsingContext.downloadEnd"] });
        bidi.ask("session.subscribe", events).await;
        bidi
    }

    /// Sends a command and returns its result.
    pub(crate) async fn ask(&self, method: &str, params: Value) -> Value {
        let (sender, answer) = oneshot::channel();
        let command = json!({ "method": method, "params": params });
        self.commands.unbounded_send((command, sender)).ok();
        let answer = answer.await.expect("a browser that is still there");
        assert_eq!(answer["type"], "success", "{method}: {answer}");
        answer["result"].clone()
    }

    /// The same where nothing can be awaited.
    pub(crate) fn ask_and_wait(&self, method: &str, params: Value) -> Value {
        block_on(self.ask(method, params))
    }

    /// Lets requests fail from now on whose addresses contain one of these, and no others.
    pub(crate) async fn block(&self, parts: &[&str]) {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        let mut before = Some(parts);
        self.told
            .send_modify(|told| std::mem::swap(&mut told.blocked, &mut before));
        if before.is_some() {
            return;
        }
        let events = json!({ "events": ["network.beforeRequestSent"] });
        self.ask("session.subscribe", events).await;
        let phases = json!({ "phases": ["beforeRequestSent"] });
        self.ask("network.addIntercept", phases).await;
    }

    /// Takes what the console has said since it was last taken.
    pub(crate) fn take_console(&self) -> Vec<String> {
        let mut console = Vec::new();
        self.told
            .send_modify(|told| console.append(&mut told.console));
        console
    }

    pub(crate) fn forget_downloads(&self) {
        self.told.send_modify(|told| told.downloads.clear());
    }

    /// Waits for what the browser tells.
    pub(crate) async fn until(&self, holds: impl FnMut(&Told) -> bool) {
        let mut changes = self.told.subscribe();
        changes.wait_for(holds).await.expect("a browser that tells");
    }
}

/// What the thread keeps.
struct Conversation {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    told: watch::Sender<Told>,
    waiting: HashMap<u64, oneshot::Sender<Value>>,
    commands: u64,
}

impl Conversation {
    fn new(socket: WebSocketStream<MaybeTlsStream<TcpStream>>, told: watch::Sender<Told>) -> Self {
        Self {
            socket,
            told,
            waiting: HashMap::new(),
            commands: 0,
        }
    }

    /// Until the browser has gone, or nobody can ask any more.
    async fn go_on(mut self, mut queue: mpsc::UnboundedReceiver<Command>) {
        loop {
            tokio::select! {
                command = queue.next() => match command {
                    Some((command, asker)) => {
                        let id = self.send(command).await;
                        self.waiting.insert(id, asker);
                    }
                    None => return,
                },
                message = self.socket.next() => match message {
                    Some(Ok(Message::Text(text))) => self.hear(&text).await,
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return,
                },
            }
        }
    }

    /// Sends a command; whoever minds waits for its answer.
    async fn send(&mut self, mut command: Value) -> u64 {
        self.commands += 1;
        command["id"] = json!(self.commands);
        let text = Message::text(command.to_string());
        self.socket.send(text).await.ok(); // or else the next message says that it has gone
        self.commands
    }

    async fn hear(&mut self, text: &str) {
        let message: Value = serde_json::from_str(text).expect("JSON");
        if let Some(asker) = message["id"]
            .as_u64()
            .and_then(|id| self.waiting.remove(&id))
        {
            asker.send(message).ok();
            return;
        }
        let event = &message["params"];
        match message["method"].as_str() {
            Some("log.entryAdded") => self.told.send_modify(|told| {
                let (level, text) = (&event["level"], &event["text"]);
                told.console.push(format!("{level}: {text}"));
            }),
            Some("browsingContext.downloadEnd") => self.told.send_modify(|told| {
                told.downloads
                    .extend(event["filepath"].as_str().map(str::to_owned));
            }),
            Some("network.beforeRequestSent") if event["isBlocked"] == true => {
                self.judge(&event["request"]).await;
            }
            _ => {}
        }
    }

    /// Decides on a request that the browser holds back.
    async fn judge(&mut self, request: &Value) {
        let address = request["url"].as_str().unwrap_or_default();
        let fails = |told: &Told| {
            told.blocked
                .iter()
                .flatten()
                .any(|part| address.contains(part))
        };
        let method = if fails(&self.told.borrow()) {
            "network.failRequest"
        } else {
            "network.continueRequest"
        };
        let params = json!({ "request": request["request"] });
        self.send(json!({ "method": method, "params": params }))
            .await;
    }
}
