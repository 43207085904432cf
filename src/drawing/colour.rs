//! The style sheet's colours, for drawings outside of the page.

use crate::{settings::Theme, strategy::Strategy};

/// A colour of the style sheet: `#1b5fd9`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 7]);

const SHEET: &str = include_str!("../../static/style.css");

/// A colour in the light and in the dark theme.
#[derive(Clone, Copy)]
pub(super) struct Themed {
    light: Colour,
    dark: Colour,
}

/// The colour of the ground.
pub(super) const PAPER: Themed = themed("paper");
/// The colour of text.
pub(super) const INK: Themed = themed("ink");
/// The colour of less important text.
pub(super) const SOFT: Themed = themed("soft");
/// The colour of lines in the background.
pub(super) const LINE: Themed = themed("line");
/// The colour of failures.
pub(super) const BAD: Themed = themed("bad");

/// Each strategy's colour, in the table's order. The sheet is searched at
/// compile time: the program contains only the colours, and a strategy without
/// a colour does not compile.
static STRATEGIES: [Themed; Strategy::COUNT] = {
    let mut colours = [INK; Strategy::COUNT];
    let mut place = 0;
    while place < Strategy::COUNT {
        colours[place] = themed(Strategy::ALL[place].describe().key);
        place += 1;
    }
    colours
};

impl Colour {
    /// The colour of a strategy in the light theme.
    #[must_use]
    pub fn of(strategy: Strategy) -> Self {
        Themed::of(strategy).light
    }

    /// The colour as SVG spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Themed {
    /// The colour of a strategy.
    pub(super) fn of(strategy: Strategy) -> Self {
        STRATEGIES[strategy as usize]
    }

    /// The colour in a theme; [`Theme::Auto`] is light, because a file does not
    /// know its reader's system.
    pub(super) fn in_theme(&self, theme: Theme) -> Colour {
        match theme {
            Theme::Dark => self.dark,
            Theme::Light | Theme::Auto => self.light,
        }
    }
}

/// The colours in `--<name>: light-dark(<light>, <dark>)` in the style sheet.
const fn themed(name: &str) -> Themed {
    let mut rest = SHEET.as_bytes();
    loop {
        if let Some(after) = after_prefix(rest, b"--")
            && let Some(after) = after_prefix(after, name.as_bytes())
            && let Some(after) = after_prefix(after, b": light-dark(")
            && let Some((light, after)) = after.split_first_chunk()
            && let Some(after) = after_prefix(after, b", ")
            && let Some(dark) = after.first_chunk()
        {
            return Themed {
                light: Colour(*light),
                dark: Colour(*dark),
            };
        }
        rest = rest.split_at(1).1;
    }
}

/// The text after a prefix; `None` if it does not begin with the prefix.
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
