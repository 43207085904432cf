//! How the requests of a round ended, in words.

use std::cmp::Reverse;

use super::Timeline;
use crate::world::answer::Outcome;

/// This many statuses are named; the others are counted together.
const NAMED: usize = 2;

impl Timeline {
    /// How many requests ended in which way, as the page says it: `18 ok`,
    /// `6 × 503`, `3 timed out`. A way in which none ended is left out.
    #[must_use]
    pub fn ends(&self) -> Vec<(Outcome, String)> {
        let mut ends = Vec::new();
        for outcome in Outcome::ALL {
            match (outcome, self.count(outcome)) {
                (_, 0) => {}
                (Outcome::Http, _) => {
                    ends.extend(self.statuses().into_iter().map(|text| (outcome, text)));
                }
                (_, count) => ends.push((outcome, format!("{count} {}", outcome.phrase()))),
            }
        }
        ends
    }

    /// How often the server answered with each status that is not a success, the
    /// most frequent first.
    fn statuses(&self) -> Vec<String> {
        let mut counts: Vec<(u16, usize)> = Vec::new();
        let answers = self.spans.iter().filter_map(|span| span.answer.as_ref());
        let answers = answers.filter(|answer| answer.outcome == Outcome::Http);
        for status in answers.filter_map(|answer| answer.status) {
            match counts.iter_mut().find(|(known, _)| *known == status) {
                Some((_, count)) => *count += 1,
                None => counts.push((status, 1)),
            }
        }
        let mut words = Vec::new();
        while words.len() < NAMED
            && let Some((status, count)) = take_most(&mut counts)
        {
            words.push(format!("{count} × {status}"));
        }
        let others: usize = counts.iter().map(|(_, count)| count).sum();
        words.extend((others > 0).then(|| format!("{others} other statuses")));
        words
    }
}

/// Takes the most frequent status with its count; of several, the lowest.
fn take_most(counts: &mut Vec<(u16, usize)>) -> Option<(u16, usize)> {
    let frequency = |(_, (status, count)): &(usize, &(u16, usize))| (*count, Reverse(*status));
    let (place, _) = counts.iter().enumerate().max_by_key(frequency)?;
    Some(counts.swap_remove(place))
}
