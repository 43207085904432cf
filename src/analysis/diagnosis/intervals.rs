//! Intervals from a start to an end: which of them touch, how many overlap.

use std::time::Duration;

use crate::analysis::{sorted::sorted, timeline::Timeline};

/// Starts and ends are read on clocks of whole milliseconds, in the worst case.
const TICK: Duration = Duration::from_millis(1);

/// How late a start may be, if latencies are short.
pub(super) const LATE: Duration = Duration::from_millis(3);

/// Something that lasts from a start to an end; without an end it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Interval {
    pub(super) start: Duration,
    /// The place of its request in the list.
    pub(super) place: usize,
    pub(super) end: Option<Duration>,
}

impl Interval {
    fn latency(&self) -> Option<Duration> {
        Some(self.end?.saturating_sub(self.start))
    }
}

/// Each sending of each request, in the order of their starts.
pub(super) fn sendings(timeline: &Timeline) -> Vec<Interval> {
    let all = timeline.spans().iter().enumerate();
    sorted(all.flat_map(|(place, span)| {
        let sendings = span.in_flight();
        sendings.map(move |(start, end)| Interval { start, place, end })
    }))
}

/// Each request from its first start to its last end, in the order of their starts: a
/// request that pauses before it is sent again keeps its place.
pub(super) fn requests(timeline: &Timeline) -> Vec<Interval> {
    let all = timeline.spans().iter().enumerate();
    let all = all.filter_map(|(place, span)| {
        let ends: Option<Vec<_>> = span.in_flight().map(|(_, end)| end).collect();
        Some(Interval {
            start: span.started?,
            place,
            end: ends.and_then(|ends| ends.into_iter().max()),
        })
    });
    sorted(all)
}

/// How far two instants may be apart that are taken for the same.
#[derive(Clone, Copy)]
pub(super) struct Tolerance {
    /// How long after an end a start may follow.
    pub(super) late: Duration,
    /// How long before an end a start may come.
    pub(super) early: Duration,
    /// How long a place may be free although requests remain.
    pub(super) free: Duration,
    /// Half the median latency: what lasts longer is no jitter.
    pub(super) half: Duration,
}

impl Tolerance {
    pub(super) fn of(intervals: &[Interval]) -> Self {
        let latencies = sorted(intervals.iter().filter_map(Interval::latency));
        let median = latencies.get(latencies.len() / 2);
        let half = median.map_or(Duration::MAX, |median| *median / 2);
        let late = median.map_or(LATE, |median| *median / 10);
        Self {
            late: late.max(LATE),
            free: LATE.max(late / 2),
            early: TICK.min(half),
            half,
        }
    }
}

/// A start or an end. At the same instant, ends come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    End,
    Start,
}

/// Whether an interval takes any time.
fn lasts(one: &Interval) -> bool {
    one.end.is_none_or(|end| end > one.start)
}

/// How many of these intervals overlap, from each instant on.
pub(super) fn levels(intervals: impl Iterator<Item = Interval>) -> Vec<(Duration, usize)> {
    let mut changes = Vec::new();
    for Interval { start, end, .. } in intervals.filter(lasts) {
        changes.push((start, Change::Start));
        changes.extend(end.map(|end| (end, Change::End)));
    }
    let (mut levels, mut level) = (Vec::<(Duration, usize)>::new(), 0);
    for (at, change) in sorted(changes) {
        match change {
            Change::Start => level += 1,
            Change::End => level -= 1,
        }
        match levels.last_mut() {
            Some(last) if last.0 == at => last.1 = level,
            _ => levels.push((at, level)),
        }
    }
    levels
}

/// The most intervals that overlap for longer than a tick; at least 1 if there are any.
pub(super) fn peak(intervals: &[Interval]) -> usize {
    let tick = Tolerance::of(intervals).early;
    let shorter = intervals.iter().map(|one| {
        let by = one.latency().map(|latency| tick.min(latency / 2));
        let end = one.end.zip(by).map(|(end, by)| end.saturating_sub(by));
        Interval { end, ..*one }
    });
    let peak = levels(shorter).into_iter().map(|(_, level)| level).max();
    peak.unwrap_or(0).max(intervals.len().min(1))
}

/// For how long none of these intervals goes on, between the first start and the last
/// one.
pub(super) fn pause(intervals: &[Interval]) -> Duration {
    let late = Tolerance::of(intervals).late;
    let (mut pause, mut last) = (Duration::ZERO, intervals.first().map(|one| one.start));
    for one in intervals {
        let Some(end) = last else { break };
        let gap = one.start.saturating_sub(end);
        pause += if gap > late { gap } else { Duration::ZERO };
        last = one.end.map(|one| one.max(end));
    }
    pause
}

/// From the first start to the last end, or to the last start if that comes later.
pub(super) fn length(intervals: &[Interval]) -> Duration {
    let first = intervals.first().map(|one| one.start);
    let last = intervals.iter().map(|one| one.end.unwrap_or(one.start));
    let last = last.max();
    last.zip(first)
        .map_or(Duration::ZERO, |(last, first)| last.saturating_sub(first))
}

/// The mean number of intervals that overlap, between the first start and the last end.
pub(super) fn mean(intervals: &[Interval]) -> f64 {
    let sum: Duration = intervals.iter().filter_map(Interval::latency).sum();
    let length = length(intervals);
    if length.is_zero() {
        1.0
    } else {
        sum.as_secs_f64() / length.as_secs_f64()
    }
}
