//! What the listings of a language have in common, word for word, so that a reader sees only how they differ.

use super::promise::PROMISES;
use end_to_end::origin::site::snippets;
use std::fs;

/// The longest line that a listing may have, in characters.
const LONGEST: usize = 74;

fn listings(language: &str, ending: &str) -> Vec<(&'static str, String)> {
    let file = |key| snippets(language).join(key).with_extension(ending);
    let read = |key| fs::read_to_string(file(key)).expect("a listing");
    PROMISES
        .iter()
        .map(|promise| (promise.key, read(promise.key)))
        .collect()
}

/// The part of a listing from one text to the next.
fn part<'a>(code: &'a str, from: &str, to: &str) -> &'a str {
    let begins = code
        .find(from)
        .unwrap_or_else(|| panic!("no {from} in {code}"));
    let length = code[begins..].find(to).unwrap_or(code.len() - begins);
    &code[begins..begins + length]
}

/// Checks that a part is the same in all listings but the one that blocks, which has another client.
fn same(listings: &[(&str, String)], from: &str, to: &str) {
    let others: Vec<_> = listings
        .iter()
        .filter(|(key, _)| *key != "blocking")
        .collect();
    for (key, code) in &others {
        assert_eq!(part(code, from, to), part(&others[0].1, from, to), "{key}");
    }
}

#[test]
fn the_listings_of_a_language_share_their_shape() {
    let javascript = listings("javascript", "js");
    same(&javascript, "async function get(", "\nexport ");
    let python = listings("python", "py");
    same(&python, "async def fetch(", "\n\n\n");
    same(&python, "    urls = [base", ") as session:");
    same(&python, "if __name__ ==", "\n\n");
}

#[test]
fn the_lines_of_the_listings_are_short() {
    for (language, ending) in [("javascript", "js"), ("python", "py")] {
        for (key, code) in listings(language, ending) {
            let longest = code.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(LONGEST), "{key}.{ending}: {longest:?}");
            assert!(code.lines().count() <= 55, "{key}.{ending} is long");
        }
    }
}
