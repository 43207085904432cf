//! Bodies of one megabyte, all requests at once: what a body costs on its way into the program.

use super::{
    blocks::{at_most, compare, measure_blocks, without_goal},
    driver::Driver,
    figures::Figure,
    options::Options,
    programs,
    results::Results,
    server::Server,
    workload::{
        Contender::{Bodies, Hand, HandAgain, Ours, Rust, RustBodies},
        Workload,
    },
};
use inflight::world::random::shuffle;

/// The number of characters in a field that nobody reads, so that a body has a million bytes. The page reads at most
/// 1 MiB of a body.
const MORE: usize = 999_930;

/// `join_all` polls up to 30 futures one after the other, and more of them as they wake.
const REQUESTS: [usize; 2] = [24, 60];

pub(crate) async fn measure(options: &Options, results: &mut Results) {
    programs::build("by_hand");
    let server = Server::start().await;
    let driver = Driver::start(&server);
    for requests in REQUESTS {
        let workload = workload(&server, &driver, requests);
        let contenders = [
            Ours("joined"),
            Hand("joined"),
            HandAgain("joined"),
            Rust("joined"),
            Bodies("bytes"),
            RustBodies("buffers"),
            RustBodies("bytes"),
            RustBodies("pieces"),
            Bodies("text"),
            RustBodies("text"),
        ];
        measure_blocks(options, results, options.pairs, &workload, &contenders).await;
        let [bytes, text] = ["bytes", "text"].map(|way| Bodies(way).label());
        let [buffers, copies, pieces, texts] =
            ["buffers", "bytes", "pieces", "text"].map(|way| RustBodies(way).label());
        let ratios = [
            at_most("P18", "ours, joined", "by hand, joined", 1.05),
            without_goal("P18", "by hand in Rust, joined", "by hand, joined"),
            without_goal("P18", "ours, joined", "by hand in Rust, joined"),
            without_goal("P18", buffers, &bytes),
            without_goal("P18", &copies, bytes),
            without_goal("P18", texts, text),
            without_goal("P18", pieces, &copies),
            without_goal("P18", "by hand in Rust, joined", copies),
            without_goal("A/A", "by hand, joined, again", "by hand, joined"),
        ];
        compare(results, &workload, &ratios);
    }
    drop(driver);
    first_times(options, results).await;
}

fn workload<'a>(server: &Server, driver: &'a Driver, requests: usize) -> Workload<'a> {
    Workload {
        about: format!(" ({requests} × 1 MB)"),
        endpoint: Some(format!("{}&more={MORE}", server.endpoint(0))),
        ..Workload::new(driver, requests, 10)
    }
}

/// Compares the first time in a browser with the second one: in the first, the program's memory has to grow.
async fn first_times(options: &Options, results: &mut Results) {
    let contenders = [RustBodies("bytes"), Bodies("bytes")];
    for block in 0..options.at_most(11) {
        let mut order = contenders;
        let key = [results.number as u64, block as u64];
        shuffle(&mut order, options.seed, &key);
        for contender in order {
            // A server has one mailbox, and with it one browser.
            let server = Server::start().await;
            let driver = Driver::start(&server);
            let workload = workload(&server, &driver, REQUESTS[0]);
            // Connections are opened, the program is loaded and compiled.
            let few = Workload {
                requests: 6,
                endpoint: Some(format!("{}&more=1000", server.endpoint(0))),
                ..Workload::new(&driver, 6, 10)
            };
            few.time(&contender).await;
            for which in ["first", "second"] {
                let name = format!("{}, {which} time", workload.name_of(&contender));
                let took = workload.time(&contender).await;
                results.times.entry(name).or_default().push(took);
            }
        }
    }
    for contender in contenders {
        let name = format!("{} ({} × 1 MB)", contender.label(), REQUESTS[0]);
        let [first, second] = ["first", "second"].map(|which| format!("{name}, {which} time"));
        let figure = Figure::ratio(&results.times[&first], &results.times[&second]);
        results.add(("P18", &first, "the second time"), figure, None);
    }
}
