//! The built page, as a host of static files serves it.

use crate::project;
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use brotli::enc::{BrotliCompress, BrotliEncoderParams};
use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

/// Where the built page is.
pub fn folder() -> PathBuf {
    project().join("dist")
}

/// How many different files of a service worker there have been.
static VERSIONS: AtomicU32 = AtomicU32::new(0);

/// How an origin serves the built page.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// The folder that the page lives in: begins and ends with a slash.
    pub mount: &'static str,
    /// Files whose names end so are answered with 404.
    pub missing: Option<&'static str>,
    /// Of files whose names end so, only the first half is sent.
    pub cut: Option<&'static str>,
    /// Whether the service worker's file is another one each time it is asked for, and tells the origin whenever it
    /// starts: by a request for `started?version=…`.
    pub telling: bool,
    /// What browsers are told of keeping it.
    pub cache: &'static str,
    /// Whether other origins may read the files: a sandboxed frame, whose origin is none, needs that.
    pub shared: bool,
    /// Whether no page may show the files in a frame.
    pub unframed: bool,
}

/// The page as a browser may keep it when it leaves it, to show it again as it was.
pub const KEPT: Site = Site {
    cache: "no-cache",
    ..PLAIN
};

const PLAIN: Site = Site {
    mount: "/",
    missing: None,
    cut: None,
    telling: false,
    cache: "no-store",
    shared: false,
    unframed: false,
};

impl Default for Site {
    fn default() -> Self {
        PLAIN
    }
}

impl Site {
    /// Answers with a file of the built page, which the browser is to ask for each time, so that each visit is seen.
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
        if self.telling && path == "sw.js" {
            let version = VERSIONS.fetch_add(1, Ordering::Relaxed);
            content.extend(
                format!("fetch(`${{registration.scope}}started?version={version}`);\n").as_bytes(),
            );
        }
        let mut response = content.into_response();
        let mut set = |name, value| {
            response
                .headers_mut()
                .insert(name, HeaderValue::from_static(value))
        };
        set(header::CONTENT_TYPE, content_type(&path));
        set(header::CACHE_CONTROL, self.cache);
        if self.unframed {
            set(header::X_FRAME_OPTIONS, "DENY");
        }
        if self.shared {
            set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        response
    }

    /// The file that a path means, relative to the built page's folder.
    pub fn locate(self, path: &str) -> Option<String> {
        let file = path.strip_prefix(self.mount)?;
        let file = if file.is_empty() { "index.html" } else { file };
        let served = !file.contains("..") && !self.missing.is_some_and(|end| file.ends_with(end));
        served.then(|| file.to_owned())
    }
}

/// Answers with a file beneath `static/snippets/`, which the built page holds in its program only.
pub async fn snippet(Path((language, file)): Path<(String, String)>) -> Response {
    let path = snippets(&language).join(&file);
    match tokio::fs::read(path).await {
        Ok(content) => ([(header::CONTENT_TYPE, content_type(&file))], content).into_response(),
        Err(_) => (StatusCode::NOT_FOUND, "not found").into_response(),
    }
}

/// Where the listings in a language are.
pub fn snippets(language: &str) -> PathBuf {
    project().join("static/snippets").join(language)
}

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
    let mut compressed = Vec::new();
    let best = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    BrotliCompress(&mut &*content, &mut compressed, &best).expect("a file that can be compressed");
    compressed.len()
}
