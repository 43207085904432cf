//! Whether a click on Run belongs to the click before it.
//!
//! Run becomes Cancel under the reader's finger, so the second click of a
//! double click must not cancel what the first one started.

use std::time::Duration;

/// Clicks in one place that follow each other faster than this are one burst:
/// a double click, or the fifty clicks of an impatient reader.
const BURST: Duration = Duration::from_millis(300);

/// Before this, no reader has seen what a key or a click has just done: Enter
/// and a click at the same time are one burst.
const TOGETHER: Duration = Duration::from_millis(50);

/// How far a pointer may move during a click, in pixels.
const SAME_PLACE: u32 = 4;

/// A click on the button, by pointer or by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Click {
    /// When, since a fixed instant.
    pub at: Duration,
    /// Where the pointer was; `None` for a key.
    pub place: Option<(i32, i32)>,
}

impl Click {
    /// Whether this click belongs to the burst of the one before it. After a
    /// pause, in another place or by a second press of a key it does not.
    #[must_use]
    pub fn continues(self, before: Self) -> bool {
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

    fn click(ms: u64, x: i32) -> Click {
        Click {
            at: Duration::from_millis(ms),
            place: Some((x, 20)),
        }
    }

    fn key(ms: u64) -> Click {
        Click {
            at: Duration::from_millis(ms),
            place: None,
        }
    }

    #[test]
    fn fifty_quick_clicks_in_one_place_are_one() {
        let clicks: Vec<_> = (0..50).map(|count| click(120 * count, 7)).collect();
        assert!(clicks.windows(2).all(|pair| pair[1].continues(pair[0])));
    }

    #[test]
    fn a_click_elsewhere_or_a_moment_later_is_one_of_its_own() {
        assert!(!click(10, 19).continues(click(0, 7)));
        assert!(click(10, 9).continues(click(0, 7)), "a hand trembles");
        assert!(!click(300, 7).continues(click(0, 7)));
    }

    #[test]
    fn a_key_and_a_click_together_are_one_and_one_after_the_other_two() {
        for (first, second) in [(key(0), click(20, 7)), (click(0, 7), key(20))] {
            assert!(second.continues(first));
            let at = Duration::from_millis(50);
            assert!(!Click { at, ..second }.continues(first));
        }
    }

    #[test]
    fn a_key_that_is_pressed_again_means_what_the_button_says() {
        assert!(!key(1).continues(key(0)));
    }
}
