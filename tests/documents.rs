//! The documents: the README stays short, and every link in them leads somewhere.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test's way to fail is to panic")]

use std::{
    fs,
    path::{Path, PathBuf},
};

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// Folders that hold no document of this project.
const ELSEWHERE: [&str; 4] = ["target", "dist", "node_modules", "blogs"];

#[test]
fn the_readme_has_at_most_150_lines_and_1200_words() {
    let readme = read(&Path::new(PROJECT).join("README.md"));
    let (lines, words) = (readme.lines().count(), readme.split_whitespace().count());
    assert!(lines <= 150, "it has {lines} lines");
    assert!(words <= 1_200, "it has {words} words");
}

#[test]
fn every_relative_link_leads_to_a_file_and_to_a_heading_that_exist() {
    let mut dead = Vec::new();
    for document in documents() {
        for link in links(&read(&document)) {
            if let Err(why) = follow(&document, &link) {
                let name = document.strip_prefix(PROJECT).unwrap_or(&document);
                dead.push(format!("{}: {link}: {why}", name.display()));
            }
        }
    }
    assert_eq!(dead, Vec::<String>::new());
}

#[test]
fn every_chapter_is_linked_from_another_document() {
    let documents = documents();
    let linked: Vec<PathBuf> = documents
        .iter()
        .flat_map(|from| links(&read(from)).into_iter().map(move |link| (from, link)))
        .map(|(from, link)| target(from, &link).0)
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    let chapters = Path::new(PROJECT).join("docs");
    for chapter in documents.iter().filter(|path| path.starts_with(&chapters)) {
        let chapter = chapter.canonicalize().expect("a chapter");
        assert!(linked.contains(&chapter), "{}", chapter.display());
    }
}

/// Every Markdown file of the project, hidden folders aside.
fn documents() -> Vec<PathBuf> {
    let (mut documents, mut folders) = (Vec::new(), vec![PathBuf::from(PROJECT)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() && !name.starts_with('.') && !ELSEWHERE.contains(&&*name) {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

/// Whether a link leads somewhere; why not, if it does not.
fn follow(document: &Path, link: &str) -> Result<(), &'static str> {
    let (path, heading) = target(document, link);
    if !path.exists() {
        return Err("there is no such file");
    }
    let Some(heading) = heading else {
        return Ok(());
    };
    let exists = path.is_file() && anchors(&read(&path)).iter().any(|one| one == heading);
    exists.then_some(()).ok_or("there is no such heading")
}

/// The file that a link in a document leads to, and the anchor in it.
fn target<'a>(document: &Path, link: &'a str) -> (PathBuf, Option<&'a str>) {
    let (path, heading) = match link.split_once('#') {
        Some((path, heading)) => (path, Some(heading)),
        None => (link, None),
    };
    let folder = document.parent().expect("a folder");
    let file = if path.is_empty() {
        document.to_owned()
    } else {
        folder.join(path)
    };
    (file, heading)
}

/// The targets of all relative links and images.
fn links(markdown: &str) -> Vec<String> {
    let text = prose(markdown).map(without_code).collect::<String>();
    let targets = text.split("](").skip(1);
    targets
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.to_owned())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

/// The anchors of all headings, as GitHub derives them.
fn anchors(markdown: &str) -> Vec<String> {
    let headings = prose(markdown).filter(|line| line.starts_with('#'));
    let mut anchors = Vec::new();
    for heading in headings {
        let title = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = title
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let anchor = kept.collect::<String>().replace(' ', "-");
        let same = anchors.iter().filter(|one| **one == anchor).count();
        anchors.push(match same {
            0 => anchor,
            nth => format!("{anchor}-{nth}"),
        });
    }
    anchors
}

/// The lines outside of code blocks.
fn prose(markdown: &str) -> impl Iterator<Item = &str> {
    let mut fence: Option<&str> = None;
    markdown.lines().filter(move |line| {
        let text = line.trim_start();
        let ticks = &text[..text.len() - text.trim_start_matches('`').len()];
        match fence {
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => return true,
            Some(open) if text.trim_end() == open => fence = None,
            Some(_) => {}
        }
        false
    })
}

/// A line without its code spans.
fn without_code(line: &str) -> String {
    let outside = line.split('`').step_by(2);
    outside.collect::<Vec<_>>().join(" ") + "\n"
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a document")
}
