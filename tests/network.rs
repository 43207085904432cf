//! The simulated network: the same for every strategy, distributed as it says,
//! and strict about its limits.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed
#![allow(clippy::cast_precision_loss)] // samples of 20,000

mod virtual_time_support;

use std::{cell::RefCell, pin::Pin, time::Duration};

use futures::{FutureExt, future::join_all};
use inflight::{
    network::{Fate, Network, Place, Visit},
    settings::Settings,
    virtual_time::VirtualTime,
};
use proptest::{
    collection::vec, prop_assert_eq, prop_oneof, proptest, strategy::Strategy as Generator,
};
use virtual_time_support::{compare, every_strategy, ms, settings};

const SAMPLE: usize = 20_000;

fn place(index: usize) -> Place {
    Place {
        round: 0,
        index,
        step: 0,
        attempt: 0,
    }
}

fn fates(settings: &Settings) -> impl Iterator<Item = Fate> {
    (0..SAMPLE).map(|index| Network::fate(settings, place(index)))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: Vec<_> = values.iter().map(|value| (value - mean).powi(2)).collect();
    (squares.iter().sum::<f64>() / (values.len() - 1) as f64).sqrt()
}

#[test]
fn a_request_has_the_same_latency_whichever_strategy_asks() {
    let mut settings = settings("requests=50&rounds=2");
    settings.strategies = every_strategy();
    let comparison = compare(&settings);
    for strategy in every_strategy() {
        for round in comparison.rounds(strategy) {
            for (index, span) in round.timeline.spans().iter().enumerate() {
                let took = span
                    .finished
                    .zip(span.started)
                    .map(|(end, start)| end - start);
                let place = Place {
                    round: round.number,
                    ..place(index)
                };
                assert_eq!(
                    took,
                    Some(Network::fate(&settings, place).latency),
                    "{strategy:?}"
                );
            }
        }
    }
}

#[test]
fn every_seed_round_request_step_and_attempt_is_drawn_anew() {
    let (one, other) = (settings("seed=1"), settings("seed=2"));
    let here = place(5);
    let fates = [
        Network::fate(&one, here),
        Network::fate(&other, here),
        Network::fate(&one, Place { round: 1, ..here }),
        Network::fate(&one, Place { index: 6, ..here }),
        Network::fate(&one, Place { step: 1, ..here }),
        Network::fate(&one, Place { attempt: 1, ..here }),
    ];
    let mut latencies = fates.map(|fate| fate.latency).to_vec();
    latencies.sort();
    latencies.dedup();
    assert_eq!(latencies.len(), fates.len());
    assert_eq!(Network::fate(&one, here), fates[0]);
}

/// With mean m and shape σ, ln L is normal with mean ln m − σ²/2 and deviation
/// σ; the standard errors of their estimates are σ/√n and σ/√2n.
#[test]
fn latencies_are_lognormal_with_the_given_mean_and_spread() {
    for spread in [0.1, 0.25, 0.7, 1.0, 1.2, 2.0] {
        let settings = Settings {
            spread,
            ..Settings::default()
        };
        let logs: Vec<_> = fates(&settings)
            .map(|fate| fate.latency.as_secs_f64().ln())
            .collect();
        let error = spread / (SAMPLE as f64).sqrt();
        let expected = 0.115_f64.ln() - spread * spread / 2.0;
        assert!(
            (mean(&logs) - expected).abs() < 5.0 * error,
            "mean at {spread}"
        );
        let off = (deviation(&logs) - spread).abs();
        assert!(off < 5.0 * error / 2.0_f64.sqrt(), "deviation at {spread}");
    }
}

/// The variance of a lognormal is m² (exp(σ²) − 1).
#[test]
fn the_mean_latency_is_the_setting_whatever_the_spread() {
    for spread in [0.1, 0.7, 1.0] {
        let settings = Settings {
            spread,
            ..Settings::default()
        };
        let latencies: Vec<_> = fates(&settings)
            .map(|fate| fate.latency.as_secs_f64())
            .collect();
        let error = 0.115 * ((spread * spread).exp_m1() / SAMPLE as f64).sqrt();
        assert!(
            (mean(&latencies) - 0.115).abs() < 5.0 * error,
            "at {spread}"
        );
    }
}

#[test]
fn neighbours_do_not_hang_together() {
    let settings = Settings {
        spread: 1.0,
        ..Settings::default()
    };
    let logs: Vec<_> = fates(&settings)
        .map(|fate| fate.latency.as_secs_f64().ln())
        .collect();
    let centre = mean(&logs);
    let products: Vec<_> = logs
        .windows(2)
        .map(|pair| (pair[0] - centre) * (pair[1] - centre))
        .collect();
    assert!(mean(&products).abs() < 5.0 / (SAMPLE as f64).sqrt());
}

#[test]
fn without_spread_all_latencies_are_equal() {
    let settings = settings("spread=0&latency=115");
    assert!(fates(&settings).all(|fate| fate.latency == ms(115)));
}

#[test]
fn the_share_of_failures_is_the_one_asked_for() {
    for percent in [0, 1, 10, 50, 99, 100] {
        let settings = Settings {
            failures: percent,
            ..Settings::default()
        };
        let failed = fates(&settings).filter(|fate| fate.status == 500).count() as f64;
        let (share, sample) = (f64::from(percent) / 100.0, SAMPLE as f64);
        let deviation = (sample * share * (1.0 - share)).sqrt();
        // At 0 and 100 % this leaves no room at all.
        assert!(
            (failed - sample * share).abs() <= 5.0 * deviation,
            "{failed} at {percent} %"
        );
    }
}

#[test]
fn no_more_than_cap_are_at_the_server_and_they_arrive_in_the_order_of_asking() {
    let settings = settings("cap=6&latency=100");
    let (time, network) = (VirtualTime::default(), Network::new(&settings));
    let (served, peak) = (RefCell::new(Vec::new()), RefCell::new((0, 0)));
    let request = async |index| {
        let visit = network.visit(place(index)).await;
        served.borrow_mut().push(index);
        let here = peak.borrow().0 + 1;
        peak.replace_with(|(_, most)| (here, here.max(*most)));
        time.sleep(visit.fate.latency).await;
        peak.borrow_mut().0 -= 1;
    };
    time.run(join_all((0..50).map(request)))
        .expect("all are served");
    assert_eq!(served.into_inner(), (0..50).collect::<Vec<_>>());
    assert_eq!(peak.into_inner(), (0, 6));
}

/// One who asked, and what became of it.
enum Visitor<'a> {
    Waiting(Pin<Box<dyn Future<Output = Visit<'a>> + 'a>>),
    Served(#[allow(dead_code)] Visit<'a>), // held, and so holding its connection
}

impl Visitor<'_> {
    fn poll(&mut self) {
        if let Self::Waiting(visit) = self
            && let Some(visit) = visit.now_or_never()
        {
            *self = Self::Served(visit);
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Ask,
    /// The visitor at this place in the row goes away, served or not.
    Leave(usize),
    /// All look whether it is their turn, the last one first.
    Look,
}

fn any_steps() -> impl Generator<Value = Vec<Step>> {
    let leave = (0_usize..20).prop_map(Step::Leave);
    vec(
        prop_oneof![
            proptest::strategy::Just(Step::Ask),
            leave,
            proptest::strategy::Just(Step::Look)
        ],
        0..200,
    )
}

proptest! {
    /// Whoever goes away gives its connection on, whether it was served, waited,
    /// or had just been given one and did not know it yet.
    #[test]
    fn those_are_served_who_asked_first_among_those_still_there(cap in 1_usize..6, steps in any_steps()) {
        let settings = Settings { cap, ..Settings::default() };
        let network = Network::new(&settings);
        let mut row = Vec::new();
        for (index, step) in steps.into_iter().chain([Step::Look]).enumerate() {
            match step {
                Step::Ask => {
                    let mut visitor = Visitor::Waiting(Box::pin(network.visit(place(index))));
                    visitor.poll();
                    row.push(visitor);
                }
                Step::Leave(which) if which < row.len() => drop(row.remove(which)),
                Step::Leave(_) => {}
                Step::Look => {
                    row.iter_mut().rev().for_each(Visitor::poll);
                    for (rank, visitor) in row.iter().enumerate() {
                        let served = matches!(visitor, Visitor::Served(_));
                        prop_assert_eq!(served, rank < cap, "{} of {}", rank, row.len());
                    }
                }
            }
        }
    }
}

fn arrivals(network: &Network, count: usize) -> Vec<Visit<'_>> {
    let visit = |index| {
        network
            .visit(place(index))
            .now_or_never()
            .expect("no queue")
    };
    (0..count).map(visit).collect()
}

#[test]
fn beyond_its_capacity_the_server_slows_down_and_then_refuses() {
    let network = Network::new(&settings("capacity=4&spread=0&latency=64"));
    let fates: Vec<_> = arrivals(&network, 7)
        .iter()
        .map(|visit| visit.fate)
        .collect();
    let answered = |latency| Fate {
        latency,
        status: 200,
    };
    assert_eq!(fates[..4], [answered(ms(64)); 4]);
    assert_eq!(fates[4..6], [answered(ms(125)), answered(ms(216))]);
    assert_eq!(
        fates[6],
        Fate {
            latency: ms(64),
            status: 503
        }
    );
}

#[test]
fn a_server_that_all_have_left_is_as_quick_as_before() {
    let network = Network::new(&settings("capacity=4&spread=0&latency=64"));
    drop(arrivals(&network, 50));
    let latencies: Vec<Duration> = arrivals(&network, 4)
        .iter()
        .map(|visit| visit.fate.latency)
        .collect();
    assert_eq!(latencies, [ms(64); 4]);
}
