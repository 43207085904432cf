//! HTTP/2: a hundred requests share one connection.

use super::{
    blocks::{Ratio, at_most, compare, measure_blocks, without_goal},
    driver::Driver,
    figures::Goal,
    network::REQUESTS,
    options::Options,
    programs,
    results::Results,
    server::Server,
    workload::{Contender, Workload},
};

/// Because of the sequential contender, a block takes half a minute; it hardly varies.
const BLOCKS: usize = 7;

pub(crate) async fn measure(options: &Options, results: &mut Results) {
    programs::build("by_hand");
    let server = Server::start_http2().await;
    let driver = Driver::start(&server);
    let workload = Workload {
        about: " (HTTP/2, 115 ms)".to_owned(),
        endpoint: Some(server.endpoint(115)),
        ..Workload::new(&driver, REQUESTS, 10)
    };
    let contenders = [
        Contender::Ours("sequential"),
        Contender::Ours("joined"),
        Contender::Hand("joined"),
        Contender::Rust("joined"),
    ];
    measure_blocks(
        options,
        results,
        options.at_most(BLOCKS),
        &workload,
        &contenders,
    )
    .await;
    let faster = Ratio {
        goal: Some(Goal::AtLeast(43.0)),
        ..at_most("P4", "ours, sequential", "ours, joined", 0.0)
    };
    let ours = without_goal("P4", "ours, joined", "by hand, joined");
    let rust = without_goal("P4", "by hand in Rust, joined", "by hand, joined");
    compare(results, &workload, &[faster, ours, rust]);
}
