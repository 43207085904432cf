//! The reader's own code, in its sandbox, against the page's own window.

use super::{
    blocks::{at_most, compare, measure_blocks, without_goal},
    driver::Driver,
    network::REQUESTS,
    options::Options,
    results::Results,
    server::Server,
    workload::{
        Contender::{Ours, OursAgain},
        Workload,
    },
};
use end_to_end::origin::site;
use std::fs;

/// The code is the page's own listing of a window in JavaScript, which a reader may paste as it is.
pub(crate) async fn measure(options: &Options, results: &mut Results) {
    let listing = site::snippets("javascript").join("windowed.js");
    let code = fs::read_to_string(listing).expect("the listing of a window");
    let server = Server::start().await;
    let driver = Driver::start(&server);
    let workload = Workload {
        about: " (simulated, 115 ms)".to_owned(),
        code: Some(code),
        ..Workload::new(&driver, REQUESTS, 10)
    };
    let contenders = [Ours("yours"), Ours("windowed"), OursAgain("windowed")];
    measure_blocks(options, results, options.pairs, &workload, &contenders).await;
    let ratios = [
        at_most("P16", "ours, yours", "ours, windowed", 1.05),
        without_goal("A/A", "ours, windowed, again", "ours, windowed"),
    ];
    compare(results, &workload, &ratios);
}
