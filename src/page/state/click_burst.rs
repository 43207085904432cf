//! Bursts of clicks on *Run*.
//!
//! *Run* becomes *Cancel* at the first click, so the second click of a double
//! click must not cancel the run that the first one started.

use std::time::Duration;

/// The longest time between two clicks of a burst in one place: a double click,
/// or the many clicks of an impatient reader.
const BURST: Duration = Duration::from_millis(300);

/// The longest time between a click and a key press that count as one burst: it
/// is too short for a reader to have seen the effect of the first one.
const TOGETHER: Duration = Duration::from_millis(50);

/// The greatest distance between two clicks in one place, in pixels across and
/// down.
const SAME_PLACE: u32 = 4;

/// A click on the button, by pointer or by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Click {
    /// The instant of the click, since a fixed instant.
    pub at: Duration,
    /// The position of the pointer, in CSS pixels; `None` for a key.
    pub place: Option<(i32, i32)>,
}

impl Click {
    /// Whether this click belongs to the same burst as the click before it. It
    /// does not after a pause, in another place, or if both are key presses.
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
    fn fifty_quick_clicks_in_one_place_are_one_burst() {
        let clicks: Vec<_> = (0..50).map(|count| click(120 * count, 7)).collect();
        assert!(clicks.windows(2).all(|pair| pair[1].continues(pair[0])));
    }

    #[test]
    fn a_click_in_another_place_or_after_a_pause_begins_a_new_burst() {
        assert!(!click(10, 19).continues(click(0, 7)));
        assert!(click(10, 9).continues(click(0, 7)), "a hand trembles");
        assert!(!click(300, 7).continues(click(0, 7)));
    }

    #[test]
    fn a_key_and_a_click_are_one_burst_only_if_they_come_together() {
        for (first, second) in [(key(0), click(20, 7)), (click(0, 7), key(20))] {
            assert!(second.continues(first));
            let at = Duration::from_millis(50);
            assert!(!Click { at, ..second }.continues(first));
        }
    }

    #[test]
    fn a_second_press_of_a_key_begins_a_new_burst() {
        assert!(!key(1).continues(key(0)));
    }
}
