//! A made-up source for each rule, with the faults that the rule is for.

use super::{
    circles, declared, literal_arguments, long_files, named_strategies, old_names,
    rooms_used_too_early, source::Source,
};

fn sources(files: &[(&str, &str)]) -> Vec<Source> {
    let sources = files.iter().map(|(path, text)| Source::new(path, text));
    sources.collect()
}

#[test]
fn a_room_that_is_used_too_early_is_found_however_it_is_named() {
    let run = r#"
//! use crate::page::state::Page;
use crate::{
    format::list,
    page::{self, view::{Role, Figure as Drawn}},
    world::{Clock, Http},
};
use super::super::analysis::verdict::*;

fn text() -> &'static str {
    /* crate::drawing::svg() */
    let quoted = ('"', "crate::browser::clock", r"\", b"\"");
    crate::report::csv::csv(quoted)
}

#[cfg(test)]
mod tests {
    use crate::page::state::Page;
}
"#;
    let found = rooms_used_too_early(&sources(&[
        ("src/lib.rs", "pub use crate::page::Page;"),
        ("src/run/request.rs", run),
        ("src/format.rs", "use crate::strategy::Strategy;"),
        (
            "src/page/state.rs",
            "use crate::run::Event; use crate::format::list;",
        ),
    ]));
    let expected = [
        "src/run/request.rs:5: run uses page",
        "src/run/request.rs:5: run uses page",
        "src/run/request.rs:5: run uses page",
        "src/run/request.rs:8: run uses analysis",
        "src/run/request.rs:13: run uses report",
        "src/format.rs:1: format uses strategy",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_comment_of_a_room_is_what_stands_directly_above_it() {
    let library = "//! A page.\n\n// One.\n#[cfg(x)]\npub mod one;\n// Two\n// lines.\npub mod two;\n// x\n\npub mod three;\n";
    let expected = [("one", 1), ("two", 2), ("three", 0)];
    assert_eq!(
        declared(library),
        expected.map(|(name, lines)| (name.to_owned(), lines))
    );
}

#[test]
fn a_circle_is_found_also_behind_a_re_export() {
    let found = circles(
        "src",
        &sources(&[
            ("src/lib.rs", ""),
            (
                "src/world.rs",
                "mod answer; mod todo; pub use answer::Answer;",
            ),
            ("src/world/answer.rs", "use super::todo::Todo;"),
            ("src/world/todo.rs", "use crate::world::Answer;"),
            ("src/run.rs", "mod limits; use limits::Limits;"),
            ("src/run/limits.rs", "use super::Event;\nuse crate::world;"),
        ]),
    );
    assert_eq!(
        found,
        ["src/world/answer.rs:1 and src/world/todo.rs:1: world::answer and world::todo"]
    );
}

#[test]
fn an_old_name_is_found_as_a_word_and_not_as_a_part_of_one() {
    let text = "struct WishList; fn said_so() -> Wishes { unsaid(\"vigil\") } // errands";
    let found = old_names(&sources(&[("src/a.rs", text)]));
    assert_eq!(found, ["src/a.rs:1: WishList", "src/a.rs:1: said_so"]);
}

#[test]
fn a_file_may_have_240_lines_and_a_table_more() {
    let lines = |count| "\n".repeat(count);
    let found = long_files(&sources(&[
        ("src/a.rs", &lines(240)),
        ("src/b.rs", &lines(241)),
        ("src/strategy.rs", &lines(400)),
    ]));
    assert_eq!(found, ["src/b.rs has 241 lines"]);
}

#[test]
fn a_strategy_is_named_by_its_variant_imported_or_not() {
    let text = "use crate::strategy::Strategy::{self, Joined};\nlet [one] = [Strategy::Batched; 1];\n\
        use crate::strategy::Strategy::*;\nStrategy::all(); Outcome::Joined; // Strategy::Joined";
    let found = named_strategies(&sources(&[
        ("src/run.rs", text),
        ("src/strategy/joined.rs", text),
    ]));
    let expected = [
        "src/run.rs:1: crate::strategy::Strategy::Joined",
        "src/run.rs:2: Strategy::Batched",
        "src/run.rs:3: crate::strategy::Strategy::*",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_literal_argument_is_found_in_every_place_and_a_stored_value_is_none() {
    let text = "button(dispatch, (1, 2), false);\nfolded(true)\n.style(\n  of(x),\n  true,\n);\n\
        Cell::new(false); flag.set(true); #[prop_or(true)] match (true, x) {}\n\
        Action::Scroll(true); (a, true); f(!true, x == false, \"true\")";
    let found = literal_arguments(&sources(&[("src/a.rs", text)]));
    let expected = [
        "src/a.rs:1: button(… false …)",
        "src/a.rs:2: folded(… true …)",
        "src/a.rs:3: style(… true …)",
        "src/a.rs:8: Scroll(… true …)",
    ];
    assert_eq!(found, expected);
}
