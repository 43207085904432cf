//! Weight of a first visit, as hosts send it, and of the smallest pages with yew.

use super::{
    figures::{Figure, Goal, Unit},
    programs,
    results::Results,
    server::Server,
};
use end_to_end::origin::site;
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

pub(crate) async fn measure(results: &mut Results) {
    let server = Server::start().await;
    let page = server.page().await;
    // A run also fetches files that are loaded on demand, such as the service worker.
    page.run(json!({ "requests": 1 })).await;
    let mut files: Vec<PathBuf> = vec!["index.html".into(), "sw.js".into()];
    for name in page.resources().await {
        let path = name.strip_prefix(&server.url("/")).unwrap_or_default();
        files.push(path.split('?').next().unwrap_or_default().into());
    }
    files.sort();
    files.dedup();
    let files = files.iter().map(|file| site::folder().join(file));
    let (program, text): (Vec<_>, Vec<_>) = files
        .filter(|file| file.is_file())
        .partition(|file| is_program(file));
    let text = weight(text.into_iter());
    let mut say = |what: &str, against: &str, kibibytes: f64, goal: Option<Goal>| {
        let what = format!("{what}, in brotli");
        results.add(
            ("P8", &what, against),
            Figure::exact(kibibytes, Unit::Kibibytes),
            goal,
        );
    };
    let all = weight(program.into_iter()) + text;
    say("a first visit", "90 KiB", all, Some(Goal::AtMost(90.0)));
    say(
        "of that, all but the program: text, style, service worker",
        "–",
        text,
        None,
    );
    for (name, what) in [
        ("bare", "a button and a fetch with yew"),
        ("by_hand", "the strategies by hand in Rust, and no page"),
    ] {
        say(what, "–", weight(files_in(&programs::build(name))), None);
    }
}

/// Whether a file is the program or its script by `wasm-bindgen`: both have its name.
fn is_program(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("inflight-")
}

fn files_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = fs::read_dir(folder).expect("a built page");
    files.map(|file| file.expect("a file").path())
}

/// The KiB of these files, each at the highest quality of brotli.
fn weight(files: impl Iterator<Item = PathBuf>) -> f64 {
    let mut sum = 0;
    for file in files {
        let bytes = site::compressed_size(&fs::read(&file).expect("a file of a page"));
        println!("  {bytes:>8} {}", file.display());
        sum += bytes;
    }
    f64::from(u32::try_from(sum).expect("a page below 4 GiB")) / 1024.0
}
