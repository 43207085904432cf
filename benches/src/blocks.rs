//! Blocks: each one measures every contender once, in random order, so that other work of the machine affects all of
//! them.

use super::{
    figures::{Figure, Goal},
    options::Options,
    results::Results,
    workload::{Contender, Workload},
};
use inflight::world::random::shuffle;
use std::io::{self, Write};

/// A line of the table: the time of one contender divided by that of another.
pub(crate) struct Ratio {
    pub(crate) comparison: &'static str,
    pub(crate) above: String,
    pub(crate) below: String,
    pub(crate) goal: Option<Goal>,
}

/// A ratio with an upper limit as its goal.
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

/// Measures all contenders in this many blocks. Before that, each runs once without counting.
pub(crate) async fn measure_blocks(
    options: &Options,
    results: &mut Results,
    blocks: usize,
    workload: &Workload<'_>,
    contenders: &[Contender],
) {
    let all: Vec<_> = contenders.iter().map(|one| (workload, *one)).collect();
    measure_blocks_of(options, results, blocks, &all, all.len(), async |_, _| ()).await;
}

/// The same with a workload for each contender. Only the first `warm_up` contenders run once without counting, and `then`
/// is called after each measurement, with the name of the contender.
pub(crate) async fn measure_blocks_of(
    options: &Options,
    results: &mut Results,
    blocks: usize,
    contenders: &[(&Workload<'_>, Contender)],
    warm_up: usize,
    mut then: impl AsyncFnMut(&Workload<'_>, &str),
) {
    for (workload, contender) in &contenders[..warm_up] {
        workload.time(contender).await;
    }
    for block in 0..blocks {
        let mut order: Vec<_> = contenders.iter().collect();
        shuffle(
            &mut order,
            options.seed,
            &[results.number as u64, block as u64],
        );
        for (workload, contender) in order {
            let took = workload.time(contender).await;
            let name = workload.name_of(contender);
            then(workload, &name).await;
            results.times.entry(name).or_default().push(took);
        }
        print!(".");
        io::stdout().flush().ok();
    }
    println!();
}

/// Adds the lines for these ratios of a workload.
pub(crate) fn compare(results: &mut Results, workload: &Workload<'_>, ratios: &[Ratio]) {
    for ratio in ratios {
        let (above, below) = (workload.name(&ratio.above), workload.name(&ratio.below));
        let figure = Figure::ratio(&results.times[&above], &results.times[&below]);
        results.add((ratio.comparison, &above, &below), figure, ratio.goal);
    }
}
