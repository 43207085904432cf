//! Syntax highlighting: a scanner for the code that the page shows, in three
//! languages.

use crate::strategy::Strategy;

/// A language that the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Rust, the language of the code that runs.
    Rust,
    /// Python.
    Python,
    /// JavaScript.
    JavaScript,
}

impl Language {
    /// Every language, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Rust, Self::Python, Self::JavaScript];

    /// The name on its tab.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Python => "Python",
            Self::JavaScript => "JavaScript",
        }
    }

    /// The address of the file with a strategy's code, relative to the page.
    #[must_use]
    pub fn address(self, strategy: Strategy) -> String {
        let (folder, name, ending) = match self {
            Self::Rust => ("rust", strategy.describe().file, "rs"),
            Self::Python => ("python", strategy.key(), "py"),
            Self::JavaScript => ("javascript", strategy.key(), "js"),
        };
        format!("snippets/{folder}/{name}.{ending}")
    }

    fn comment(self) -> &'static str {
        if self == Self::Python { "#" } else { "//" }
    }

    fn keywords(self) -> &'static str {
        match self {
            Self::Rust => {
                " use pub async fn impl for in while let mut await move if else match return Some None "
            }
            Self::Python => {
                " import from async def await for in while if else not and or return with as None True False yield try finally raise "
            }
            Self::JavaScript => {
                " import export from async function await for of in while if else const let new return null true false throw try finally "
            }
        }
    }
}

/// The kind of a piece of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A comment to the end of its line.
    Comment,
    /// A string with its quotes.
    Text,
    /// A keyword of the language.
    Keyword,
    /// The name of a function that is called.
    Call,
    /// Any other code.
    Plain,
}

impl Token {
    /// The class of its colour in the style sheet.
    #[must_use]
    pub fn class(self) -> Option<&'static str> {
        match self {
            Self::Comment => Some("comment"),
            Self::Text => Some("text"),
            Self::Keyword => Some("keyword"),
            Self::Call => Some("call"),
            Self::Plain => None,
        }
    }
}

/// Splits code into pieces, in order and without gaps.
#[must_use]
pub fn pieces(code: &str, language: Language) -> Vec<(Token, &str)> {
    let mut pieces: Vec<(Token, &str)> = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let (token, length) = scan(rest, first, language);
        let (piece, after) = rest.split_at(length);
        pieces.push((token, piece));
        rest = after;
    }
    pieces
}

/// The kind and the length in bytes of the first piece of `rest`, which begins
/// with `first`.
fn scan(rest: &str, first: char, language: Language) -> (Token, usize) {
    let until = |end: fn(char) -> bool| rest.find(end).unwrap_or(rest.len());
    if rest.starts_with(language.comment()) {
        return (Token::Comment, until(|c| c == '\n'));
    }
    // An apostrophe in Rust begins a lifetime.
    if first == '"' || (language != Language::Rust && (first == '\'' || first == '`')) {
        let inside = rest.get(1..).and_then(|inside| inside.find(first));
        return (Token::Text, inside.map_or(rest.len(), |inside| inside + 2));
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let length = until(|c| !c.is_ascii_alphanumeric() && c != '_');
        let (word, after) = rest.split_at(length);
        let keyword = language.keywords().contains(&format!(" {word} "));
        let called = after.starts_with(['(', '<']) || after.starts_with("::<");
        return match (keyword, called) {
            (true, _) => (Token::Keyword, length),
            (_, true) => (Token::Call, length),
            _ => (Token::Plain, length),
        };
    }
    let length =
        until(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '"' | '\'' | '`' | '/' | '#'));
    (Token::Plain, length.max(first.len_utf8()))
}

/// The length at which the lines of comments in a [`listing`] are broken, in
/// characters.
pub const WIDTH: usize = 58;

/// A strategy's file as the page shows it: the items *Starts* and *Delivers* of
/// its documentation as comments, then its code.
#[must_use]
pub fn listing(file: &str) -> String {
    let is_doc = |line: &&str| line.starts_with("//");
    let docs = file.lines().filter_map(|line| line.strip_prefix("///"));
    let code = file.lines().filter(|line| !is_doc(line));
    let mut listing = promises(docs);
    listing.extend(code.skip_while(|line| line.is_empty()).map(str::to_owned));
    listing.join("\n")
}

/// The items *Starts* and *Delivers* of a documentation, as comments.
fn promises<'a>(docs: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut in_promise = false;
    for doc in docs.map(str::trim) {
        let begins_item = doc.starts_with("- ");
        if begins_item {
            in_promise = doc.starts_with("- **S") || doc.starts_with("- **D");
        } else if doc.is_empty() {
            in_promise = false;
        }
        if !in_promise {
            continue;
        }
        if begins_item {
            lines.push("//".into());
        }
        let words = doc.trim_start_matches("- ").split(' ');
        for word in words.map(|word| word.replace("**", "")) {
            match lines.last_mut() {
                Some(line) if line.chars().count() + word.len() < WIDTH => {
                    line.push(' ');
                    line.push_str(&word);
                }
                _ => lines.push(format!("// {word}")),
            }
        }
    }
    lines
}
