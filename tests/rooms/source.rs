//! A small scanner for Rust: enough to find paths and calls, without a parser.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of Rust.
pub(crate) struct Source {
    /// Its path in the project.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The code without comments, literals, attributes and test modules.
    pub(crate) code: Vec<Token>,
}

/// A word, `::`, or any other character of the code, with its line.
#[derive(Clone, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A path in the code: `crate::run::Event`, or a branch of `use crate::{…}`.
pub(crate) struct CodePath {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
    /// Whether `pub use` gives its last name to others.
    pub(crate) exported: bool,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code: without_attributes(&without_tests(&tokens(&without_comments(text)))),
        }
    }

    /// Every file of Rust in a folder of the project.
    pub(crate) fn all(folder: &str) -> Vec<Self> {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        collect(&project.join(folder), &mut files);
        files.sort();
        let sources = files.iter().map(|file| {
            let path = file.strip_prefix(project).expect("a file of the project");
            let path = path.to_string_lossy().replace('\\', "/");
            Self::new(&path, &fs::read_to_string(file).expect("a source"))
        });
        sources.collect()
    }

    /// Every path in the code.
    pub(crate) fn paths(&self) -> Vec<CodePath> {
        let mut paths = Vec::new();
        let mut at = 0;
        while at < self.code.len() {
            if self.is_word(at) && self.is(at + 1, "::") {
                let end_of_use =
                    |words: usize| at.checked_sub(words).map(|place| &*self.code[place].text);
                let exported =
                    end_of_use(1) == Some("use") && matches!(end_of_use(2), Some("pub" | ")"));
                at = self.branches(at, &[], exported, &mut paths);
            } else {
                at += 1;
            }
        }
        paths
    }

    /// Reads a path, or a tree of `use`, from a place on; returns the place after it.
    fn branches(
        &self,
        at: usize,
        parent: &[String],
        exported: bool,
        paths: &mut Vec<CodePath>,
    ) -> usize {
        if self.is(at, "{") {
            let mut at = at + 1;
            while at < self.code.len() && !self.is(at, "}") {
                at = if self.is(at, ",") {
                    at + 1
                } else {
                    self.branches(at, parent, exported, paths)
                };
            }
            return at + 1;
        }
        let Token { text, line } = self.code[at].clone();
        let segments = [parent, &[text]].concat();
        let next = self.code.get(at + 2).map(|token| &*token.text);
        let goes_on =
            self.is(at + 1, "::") && (self.is_word(at + 2) || matches!(next, Some("{" | "*")));
        if goes_on {
            return self.branches(at + 2, &segments, exported, paths);
        }
        paths.push(CodePath {
            segments,
            line,
            exported,
        });
        if self.is(at + 1, "as") {
            at + 3
        } else {
            at + 1
        }
    }

    pub(crate) fn is(&self, at: usize, text: &str) -> bool {
        self.code.get(at).is_some_and(|token| token.text == text)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.code
            .get(at)
            .is_some_and(|token| token.text.starts_with(is_of_a_word))
    }

    /// The place after the bracket that closes the one at a place.
    pub(crate) fn after_group(&self, at: usize) -> usize {
        after_group(&self.code, at)
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() && name != "target" && name != "node_modules" {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The same lines with nothing in the place of comments and of what stands
/// between quotation marks.
fn without_comments(text: &str) -> String {
    let (mut code, mut rest) = (String::new(), text);
    while let Some(first) = rest.chars().next() {
        let after_a_word = code.ends_with(is_of_a_word);
        let length = comment(rest)
            .or_else(|| string(rest).filter(|_| first == '"' || !after_a_word))
            .or_else(|| character(rest));
        let (taken, left) = rest.split_at(length.unwrap_or(first.len_utf8()));
        if length.is_some() {
            code.push(' ');
            code.extend(taken.chars().filter(|c| *c == '\n'));
        } else {
            code.push(first);
        }
        rest = left;
    }
    code
}

/// How long the comment is with which a text begins.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let inside = text.strip_prefix("/*")?;
    Some(inside.find("*/").map_or(text.len(), |end| 2 + end + 2))
}

/// How long the string literal is with which a text begins.
fn string(text: &str) -> Option<usize> {
    let start = text.trim_start_matches('b');
    if let Some(raw) = start.strip_prefix('r') {
        let quoted = raw.trim_start_matches('#');
        let marks = &raw[..raw.len() - quoted.len()];
        let inside = quoted.strip_prefix('"')?;
        let end = inside.find(&format!("\"{marks}"))?;
        return Some(text.len() - inside.len() + end + 1 + marks.len());
    }
    let inside = start.strip_prefix('"')?;
    let end = closing(inside, '"')?;
    Some(text.len() - inside.len() + end + 1)
}

/// How long the character literal is with which a text begins; a lifetime is
/// none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let second = inside.chars().nth(1)?;
    let is_literal = inside.starts_with('\\') || second == '\'';
    let end = closing(inside, '\'').filter(|_| is_literal)?;
    Some(1 + end + 1)
}

/// Where a quotation mark closes a literal.
fn closing(inside: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    let found = inside.char_indices().find(|(_, c)| {
        let closes = *c == mark && !escaped;
        escaped = *c == '\\' && !escaped;
        closes
    });
    Some(found?.0)
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (line, text) in (1..).zip(code.lines()) {
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let word = rest.find(|c| !is_of_a_word(c)).unwrap_or(rest.len());
            let length = match word {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                word => word,
            };
            let (token, left) = rest.split_at(length);
            tokens.push(Token {
                text: token.to_owned(),
                line,
            });
            rest = left.trim_start();
        }
    }
    tokens
}

/// Without the items that only tests are compiled with.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let marked = tokens[at..].iter().map(|token| &*token.text);
        if !marked.take(MARK.len()).eq(MARK) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        while at < tokens.len() && !matches!(&*tokens[at].text, "{" | ";") {
            at += 1;
        }
        at = after_group(tokens, at);
    }
    kept
}

fn without_attributes(tokens: &[Token]) -> Vec<Token> {
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let next = tokens[at + 1..].iter().find(|token| token.text != "!");
        if tokens[at].text == "#" && next.is_some_and(|token| token.text == "[") {
            at += 1 + usize::from(tokens[at + 1].text == "!");
            at = after_group(tokens, at);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// The place after the bracket that closes the one at a place; the next place
/// if there is no bracket.
fn after_group(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in (start..).zip(&tokens[start..]) {
        match &*token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}
