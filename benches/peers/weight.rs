//! What a first visit loads, as hosts send it, beside the least that a page of yew can be.

use super::{
    figures::{Figure, Goal, Unit},
    part::Part,
    programs,
    server::Server,
    support::site,
};
use brotli::enc::{BrotliCompress, BrotliEncoderParams};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

pub(crate) async fn measure(part: &mut Part) {
    let server = Server::start().await;
    let page = server.page().await;
    // A run fetches what is only fetched when it is needed: the service worker, for one.
    let run = "await window.inflight.run({ requests: 1 });";
    page.script(run, json!([])).await;
    let mut files: Vec<PathBuf> = vec!["index.html".into(), "sw.js".into()];
    for name in page.resources().await {
        let path = name.strip_prefix(&server.url("/")).unwrap_or_default();
        files.push(path.split('?').next().unwrap_or_default().into());
    }
    files.sort();
    files.dedup();
    let files = files.iter().map(|file| site::folder().join(file));
    let ours = weight(files.filter(|file| file.is_file()));
    let goal = Goal::AtMost(90.0);
    let about = ("P8", "a first visit, in brotli", "90 KiB");
    part.add(about, Figure::exact(ours, Unit::Kibibytes), Some(goal));
    let bare = weight(files_in(&programs::build("bare")));
    let about = ("P8", "a button and a fetch with yew, in brotli", "–");
    part.add(about, Figure::exact(bare, Unit::Kibibytes), None);
}

fn files_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = fs::read_dir(folder).expect("a built page");
    files.map(|file| file.expect("a file").path())
}

/// KiB of all these files, each at brotli's highest quality.
fn weight(files: impl Iterator<Item = PathBuf>) -> f64 {
    let mut sum = 0;
    for file in files {
        let bytes = compressed(&fs::read(&file).expect("a file of a page"));
        println!("  {bytes:>8} {}", file.display());
        sum += bytes;
    }
    f64::from(u32::try_from(sum).expect("a page below 4 GiB")) / 1024.0
}

fn compressed(content: &[u8]) -> usize {
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
