//! Colours for drawings that leave the page, and its stylesheet, behind.

/// A colour of the stylesheet: `#1b5fd9`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 7]);

impl Colour {
    /// The one that comes after these words in the stylesheet.
    ///
    /// (Looked up while compiling: nothing else of the sheet is in the
    /// program, and what has no colour there does not compile.)
    pub(crate) const fn light(words: &str) -> Self {
        let mut rest = include_str!("../static/style.css").as_bytes();
        while !starts_with(rest, words.as_bytes()) {
            rest = rest.split_at(1).1;
        }
        match rest.split_at(words.len()).1.first_chunk() {
            Some(colour) => Self(*colour),
            None => panic!("the sheet ends before the colour"),
        }
    }

    /// As drawings spell it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

const fn starts_with(text: &[u8], words: &[u8]) -> bool {
    let mut same = 0;
    while same < words.len() && text[same] == words[same] {
        same += 1;
    }
    same == words.len()
}
