//! The finding of a sweep, in a few sentences.

use std::num::NonZeroUsize;

use super::{Peak, Point, STRATEGIES, Sweep, WINDOW};
use crate::{
    analysis::comparison::{ROUNDS_FOR_AN_INTERVAL, Speedup},
    format::{count, counted, factor, list, percent, time},
    settings::{Endpoint, plan::at_width},
    strategy::Strategy,
};

impl Sweep {
    /// The finding: the knees, what a larger width saves, what failed, and whether
    /// there are enough rounds.
    #[must_use]
    pub fn sentence(&self) -> String {
        let widths = self.widths();
        if !self.is_over() {
            let (run, all) = (count(self.points.len()), counted(widths.len(), "width"));
            return format!("Begun: {run} of {all}.");
        }
        let knees = STRATEGIES.into_iter().rev();
        let mut sentences: Vec<_> = knees.filter_map(|one| self.about_knee(one)).collect();
        if sentences.is_empty() {
            sentences.push("There is no knee: no width can be ranked.".into());
        }
        sentences.extend(self.about_capacity().or_else(|| self.about_failures()));
        sentences.extend(self.about_rounds());
        sentences.join(" ")
    }

    /// The finding of a sweep in virtual time, on latencies of which these were
    /// recorded at once.
    #[must_use]
    pub fn foretold(&self, recorded: Option<Peak>) -> String {
        let requests = counted(self.settings.requests, "request");
        let mut sentences = vec![format!(
            "Foretold for {requests} with your latencies: nothing was sent."
        )];
        let knees = STRATEGIES.into_iter().rev();
        sentences.extend(knees.filter_map(|one| self.about_knee(one)));
        sentences.extend(self.about_capacity().or_else(|| self.about_failures()));
        sentences.extend(recorded.map(|(peak, _)| {
            format!(
                "Up to {peak} in flight was recorded: everything to the right of {peak} is a guess."
            )
        }));
        sentences.join(" ")
    }

    /// A sentence about the knee and the widths on both sides of it.
    fn about_knee(&self, strategy: Strategy) -> Option<String> {
        let knee = self.knee(strategy)?;
        let name = strategy.name();
        let took = self.took(knee, strategy) + &self.gained(knee, strategy);
        let widest = self.widths().last() == Some(&knee);
        Some(if widest && knee.get() < self.settings.requests {
            format!("{name} still gains at {knee} in flight, the most there is: {took}.")
        } else if widest && knee.get() > 1 {
            format!("{name} gains until all {knee} are in flight: {took}.")
        } else {
            let (name, more) = (name.to_ascii_lowercase(), self.more(knee, strategy));
            format!("The knee of {name} is at {knee} in flight: {took}{more}.")
        })
    }

    /// What the knee gains over the next smaller width.
    fn gained(&self, knee: NonZeroUsize, strategy: Strategy) -> String {
        let counting = self.counting(strategy);
        let mut narrower = counting.iter().rev().map(|(width, _)| *width);
        let narrower = narrower.find(|width| *width < knee);
        let gained = narrower.and_then(|narrower| {
            let gained = factor(self.longer(narrower, knee, strategy)?);
            Some(format!(", {gained} times as fast as at {narrower}"))
        });
        gained.unwrap_or_default()
    }

    /// What the best width saves compared with the knee.
    fn more(&self, knee: NonZeroUsize, strategy: Strategy) -> String {
        let best = self.best(strategy).filter(|best| *best > knee);
        let saved = best.and_then(|best| {
            let saved = 1.0 - 1.0 / self.longer(knee, best, strategy)?;
            Some((best, percent(saved.max(0.0))))
        });
        match saved {
            Some((best, saved)) => format!("; {best} saves {saved} more"),
            None if self.settings.requests == 1 => String::new(),
            None => "; more brings nothing".into(),
        }
    }

    /// How many times as long a strategy takes at one width as at another.
    fn longer(&self, one: NonZeroUsize, other: NonZeroUsize, strategy: Strategy) -> Option<f64> {
        let totals = |width| Some(self.point(width)?.totals(strategy));
        Some(Speedup::paired(&totals(other)?, &totals(one)?)?.estimate)
    }

    fn took(&self, width: NonZeroUsize, strategy: Strategy) -> String {
        let took = self.point(width).and_then(|point| point.time(strategy));
        took.map(time).unwrap_or_default()
    }

    /// A sentence about `windowed` at widths that overload the server.
    fn about_capacity(&self) -> Option<String> {
        let overloaded = |(width, _): &&(NonZeroUsize, Point)| {
            at_width(&self.settings, *width).overloads(WINDOW)
        };
        let mut overloading = self.points.iter().filter(overloaded).peekable();
        let (first, point) = overloading.peek()?;
        let slow = (point.lost(WINDOW) == 0).then(|| {
            let took = self.took(*first, WINDOW);
            format!("slows down (at {first}, windowed took {took})")
        });
        let refuses = overloading.find_map(|(width, point)| {
            let lost = point.lost(WINDOW);
            let all = counted(self.sent(point), "request");
            let lost = (lost > 0).then(|| count(lost))?;
            Some(format!(
                "refuses (at {width}, windowed lost {lost} of {all})"
            ))
        });
        let effects: Vec<_> = slow.into_iter().chain(refuses).collect();
        let capacity = self.settings.capacity;
        Some(format!(
            "Beyond {capacity} in flight the server {}.",
            list(&effects)
        ))
    }

    /// A sentence with the widths that do not count.
    fn about_failures(&self) -> Option<String> {
        let counting = self.counting(WINDOW);
        let widths = self.points.iter().map(|(width, _)| *width);
        let left_out = widths.filter(|width| counting.iter().all(|(other, _)| other != width));
        let left_out: Vec<_> = left_out.map(|width| width.to_string()).collect();
        (!left_out.is_empty()).then(|| {
            let widths = list(&left_out);
            format!("Left out, for requests that were lost or a page that was hidden: {widths}.")
        })
    }

    fn about_rounds(&self) -> Option<String> {
        let rounds = self.settings.rounds;
        let few = match (rounds, &self.settings.endpoint) {
            (ROUNDS_FOR_AN_INTERVAL.., _) => return None,
            (1, Endpoint::Simulated) => "One round proves little".into(),
            (1, _) => "One round, with chance and other traffic in it, proves little".into(),
            _ => counted(rounds, "round") + " prove little",
        };
        Some(format!(
            "{few}: a 95\u{a0}% interval needs {ROUNDS_FOR_AN_INTERVAL}."
        ))
    }

    /// How many requests `windowed` had in the rounds that were completed.
    #[must_use]
    pub fn sent(&self, point: &Point) -> usize {
        point.ended(WINDOW).count() * self.settings.requests
    }
}
