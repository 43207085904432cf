//! The rules of the house: which room of `src/` may use which, and a few rules
//! of style that the compiler does not know. Each rule lists every place that
//! breaks it; [`faults`] shows that each rule finds what it is for.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod faults;
mod modules;
mod source;

use std::collections::BTreeMap;

use inflight::strategy::Strategy;

use modules::Crate;
use source::Source;

/// The rooms, in the order of the tour. A room uses only rooms before it.
const ROOMS: [&str; 9] = [
    "strategy", "settings", "world", "run", "analysis", "drawing", "report", "browser", "page",
];

/// Every room may use this module, and it uses none.
const FOR_ALL: &str = "format";

/// Names that this project once had for things that have common names.
const OLD_NAMES: [&str; 9] = [
    "vigil", "errands", "manners", "wish", "unsent", "said", "brought", "closeup", "workshop",
];

/// The most lines of a file.
const MOST_LINES: usize = 240;

/// Tables, which nobody reads from beginning to end.
const TABLES: [&str; 2] = ["src/strategy.rs", "src/settings/table.rs"];

/// Methods of the standard library that store a value or give a default: a
/// literal is all that there is to say. The last three are the browser's own.
const STORING: [&str; 8] = [
    "set",
    "replace",
    "swap",
    "store",
    "unwrap_or",
    "open_with_async",
    "set_child_list",
    "set_subtree",
];

/// Types whose `new` stores a value.
const CELLS: [&str; 3] = ["Cell", "RefCell", "AtomicBool"];

#[test]
fn a_room_uses_only_rooms_before_it() {
    assert_none(&rooms_used_too_early(&Source::all("src")));
}

#[test]
fn the_library_declares_the_rooms_in_their_order_and_says_in_a_line_what_each_is() {
    let sources = Source::all("src");
    let library = sources.iter().find(|source| source.path == "src/lib.rs");
    let rooms: Vec<_> = declared(&library.expect("the root of the library").text)
        .into_iter()
        .filter(|(name, _)| name != FOR_ALL)
        .collect();
    let expected = ROOMS.map(|room| (room.to_owned(), 1));
    assert_eq!(rooms, expected, "each room, with the lines of its comment");
}

#[test]
fn no_two_modules_import_each_other() {
    let mut circles = circles("src", &Source::all("src"));
    let benches = Source::all("benches");
    for folder in crates(&benches) {
        circles.extend(self::circles(folder, &benches));
    }
    assert_none(&circles);
}

#[test]
fn no_old_name_is_left() {
    assert_none(&old_names(&Source::all("src")));
}

#[test]
fn no_file_is_too_long() {
    assert_none(&long_files(&Source::all("src")));
}

#[test]
fn no_strategy_is_named_outside_of_its_room() {
    assert_none(&named_strategies(&Source::all("src")));
}

#[test]
fn no_call_passes_a_literal_truth() {
    assert_none(&literal_arguments(&Source::all("src")));
}

#[track_caller]
fn assert_none(places: &[String]) {
    assert!(
        places.is_empty(),
        "{} place(s):\n{}",
        places.len(),
        places.join("\n")
    );
}

/// Where a room uses a room that comes after it.
fn rooms_used_too_early(sources: &[Source]) -> Vec<String> {
    let rank = |name: &String| match &**name {
        FOR_ALL => Some(0),
        name => Some(1 + ROOMS.iter().position(|room| *room == name)?),
    };
    let library = Crate::new("src", sources);
    let early = library.imports().into_iter().filter_map(|import| {
        let (from, to) = (import.from.first()?, import.path.first()?);
        let place = &import.place;
        (rank(to)? > rank(from)? && to != FOR_ALL).then(|| format!("{place}: {from} uses {to}"))
    });
    early.collect()
}

/// The modules that a library declares, each with the number of lines in its
/// comment.
fn declared(library: &str) -> Vec<(String, usize)> {
    let (mut declared, mut comment) = (Vec::new(), 0);
    for line in library.lines() {
        if line.starts_with("// ") {
            comment += 1;
        } else if let Some(name) = line.strip_prefix("pub mod ") {
            declared.push((name.trim_end_matches(';').to_owned(), comment));
            comment = 0;
        } else if !line.starts_with("#[") {
            comment = 0;
        }
    }
    declared
}

/// The folders that hold the root of a crate.
fn crates(sources: &[Source]) -> Vec<&str> {
    let roots = sources.iter().filter_map(|source| {
        let path = &source.path;
        path.strip_suffix("/main.rs")
            .or(path.strip_suffix("/lib.rs"))
    });
    roots.collect()
}

/// The pairs of modules that import each other. What a module shares with the
/// modules inside it is its own affair.
fn circles(folder: &str, sources: &[Source]) -> Vec<String> {
    let all = Crate::new(folder, sources);
    let mut uses = BTreeMap::new();
    for import in all.imports() {
        let to = all.module_of(&import.path);
        if !to.starts_with(import.from) && !import.from.starts_with(&to) {
            uses.insert((import.from.clone(), to), import.place);
        }
    }
    let circle = |((from, to), place): (&(Vec<String>, Vec<String>), &String)| {
        let back = uses
            .get(&(to.clone(), from.clone()))
            .filter(|_| from < to)?;
        Some(format!(
            "{place} and {back}: {} and {}",
            from.join("::"),
            to.join("::")
        ))
    };
    uses.iter().filter_map(circle).collect()
}

/// Where a name has an old name in it, as a word of its own.
fn old_names(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for token in &source.code {
            let old = words(&token.text)
                .into_iter()
                .find(|word| OLD_NAMES.contains(&&**word));
            found.extend(old.map(|_| format!("{}:{}: {}", source.path, token.line, token.text)));
        }
    }
    found
}

/// The words of a name: `never_sent` and `NeverSent` have two.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c != '_') {
            word.extend(c.to_lowercase());
        }
    }
    words
}

fn long_files(sources: &[Source]) -> Vec<String> {
    let long = sources.iter().filter_map(|source| {
        let lines = source.text.lines().count();
        let is_long = lines > MOST_LINES && !TABLES.contains(&&*source.path);
        is_long.then(|| format!("{} has {lines} lines", source.path))
    });
    long.collect()
}

/// Where code that should hold for every strategy names one.
fn named_strategies(sources: &[Source]) -> Vec<String> {
    let variants: Vec<_> = Strategy::all()
        .map(|strategy| format!("{strategy:?}"))
        .chain(["*".into()])
        .collect();
    let mut named = Vec::new();
    for source in sources {
        if source.path == "src/strategy.rs" || source.path.starts_with("src/strategy/") {
            continue;
        }
        for path in source.paths() {
            let is_named = |pair: &[String]| pair[0] == "Strategy" && variants.contains(&pair[1]);
            if path.segments.windows(2).any(is_named) {
                named.push(format!(
                    "{}:{}: {}",
                    source.path,
                    path.line,
                    path.segments.join("::")
                ));
            }
        }
    }
    named
}

/// Where `true` or `false` is an argument of a call: what it means cannot be
/// read there.
fn literal_arguments(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let calls = (1..source.code.len()).filter(|at| is_call(source, *at));
        for call in calls {
            let name = &source.code[call - 1];
            let end = source.after_group(call);
            let literal = arguments(source, call, end)
                .into_iter()
                .find(|one| matches!(&**one, "true" | "false"));
            found.extend(literal.map(|literal| {
                format!(
                    "{}:{}: {}(… {literal} …)",
                    source.path, name.line, name.text
                )
            }));
        }
    }
    found
}

/// Whether the arguments of a call begin here, and it is not one that stores a
/// value.
fn is_call(source: &Source, at: usize) -> bool {
    const KEYWORDS: [&str; 7] = ["match", "if", "while", "return", "in", "let", "else"];
    let name = &*source.code[at - 1].text;
    let is_new_cell = name == "new" && at >= 3 && CELLS.iter().any(|cell| source.is(at - 3, cell));
    source.is(at, "(")
        && source.is_word(at - 1)
        && !KEYWORDS.contains(&name)
        && !STORING.contains(&name)
        && !is_new_cell
}

/// The arguments that are a single word.
fn arguments(source: &Source, start: usize, end: usize) -> Vec<String> {
    let (mut words, mut at) = (Vec::new(), start + 1);
    while at < end {
        let before = source.is(at - 1, ",") || at == start + 1;
        let after = source.is(at + 1, ",") || at + 2 == end;
        if before && after {
            words.push(source.code[at].text.clone());
        }
        at = source.after_group(at);
    }
    words
}
