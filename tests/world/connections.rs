//! The browser's connections (`cap`): how many there are, and who gets one.

use std::{cell::RefCell, pin::Pin, time::Duration};

use futures::{FutureExt, future::join_all};
use inflight::{
    settings::Settings,
    world::{
        network::{Network, Visit},
        virtual_time::VirtualTime,
    },
};
use proptest::{
    collection::vec,
    prop_assert_eq, prop_oneof, proptest,
    strategy::{Just, Strategy as Generator},
};

use crate::{helpers::settings, network::place};

#[test]
fn no_more_than_cap_are_at_the_server_and_they_arrive_in_the_order_of_asking() {
    let settings = settings("cap=6&latency=100");
    let (time, network) = (VirtualTime::default(), Network::new(&settings));
    let (served, peak) = (RefCell::new(Vec::new()), RefCell::new((0, 0)));
    let request = async |index| {
        let visit = network.visit(place(index), || Duration::ZERO).await;
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

/// A request that has asked for a connection.
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
    /// The visitor at this place in the queue goes away, served or not.
    Leave(usize),
    /// All visitors are polled, the last one first.
    Look,
}

fn any_steps() -> impl Generator<Value = Vec<Step>> {
    let leave = (0_usize..20).prop_map(Step::Leave);
    vec(
        prop_oneof![Just(Step::Ask), leave, Just(Step::Look)],
        0..200,
    )
}

proptest! {
    /// A visitor that goes away passes its connection on: when it was served, when
    /// it waited, and when it had a connection without having been polled since.
    #[test]
    fn those_are_served_who_asked_first_among_those_still_there(cap in 1_usize..6, steps in any_steps()) {
        let settings = Settings { cap, ..Settings::default() };
        let network = Network::new(&settings);
        let mut row = Vec::new();
        for (index, step) in steps.into_iter().chain([Step::Look]).enumerate() {
            match step {
                Step::Ask => {
                    let mut visitor = Visitor::Waiting(Box::pin(network.visit(place(index), || Duration::ZERO)));
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
