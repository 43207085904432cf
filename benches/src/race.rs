//! Contenders in random order, block by block: whatever else the machine does meanwhile meets them all.

use super::{
    bench::Bench,
    figures::{Figure, Goal},
    part::Part,
    track::{Contender, Track},
};
use inflight::world::random::shuffle;
use std::io::{self, Write};

/// A line of the table: one contender's time over another's.
pub(crate) struct Ratio {
    pub(crate) comparison: &'static str,
    pub(crate) above: String,
    pub(crate) below: String,
    pub(crate) goal: Option<Goal>,
}

/// A ratio that is to be at most so much.
pub(crate) fn at_most(
    comparison: &'static str,
    above: impl Into<String>,
    below: impl Into<String>,
    limit: f64,
) -> Ratio {
    Ratio {
        comparison,
        above: above.into(),
        below: below.into(),
        goal: Some(Goal::AtMost(limit)),
    }
}

/// A ratio without a goal: a limit, or a comparison of different things.
pub(crate) fn without_goal(
    comparison: &'static str,
    above: impl Into<String>,
    below: impl Into<String>,
) -> Ratio {
    Ratio {
        comparison,
        above: above.into(),
        below: below.into(),
        goal: None,
    }
}

/// Each contender once without counting, so that none pays for the first time; then all of them, so many times.
pub(crate) async fn race(
    bench: &Bench,
    part: &mut Part,
    blocks: usize,
    track: &Track<'_>,
    contenders: &[Contender],
) {
    let all: Vec<_> = contenders.iter().map(|one| (track, *one)).collect();
    race_on_tracks(bench, part, blocks, &all, all.len(), async |_, _| ()).await;
}

/// The same where each contender has a track of its own, and only the first few run once without counting; what `then`
/// does comes after each that counts, and is told its name.
pub(crate) async fn race_on_tracks(
    bench: &Bench,
    part: &mut Part,
    blocks: usize,
    contenders: &[(&Track<'_>, Contender)],
    warm_up: usize,
    mut then: impl AsyncFnMut(&Track<'_>, &str),
) {
    for (track, contender) in &contenders[..warm_up] {
        track.time(contender).await;
    }
    for block in 0..blocks {
        let mut order: Vec<_> = contenders.iter().collect();
        shuffle(&mut order, bench.seed, &[part.number as u64, block as u64]);
        for (track, contender) in order {
            let took = track.time(contender).await;
            let name = track.called(contender);
            then(track, &name).await;
            part.times.entry(name).or_default().push(took);
        }
        print!(".");
        io::stdout().flush().ok();
    }
    println!();
}

/// Adds the lines for these ratios; `track` tells contenders of one part apart.
pub(crate) fn compare(part: &mut Part, track: &Track<'_>, ratios: &[Ratio]) {
    for ratio in ratios {
        let (above, below) = (track.name(&ratio.above), track.name(&ratio.below));
        let figure = Figure::ratio(&part.times[&above], &part.times[&below]);
        part.add((ratio.comparison, &above, &below), figure, ratio.goal);
    }
}
