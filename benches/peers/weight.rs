//! What a first visit loads, as hosts send it, beside the least that a page of yew can be.

use super::{
    figures::{Figure, Goal, Unit},
    part::{self, Part},
    server::Server,
    support::site,
};
use brotli::enc::{BrotliCompress, BrotliEncoderParams};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
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
    let bare = weight(files_in(&bare()));
    let about = ("P8", "a button and a fetch with yew, in brotli", "–");
    part.add(about, Figure::exact(bare, Unit::Kibibytes), None);
}

/// Builds the bare page with the very versions and tools of this one.
fn bare() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (from, to) = (root.join("benches/peers/bare"), part::folder().join("bare"));
    fs::create_dir_all(to.join("src")).expect("a folder for the bare page");
    for file in ["Cargo.toml", "index.html", "src/main.rs"] {
        fs::copy(from.join(file), to.join(file)).expect("a file of the bare page");
    }
    fs::copy(root.join("Cargo.lock"), to.join("Cargo.lock")).expect("the versions");
    let built = Command::new("trunk")
        .args(["build", "--release"])
        .current_dir(&to)
        .status()
        .expect("trunk, by `.ci/tools build`");
    assert!(built.success(), "the bare page can't be built");
    to.join("dist")
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
