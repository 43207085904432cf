//! Client of `WebDriver` `BiDi`: commands and events over one socket.
//!
//! A thread of its own serves the socket. So events arrive while the test waits for something else, and a destructor,
//! which cannot await, can still send a command.

use futures::{
    SinkExt, StreamExt,
    channel::{mpsc, oneshot},
    executor::block_on,
};
use serde_json::{Value, json};
use std::{collections::HashMap, thread};
use tokio::{net::TcpStream, runtime, sync::watch};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// What events have reported, and which requests must fail.
#[derive(Debug, Default)]
pub(crate) struct Events {
    /// Messages of the console, as `level: text`.
    pub(crate) console: Vec<String>,
    /// The path of each complete download.
    pub(crate) downloads: Vec<String>,
    /// Requests fail if their address contains one of these. `None` until the first call of [`Bidi::block`].
    blocked: Option<Vec<String>>,
}

/// A command, and the channel for its result.
type Command = (Value, oneshot::Sender<Value>);

/// A session with one browser.
#[derive(Debug)]
pub(crate) struct Bidi {
    commands: mpsc::UnboundedSender<Command>,
    events: watch::Sender<Events>,
}

impl Bidi {
    /// Connects to the address that a new session of the driver named.
    pub(crate) async fn connect(url: &str) -> Self {
        let (commands, queue) = mpsc::unbounded();
        let events = watch::Sender::default();
        let (url, shared) = (url.to_owned(), events.clone());
        thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_io().build();
            runtime.expect("a runtime").block_on(async {
                let (socket, _) = connect_async(url)
                    .await
                    .expect("a browser that speaks BiDi");
                Connection::new(socket, shared).serve(queue).await;
            });
        });
        let bidi = Self { commands, events };
        let events = json!({ "events": ["log.entryAdded", "browsingContext.downloadEnd"] });
        bidi.command("session.subscribe", events).await;
        bidi
    }

    /// Sends a command and returns its result.
    pub(crate) async fn command(&self, method: &str, params: Value) -> Value {
        let (sender, answer) = oneshot::channel();
        let command = json!({ "method": method, "params": params });
        self.commands.unbounded_send((command, sender)).ok();
        let answer = answer.await.expect("a browser that is still there");
        assert_eq!(answer["type"], "success", "{method}: {answer}");
        answer["result"].clone()
    }

    /// Sends a command and blocks until its result is there: for destructors.
    pub(crate) fn command_blocking(&self, method: &str, params: Value) -> Value {
        block_on(self.command(method, params))
    }

    /// From now on, requests fail if their address contains one of these; all others succeed.
    pub(crate) async fn block(&self, parts: &[&str]) {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        let mut before = Some(parts);
        self.events
            .send_modify(|events| std::mem::swap(&mut events.blocked, &mut before));
        if before.is_some() {
            return;
        }
        let events = json!({ "events": ["network.beforeRequestSent"] });
        self.command("session.subscribe", events).await;
        let phases = json!({ "phases": ["beforeRequestSent"] });
        self.command("network.addIntercept", phases).await;
    }

    /// Takes the messages that the console got since the last call.
    pub(crate) fn take_console(&self) -> Vec<String> {
        let mut console = Vec::new();
        self.events
            .send_modify(|events| console.append(&mut events.console));
        console
    }

    /// Forgets the complete downloads.
    pub(crate) fn forget_downloads(&self) {
        self.events.send_modify(|events| events.downloads.clear());
    }

    /// Waits until the events meet a condition.
    pub(crate) async fn until(&self, holds: impl FnMut(&Events) -> bool) {
        let mut changes = self.events.subscribe();
        changes
            .wait_for(holds)
            .await
            .expect("a browser that still runs");
    }
}

/// The state of the thread.
struct Connection {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    events: watch::Sender<Events>,
    waiting: HashMap<u64, oneshot::Sender<Value>>,
    commands: u64,
}

impl Connection {
    fn new(
        socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
        events: watch::Sender<Events>,
    ) -> Self {
        Self {
            socket,
            events,
            waiting: HashMap::new(),
            commands: 0,
        }
    }

    /// Serves the socket until the browser closes it or the session is dropped.
    async fn serve(mut self, mut queue: mpsc::UnboundedReceiver<Command>) {
        loop {
            tokio::select! {
                command = queue.next() => match command {
                    Some((command, caller)) => {
                        let id = self.send(command).await;
                        self.waiting.insert(id, caller);
                    }
                    None => return,
                },
                message = self.socket.next() => match message {
                    Some(Ok(Message::Text(text))) => self.on_message(&text).await,
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return,
                },
            }
        }
    }

    /// Sends a command and returns its number.
    async fn send(&mut self, mut command: Value) -> u64 {
        self.commands += 1;
        command["id"] = json!(self.commands);
        let text = Message::text(command.to_string());
        self.socket.send(text).await.ok(); // if it fails, reading the next message fails too
        self.commands
    }

    async fn on_message(&mut self, text: &str) {
        let message: Value = serde_json::from_str(text).expect("JSON");
        if let Some(caller) = message["id"]
            .as_u64()
            .and_then(|id| self.waiting.remove(&id))
        {
            caller.send(message).ok();
            return;
        }
        let event = &message["params"];
        match message["method"].as_str() {
            Some("log.entryAdded") => self.events.send_modify(|events| {
                let (level, text) = (&event["level"], &event["text"]);
                events.console.push(format!("{level}: {text}"));
            }),
            Some("browsingContext.downloadEnd") => self.events.send_modify(|events| {
                events
                    .downloads
                    .extend(event["filepath"].as_str().map(str::to_owned));
            }),
            Some("network.beforeRequestSent") if event["isBlocked"] == true => {
                self.decide(&event["request"]).await;
            }
            _ => {}
        }
    }

    /// Lets a request that the browser holds back continue or fail.
    async fn decide(&mut self, request: &Value) {
        let address = request["url"].as_str().unwrap_or_default();
        let fails = |events: &Events| {
            events
                .blocked
                .iter()
                .flatten()
                .any(|part| address.contains(part))
        };
        let method = if fails(&self.events.borrow()) {
            "network.failRequest"
        } else {
            "network.continueRequest"
        };
        let params = json!({ "request": request["request"] });
        self.send(json!({ "method": method, "params": params }))
            .await;
    }
}
