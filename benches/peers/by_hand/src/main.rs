//! The strategies by hand in Rust: gloo-net under the combinators, with a deadline for each request, and without a page.
//! The difference to the loops in JavaScript is the price of the language and its libraries; the difference to the page
//! is the price of the page.

use std::cell::{Cell, RefCell};

use futures::{
    StreamExt,
    future::{Either, join_all, select},
    stream,
};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, JSON, Reflect, Uint8Array, encode_uri_component};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit,
};

/// The program does nothing until a script calls it.
fn main() {}

/// The requests, their concurrency, and their target: a server, or the service worker, which waits for the planned
/// milliseconds.
#[wasm_bindgen]
pub struct Work {
    requests: usize,
    concurrency: usize,
    endpoint: Option<String>,
    plan: Vec<f64>,
}

#[wasm_bindgen]
impl Work {
    #[wasm_bindgen(constructor)]
    pub fn new(
        requests: usize,
        concurrency: usize,
        endpoint: Option<String>,
        plan: Vec<f64>,
    ) -> Self {
        Self {
            requests,
            concurrency,
            endpoint,
            plan,
        }
    }

    fn address(&self, i: usize) -> String {
        let id = i + 1;
        if let Some(endpoint) = &self.endpoint {
            return endpoint.replace("{id}", &id.to_string());
        }
        let todo = format!(
            r#"{{"userId":1,"id":{id},"title":"todo {id}, simulated by hand","completed":false}}"#
        );
        let (sent, body) = (
            performance().time_origin() + now(),
            encode_uri_component(&todo),
        );
        format!(
            ".inflight/sim/todos/{id}?delay={}&sent={sent:.1}&status=200&body={body}",
            self.plan[i]
        )
    }
}

/// Milliseconds from the start to the last delivery.
#[wasm_bindgen]
pub async fn time(way: String, work: Work) -> Result<f64, JsValue> {
    let list = RefCell::new(vec![JsValue::NULL; work.requests]);
    let last = Cell::new(0.0);
    let deliver = |i: usize, todo: JsValue| {
        list.borrow_mut()[i] = todo;
        last.set(now());
    };
    let send = async |i: usize| get(&work.address(i)).await.unwrap_or(JsValue::NULL);
    let fill = async |i: usize| deliver(i, send(i).await);
    let all = 0..work.requests;
    let began = now();
    match &*way {
        "sequential" => {
            for i in all {
                fill(i).await;
            }
        }
        "joined" => {
            let todos = join_all(all.map(&send)).await;
            todos
                .into_iter()
                .enumerate()
                .for_each(|(i, todo)| deliver(i, todo));
        }
        "ordered" => drop(join_all(all.map(&fill)).await),
        "batched" => {
            for first in all.step_by(work.concurrency) {
                let batch = first..work.requests.min(first + work.concurrency);
                join_all(batch.map(&fill)).await;
            }
        }
        "windowed" => {
            stream::iter(all)
                .for_each_concurrent(work.concurrency, &fill)
                .await
        }
        _ => return Err(format!("no strategy is called {way}").into()),
    }
    for (i, todo) in list.borrow().iter().enumerate() {
        if Reflect::get(todo, &"id".into())
            .ok()
            .and_then(|id| id.as_f64())
            != Some(i as f64 + 1.0)
        {
            return Err(format!("{way} lost an answer").into());
        }
    }
    Ok(last.get() - began)
}

/// What is kept of a large answer: the buffer of the browser, or a copy in the program's memory.
enum Body {
    Buffer(ArrayBuffer),
    Bytes(Vec<u8>),
    Text(String),
}

/// Milliseconds from the start until all bodies are there.
#[wasm_bindgen]
pub async fn time_bodies(way: String, requests: usize, endpoint: String) -> Result<f64, JsValue> {
    let began = now();
    let all = (1..=requests).map(|id| body(&way, endpoint.replace("{id}", &id.to_string())));
    let bodies = join_all(all).await;
    let took = now() - began;
    for body in bodies {
        let length = match body? {
            Body::Buffer(buffer) => buffer.byte_length() as usize,
            Body::Bytes(bytes) => bytes.len(),
            Body::Text(text) => text.len(),
        };
        if length < 1_000 {
            return Err(format!("{way}: a short body").into());
        }
    }
    Ok(took)
}

/// Gets a body: as one buffer, as bytes (in one piece, or in the pieces in which they come, as the page reads them), or
/// as text.
async fn body(way: &str, url: String) -> Result<Body, JsValue> {
    let request = Request::get(&url)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    let response = request.send().await.map_err(message)?;
    Ok(match way {
        "buffers" => {
            let buffer = web_sys::Response::from(response).array_buffer()?;
            Body::Buffer(JsFuture::from(buffer).await?.into())
        }
        "bytes" => Body::Bytes(response.binary().await.map_err(message)?),
        "pieces" => {
            let stream = response.body().ok_or("no body")?;
            let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
            let mut bytes = Vec::new();
            loop {
                let piece = JsFuture::from(reader.read()).await?;
                match Reflect::get(&piece, &"value".into())?.dyn_into::<Uint8Array>() {
                    Ok(piece) => bytes.extend(piece.to_vec()),
                    Err(_) => break Body::Bytes(bytes),
                }
            }
        }
        "text" => Body::Text(response.text().await.map_err(message)?),
        _ => return Err(format!("no body is read as {way}").into()),
    })
}

/// Gets a todo, unless it takes longer than a minute.
async fn get(url: &str) -> Result<JsValue, JsValue> {
    let controller = AbortController::new()?;
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(RequestCredentials::Omit);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(&controller.signal()));
    let request = Request::from(web_sys::Request::new_with_str_and_init(url, &options)?);
    let exchange = Box::pin(async {
        let response = request.send().await.map_err(message)?;
        if !response.ok() {
            return Err(JsValue::from(response.status()));
        }
        let body = response.binary().await.map_err(message)?;
        JSON::parse(&String::from_utf8_lossy(&body))
    });
    match select(exchange, TimeoutFuture::new(60_000)).await {
        Either::Left((todo, _)) => todo,
        Either::Right(_) => {
            controller.abort();
            Err("too late".into())
        }
    }
}

fn message(error: gloo_net::Error) -> JsValue {
    error.to_string().into()
}

fn now() -> f64 {
    performance().now()
}

fn performance() -> web_sys::Performance {
    let window = web_sys::window().expect("a page");
    window.performance().expect("a clock")
}
