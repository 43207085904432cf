//! Colours for drawings that leave the page, and its style sheet, behind.

use crate::strategy::Strategy;

/// A colour of the style sheet: `#1b5fd9`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 7]);

const SHEET: &str = include_str!("../../static/style.css");

/// Each strategy's colour in the light theme, in the table's order. The sheet
/// is searched at compile time: the program contains the colours only, and a
/// strategy without a colour does not compile.
static COLOURS: [Colour; Strategy::COUNT] = {
    let mut colours = [Colour(*b"#000000"); Strategy::COUNT];
    let mut place = 0;
    while place < Strategy::COUNT {
        colours[place] = light(Strategy::ALL[place].describe().key);
        place += 1;
    }
    colours
};

impl Colour {
    /// The colour of a strategy in the light theme.
    #[must_use]
    pub fn of(strategy: Strategy) -> Self {
        COLOURS[strategy as usize]
    }

    /// The colour as SVG spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The colour that follows `--<key>: light-dark(` in the style sheet.
const fn light(key: &str) -> Colour {
    let mut rest = SHEET.as_bytes();
    loop {
        if let Some(after) = after_prefix(rest, b"--")
            && let Some(after) = after_prefix(after, key.as_bytes())
            && let Some(after) = after_prefix(after, b": light-dark(")
            && let Some(colour) = after.first_chunk()
        {
            return Colour(*colour);
        }
        rest = rest.split_at(1).1;
    }
}

/// What follows a prefix; `None` if the text begins with something else.
const fn after_prefix<'a>(text: &'a [u8], prefix: &[u8]) -> Option<&'a [u8]> {
    if text.len() < prefix.len() {
        return None;
    }
    let (start, rest) = text.split_at(prefix.len());
    let mut place = 0;
    while place < prefix.len() {
        if start[place] != prefix[place] {
            return None;
        }
        place += 1;
    }
    Some(rest)
}
