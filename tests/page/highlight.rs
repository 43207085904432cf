//! The code that the page shows.

use std::fs;

use inflight::{
    page::highlight::{Language, Token, WIDTH, listing, pieces},
    strategy::Strategy,
};

/// The file of a strategy in a language. Trunk copies `src/strategy/` into the built page.
fn file(language: Language, strategy: Strategy) -> String {
    let address = language.address(strategy);
    let path = match address.strip_prefix("snippets/rust/") {
        Some(name) => format!("src/strategy/{name}"),
        None => format!("static/{address}"),
    };
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_pieces_together_are_the_code() {
    for strategy in Strategy::ours() {
        for language in Language::ALL {
            let file = file(language, strategy);
            let whole: String = pieces(&file, language)
                .into_iter()
                .map(|(_, piece)| piece)
                .collect();
            assert_eq!(whole, file);
        }
    }
}

#[test]
fn words_calls_texts_and_comments_are_told_apart() {
    let found = pieces("let n = call(\"a\"); // why", Language::Rust);
    let of = |token| {
        found
            .iter()
            .filter(|(t, _)| *t == token)
            .map(|(_, piece)| *piece)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(Token::Keyword), ["let"]);
    assert_eq!(of(Token::Call), ["call"]);
    assert_eq!(of(Token::Text), ["\"a\""]);
    assert_eq!(of(Token::Comment), ["// why"]);
}

#[test]
fn a_listing_is_the_promise_and_the_code() {
    for strategy in Strategy::ours() {
        let listing = listing(&file(Language::Rust, strategy));
        let comments = listing.lines().take_while(|line| line.starts_with("// "));
        let promise = comments
            .map(|line| line.trim_start_matches("// "))
            .collect::<Vec<_>>()
            .join(" ");
        assert!(
            promise.starts_with("Starts ") && promise.contains("Delivers "),
            "{promise}"
        );
        assert!(!promise.contains("Costs"), "{promise}");
        let comments = listing.lines().take_while(|line| line.starts_with("// "));
        assert!(comments.map(str::len).max() < Some(WIDTH + 8), "{listing}");
        assert!(listing.contains("pub ") && !listing.contains("///"));
    }
}

#[test]
fn an_unclosed_text_ends_with_the_code() {
    assert_eq!(pieces("'é", Language::Python), [(Token::Text, "'é")]);
}
