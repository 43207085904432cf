//! Whether a press of Run is one of its own, or goes on with the one before.
//!
//! Run becomes Cancel beneath the reader's finger, so a second press that only
//! meant the first one again must not take it back.

use std::time::Duration;

/// Presses in one place that follow each other more quickly than this are one:
/// a double click, or an impatient reader's fifty.
const BURST: Duration = Duration::from_millis(300);

/// Before this nobody has read what a key or a finger has just done: Enter and
/// a click together are one.
const TOGETHER: Duration = Duration::from_millis(50);

/// How far a pointer moves by itself while it clicks, in pixels.
const SAME_PLACE: u32 = 4;

/// A press of the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// When, since some fixed instant.
    pub at: Duration,
    /// Where the pointer was; a key has no place.
    pub place: Option<(i32, i32)>,
}

impl Press {
    /// Whether this is no press of its own. Whoever moves the pointer, takes
    /// the key once more or waits for a moment means what the button says.
    #[must_use]
    pub fn goes_on_with(self, before: Self) -> bool {
        let passed = self.at.saturating_sub(before.at);
        match (self.place, before.place) {
            (Some(here), Some(there)) => passed < BURST && is_same(here, there),
            (None, None) => false,
            (Some(_), None) | (None, Some(_)) => passed < TOGETHER,
        }
    }
}

fn is_same(here: (i32, i32), there: (i32, i32)) -> bool {
    here.0.abs_diff(there.0) <= SAME_PLACE && here.1.abs_diff(there.1) <= SAME_PLACE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn click(ms: u64, x: i32) -> Press {
        Press {
            at: Duration::from_millis(ms),
            place: Some((x, 20)),
        }
    }

    fn key(ms: u64) -> Press {
        Press {
            at: Duration::from_millis(ms),
            place: None,
        }
    }

    #[test]
    fn fifty_quick_clicks_in_one_place_are_one() {
        let clicks: Vec<_> = (0..50).map(|count| click(120 * count, 7)).collect();
        assert!(clicks.windows(2).all(|pair| pair[1].goes_on_with(pair[0])));
    }

    #[test]
    fn a_click_elsewhere_or_a_moment_later_is_one_of_its_own() {
        assert!(!click(10, 19).goes_on_with(click(0, 7)));
        assert!(click(10, 9).goes_on_with(click(0, 7)), "a hand trembles");
        assert!(!click(300, 7).goes_on_with(click(0, 7)));
    }

    #[test]
    fn a_key_and_a_click_together_are_one_and_one_after_the_other_two() {
        for (first, second) in [(key(0), click(20, 7)), (click(0, 7), key(20))] {
            assert!(second.goes_on_with(first));
            let at = Duration::from_millis(50);
            assert!(!Press { at, ..second }.goes_on_with(first));
        }
    }

    #[test]
    fn a_key_that_is_pressed_again_means_what_the_button_says() {
        assert!(!key(1).goes_on_with(key(0)));
    }
}
