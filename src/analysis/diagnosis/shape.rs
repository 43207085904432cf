//! Shapes: how the starts of a round follow from its ends.

use std::time::Duration;

use super::intervals::{Interval, LATE, Tolerance, levels, peak, requests, sendings};
use crate::analysis::{sorted::sorted, timeline::Timeline};

/// How many requests a round has in flight, and what its starts wait for. A number is
/// a number of requests, at least 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Never more than one in flight.
    OneByOne,
    /// No start waits for an end.
    AllAtOnce,
    /// This many start, and the next ones when all have ended. The last batch may be
    /// smaller.
    Batches(usize),
    /// This many are in flight while requests remain: at each end one starts.
    Window(usize),
    /// This many are in flight or have to wait for an earlier one that is: a place is
    /// free when all earlier requests have ended.
    InOrder(usize),
    /// One starts in each interval of this length, whatever has ended.
    Paced(Duration),
    /// None of these, with this many in flight at most.
    Irregular(usize),
}

/// The least share of the time for which a window is full.
const FULL: f64 = 0.9;

/// The shape of a round; `None` if nothing was sent. The first of these that holds:
/// all at once, one by one, paced, batches, a window, a window in order, and on a slow
/// machine all at once or paced.
///
/// Where latencies are equal, a window and batches are the same. Such a round is a
/// window: it is batches only if a request had to wait although a place was free. One
/// that starts regularly and could be a window is paced. A request that pauses before
/// it is sent again keeps its place, unless the round is regular without that. Where
/// the server asked for pauses, these may look like batches, which are then not found.
#[must_use]
pub fn shape(timeline: &Timeline) -> Option<Shape> {
    let (sendings, requests) = (sendings(timeline), requests(timeline));
    let (peak, tolerance) = (peak(&sendings), Tolerance::of(&sendings));
    // The page lets no request start in a pause that the server asked for.
    let held_back = was_told_to_wait(timeline);
    if peak == 0 {
        return None;
    }
    let paced = || paced(&requests);
    if requests.len() > 1 && peak > 1 && is_burst(&requests, tolerance) {
        return Some(Shape::AllAtOnce);
    }
    if peak == 1 {
        let waits = || follow_each_other(&sendings);
        let paced = paced().filter(|_| !waits());
        return Some(paced.unwrap_or(Shape::OneByOne));
    }
    let regular = |all: &[Interval]| {
        let of_batches = || batches(all, tolerance).map(|batches| Shape::Batches(batches[0].len()));
        let of_window = || window(all, tolerance).map(Shape::Window);
        let of_order = || window(&in_order(all), tolerance).map(Shape::InOrder);
        if held_back {
            return of_window();
        }
        of_batches().or_else(of_window).or_else(of_order)
    };
    // A slow machine takes so long to send many requests that the first are answered meanwhile.
    let slow_burst = || {
        let closest = gaps(&requests).all(|gap| gap <= tolerance.free);
        closest.then_some(Shape::AllAtOnce)
    };
    let shape = paced()
        .filter(|_| slow_burst().is_none())
        .or_else(|| regular(&sendings))
        .or_else(|| regular(&requests))
        .or_else(slow_burst)
        .or_else(|| clocked(&requests));
    Some(shape.unwrap_or(Shape::Irregular(peak)))
}

/// Whether the server refused a request (429) and said how long to wait, or refused
/// one that was sent again.
pub(super) fn was_told_to_wait(timeline: &Timeline) -> bool {
    timeline.spans().iter().any(|span| {
        let mut pairs = span.tries.windows(2);
        let again = pairs.any(|two| two[0].status == Some(429));
        let answer = span.answer.as_ref();
        let refused = answer.filter(|answer| answer.status == Some(429));
        again || refused.is_some_and(|answer| answer.retry_after.is_some())
    })
}

/// The times from each start to the next one.
fn gaps(intervals: &[Interval]) -> impl Iterator<Item = Duration> {
    let pairs = intervals.windows(2);
    pairs.map(|two| two[1].start.saturating_sub(two[0].start))
}

/// Whether these intervals start together.
fn is_burst(intervals: &[Interval], tolerance: Tolerance) -> bool {
    // A browser takes up to a millisecond to send a request.
    let count = u32::try_from(intervals.len()).unwrap_or(u32::MAX);
    let sending = Duration::from_millis(1) * count;
    let Tolerance {
        late, free, half, ..
    } = tolerance;
    // Once one has ended, the next start may be that of a window.
    let earliest = intervals.iter().filter_map(|one| one.end).min();
    let last = intervals.last().map(|one| one.start);
    let late = if earliest.is_none_or(|end| last < Some(end)) {
        late
    } else {
        free
    };
    let closest = |most: Duration| gaps(intervals).all(|gap| gap <= most);
    let together: Duration = gaps(intervals).sum();
    let without_delay = closest(Duration::from_millis(1)) && together <= sending;
    without_delay || closest(late) && together <= (late + sending).min(half)
}

/// Whether nearly each interval starts when the one before has ended.
fn follow_each_other(intervals: &[Interval]) -> bool {
    let late = Tolerance::of(intervals).late;
    let follows = |two: &&[Interval]| two[0].end.is_some_and(|end| two[1].start <= end + late);
    let pairs = intervals.windows(2);
    10 * pairs.clone().filter(follows).count() >= 9 * pairs.count()
}

/// Paced, if four of five starts are equally far apart, and none much closer: after a
/// timer that is late, an interval is shorter.
fn paced(intervals: &[Interval]) -> Option<Shape> {
    let gaps = || gaps(intervals);
    let (gap, jitter) = pace(intervals)?;
    let count = gaps().filter(|one| one.abs_diff(gap) <= jitter).count();
    let closer = gaps().any(|one| one + 2 * jitter < gap);
    let is_paced = count >= 4 && 5 * count >= 4 * gaps().count() && !closer;
    is_paced.then_some(Shape::Paced(gap))
}

/// The usual time from a start to the next one, and how far off that may be. What is
/// shorter than starts may be late is no pace.
fn pace(intervals: &[Interval]) -> Option<(Duration, Duration)> {
    let sorted = sorted(gaps(intervals));
    let gap = *sorted.get(sorted.len() / 2)?;
    let jitter = (gap / 5).max(Duration::from_millis(5)).min(gap / 4);
    (gap >= LATE).then_some((gap, jitter))
}

/// Paced, if two of three starts come when a clock says, and none earlier. After a stop
/// of the whole machine several start together.
fn clocked(intervals: &[Interval]) -> Option<Shape> {
    let (gap, jitter) = pace(intervals)?;
    let first = intervals.first()?.start;
    let ticks = (0..).map(|number| first + gap * number);
    let mut count = 0;
    for (one, tick) in intervals.iter().zip(ticks) {
        if one.start + jitter < tick {
            return None;
        }
        count += usize::from(one.start <= tick + jitter);
    }
    (count >= 6 && 3 * count >= 2 * intervals.len()).then_some(Shape::Paced(gap))
}

/// The batches of these intervals, in the order of their starts, if each starts
/// together when the one before has ended, they are equally large, but for the last
/// one, and at least once a place was free before.
pub(super) fn batches(intervals: &[Interval], tolerance: Tolerance) -> Option<Vec<&[Interval]>> {
    let Tolerance { early, free, .. } = tolerance;
    let (mut batches, mut first, mut end) = (Vec::new(), 0, Some(Duration::ZERO));
    for (place, one) in intervals.iter().enumerate() {
        if place > first && end.is_some_and(|end| end <= one.start + early) {
            batches.push(&intervals[first..place]);
            (first, end) = (place, Some(Duration::ZERO));
        }
        end = end.zip(one.end).map(|(end, one)| end.max(one));
    }
    let last = &intervals[first..];
    let size = batches.first()?.len();
    let equal = batches.iter().all(|batch| batch.len() == size) && last.len() <= size;
    let ends = |batch: &[Interval]| batch.iter().filter_map(|one| one.end).max();
    let waited = batches.iter().any(|batch| {
        let earliest = batch.iter().filter_map(|one| one.end).min();
        earliest
            .zip(ends(batch))
            .is_some_and(|(one, all)| one + free + early < all)
    });
    batches.push(last);
    let together = batches.iter().all(|batch| is_burst(batch, tolerance));
    (size > 1 && equal && waited && together).then_some(batches)
}

/// The width of the window that these intervals are, if at nearly each end one starts.
/// Until all its places are taken for the first time, they need not be.
fn window(intervals: &[Interval], tolerance: Tolerance) -> Option<usize> {
    let filled = filled(intervals, tolerance);
    let last = filled.iter().map(|one| one.start).max()?;
    let first = filled.iter().map(|one| one.start).min()?;
    let levels = levels(filled.into_iter());
    let width = levels.iter().map(|(_, level)| *level).max()?;
    let (full_from, _) = *levels.iter().find(|(_, level)| *level == width)?;
    let mut full = Duration::ZERO;
    for two in levels.windows(2) {
        if two[0].1 == width {
            full += two[1].0.min(last).saturating_sub(two[0].0);
        }
    }
    let kept = last.saturating_sub(full_from);
    let lasts = last > full_from && 2 * kept >= last.saturating_sub(first);
    let is_window = width > 1 && lasts && full.as_secs_f64() >= FULL * kept.as_secs_f64();
    is_window.then_some(width)
}

/// The same intervals, each of which starts with the end that it followed, if it did.
fn filled(intervals: &[Interval], tolerance: Tolerance) -> Vec<Interval> {
    let Tolerance { late, early, .. } = tolerance;
    let ends = sorted(intervals.iter().filter_map(|one| one.end));
    let mut ends = ends.into_iter().peekable();
    let filled = intervals.iter().map(|one| {
        while ends.next_if(|end| *end + late < one.start).is_some() {}
        let end = ends.next_if(|end| *end <= one.start + early);
        let start = end.unwrap_or(one.start);
        // What takes less than a tick may have ended before that.
        let end = one.end.map(|one| one.max(start));
        Interval { start, end, ..*one }
    });
    filled.collect()
}

/// The same intervals, each of which lasts until all earlier ones have ended.
fn in_order(intervals: &[Interval]) -> Vec<Interval> {
    let mut all = Some(Duration::ZERO);
    let lasting = intervals.iter().map(|one| {
        all = all.zip(one.end).map(|(all, end)| all.max(end));
        Interval { end: all, ..*one }
    });
    lasting.collect()
}
