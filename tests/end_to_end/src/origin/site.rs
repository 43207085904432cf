//! The built page, served as static files.

use crate::project;
use axum::{
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use brotli::enc::{BrotliCompress, BrotliEncoderParams};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

/// The folder of the built page.
pub fn folder() -> PathBuf {
    project().join("dist")
}

/// The number of versions of the service worker that were served.
static VERSIONS: AtomicU32 = AtomicU32::new(0);

/// The way in which a server serves the built page.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// The path of the page; it begins and ends with a slash.
    pub mount: &'static str,
    /// Files with this ending are missing: 404.
    pub missing: Option<&'static str>,
    /// Of files with this ending, only the first half is sent.
    pub cut: Option<&'static str>,
    /// Whether each request for the service worker gets a new version of it, which sends a request for
    /// `started?version=…` when it starts.
    pub new_worker_each_time: bool,
    /// The header `Cache-Control`.
    pub cache: &'static str,
    /// Whether other origins may read the files. A sandboxed frame needs this, because its origin is opaque.
    pub shared: bool,
    /// Whether pages may not show the files in a frame.
    pub unframed: bool,
    /// How the files are sent.
    pub encoding: Encoding,
}

/// An encoding of files on their way to the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As they are.
    Plain,
    /// In brotli, as most hosts send them.
    Brotli,
}

/// The page with headers that allow a browser to keep it when the reader leaves, and to show it again as it was.
pub const CACHEABLE: Site = Site {
    cache: "no-cache",
    ..PLAIN
};

const PLAIN: Site = Site {
    mount: "/",
    missing: None,
    cut: None,
    new_worker_each_time: false,
    cache: "no-store",
    shared: false,
    unframed: false,
    encoding: Encoding::Plain,
};

impl Default for Site {
    fn default() -> Self {
        PLAIN
    }
}

impl Site {
    /// Answers with a file of the built page. The browser must not cache it, so that each visit is recorded.
    pub async fn file(self, uri: Uri) -> Response {
        let Some(path) = self.locate(uri.path()) else {
            return (StatusCode::NOT_FOUND, "not found").into_response();
        };
        let Ok(mut content) = tokio::fs::read(folder().join(&path)).await else {
            return (StatusCode::NOT_FOUND, "not found").into_response();
        };
        if self.cut.is_some_and(|end| path.ends_with(end)) {
            content.truncate(content.len() / 2);
        }
        if self.new_worker_each_time && path == "sw.js" {
            let version = VERSIONS.fetch_add(1, Ordering::Relaxed);
            content.extend(
                format!("fetch(`${{registration.scope}}started?version={version}`);\n").as_bytes(),
            );
        }
        if self.encoding == Encoding::Brotli {
            content = compressed_once(&path, &content);
        }
        let mut response = content.into_response();
        let mut set = |name, value| {
            response
                .headers_mut()
                .insert(name, HeaderValue::from_static(value))
        };
        set(header::CONTENT_TYPE, content_type(&path));
        set(header::CACHE_CONTROL, self.cache);
        if self.encoding == Encoding::Brotli {
            set(header::CONTENT_ENCODING, "br");
        }
        if self.unframed {
            set(header::X_FRAME_OPTIONS, "DENY");
        }
        if self.shared {
            set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        response
    }

    /// The file for a path, relative to the folder of the built page.
    pub fn locate(self, path: &str) -> Option<String> {
        if self.mount.strip_suffix('/') == Some(path) {
            return Some("index.html".to_owned()); // without a redirect, as some hosts do
        }
        let file = path.strip_prefix(self.mount)?;
        let file = if file.is_empty() { "index.html" } else { file };
        let served = !file.contains("..") && !self.missing.is_some_and(|end| file.ends_with(end));
        served.then(|| file.to_owned())
    }
}

/// The folder of the listings in a language.
pub fn snippets(language: &str) -> PathBuf {
    project().join("static/snippets").join(language)
}

/// The content type of a file.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "text/plain; charset=utf-8",
    }
}

/// The bytes that remain of a file at the highest quality of brotli.
pub fn compressed_size(content: &[u8]) -> usize {
    compress(content).len()
}

/// A file in brotli. It is compressed when it is first asked for, which takes seconds for a program.
fn compressed_once(path: &str, content: &[u8]) -> Vec<u8> {
    static FILES: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut files = FILES.lock().expect("the compressed files");
    let file = files.entry(path.to_owned());
    file.or_insert_with(|| compress(content)).clone()
}

fn compress(content: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let best = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    BrotliCompress(&mut &*content, &mut compressed, &best).expect("a file that can be compressed");
    compressed
}
