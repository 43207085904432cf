//! Over HTTP/2 there is room for a hundred requests on one connection.

use super::{
    bench::Bench,
    figures::Goal,
    network::REQUESTS,
    part::Part,
    programs,
    race::{Ratio, at_most, compare, race, without_goal},
    server::Server,
    stand::Stand,
    track::{Contender, Track},
};

/// One after the other, a block takes half a minute, and hardly varies.
const BLOCKS: usize = 7;

pub(crate) async fn measure(bench: &Bench, part: &mut Part) {
    programs::build("by_hand");
    let server = Server::start_http2().await;
    let stand = Stand::open(&server);
    let track = Track {
        about: " (HTTP/2, 115 ms)".to_owned(),
        endpoint: Some(server.endpoint(115)),
        ..Track::new(&stand, REQUESTS, 10)
    };
    let contenders = [
        Contender::Ours("sequential"),
        Contender::Ours("joined"),
        Contender::Hand("joined"),
        Contender::Rust("joined"),
    ];
    race(bench, part, bench.at_most(BLOCKS), &track, &contenders).await;
    let faster = Ratio {
        goal: Some(Goal::AtLeast(43.0)),
        ..at_most("P4", "ours, sequential", "ours, joined", 0.0)
    };
    let ours = without_goal("P4", "ours, joined", "by hand, joined");
    let rust = without_goal("P4", "by hand in Rust, joined", "by hand, joined");
    compare(part, &track, &[faster, ours, rust]);
}
