//! How the requests of a round ended, in words.

use std::cmp::Reverse;

use super::{Span, Timeline};
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

    /// How often the server refused a request because of a quota (429), whether or
    /// not the request was sent again.
    #[must_use]
    pub fn refusals(&self) -> usize {
        let last = self.spans.iter().filter_map(|span| span.answer.as_ref());
        let last = last.filter(|answer| answer.status == Some(429));
        let again = self.sent_again().filter(|status| *status == Some(429));
        last.count() + again.count()
    }

    /// The statuses of the answers after which a request was sent again.
    fn sent_again(&self) -> impl Iterator<Item = Option<u16>> {
        let before = |span: &Span| span.tries.len().saturating_sub(1);
        let again = self
            .spans
            .iter()
            .flat_map(move |span| &span.tries[..before(span)]);
        again.map(|one| one.status)
    }

    /// How many sendings were answered so that the request was sent again, as the
    /// page says it: `20 × 429`.
    #[must_use]
    pub fn repeats(&self) -> Vec<String> {
        let (known, unknown): (Vec<_>, Vec<_>) = self.sent_again().partition(Option::is_some);
        let mut words = most_frequent(known.into_iter().flatten());
        words.extend((!unknown.is_empty()).then(|| format!("{} × no answer", unknown.len())));
        words
    }

    /// How often the server answered with each status that is not a success, the
    /// most frequent first.
    fn statuses(&self) -> Vec<String> {
        let answers = self.spans.iter().filter_map(|span| span.answer.as_ref());
        let answers = answers.filter(|answer| answer.outcome == Outcome::Http);
        most_frequent(answers.filter_map(|answer| answer.status))
    }
}

/// The most frequent statuses with their numbers, the most frequent first.
fn most_frequent(statuses: impl Iterator<Item = u16>) -> Vec<String> {
    let mut counts: Vec<(u16, usize)> = Vec::new();
    for status in statuses {
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

/// Takes the most frequent status with its count; of several, the lowest.
fn take_most(counts: &mut Vec<(u16, usize)>) -> Option<(u16, usize)> {
    let frequency = |(_, (status, count)): &(usize, &(u16, usize))| (*count, Reverse(*status));
    let (place, _) = counts.iter().enumerate().max_by_key(frequency)?;
    Some(counts.swap_remove(place))
}
