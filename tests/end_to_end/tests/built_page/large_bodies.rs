//! Bodies of 100 MB: the memory of the page does not grow with them.

use end_to_end::{
    browser::{
        Browser,
        engine::{CONNECTIONS, read_ahead},
    },
    faulty_origin::{End, Fault, FaultyOrigin, beginning},
    machine_lock::MachineLock,
    origin::Origin,
    page::{Page, process_memory::ProcessMemory, runs::nonblocking},
    report::{self, first_round, json::whole},
};
use serde_json::{Value, json};

/// The bytes by which the page may grow beyond what the browser reads ahead.
const BEARABLE: usize = 4 << 20;

/// The bytes by which the program may grow, whatever the browser reads ahead.
const BEARABLE_IN_PROGRAM: usize = 16 << 20;

/// How often the growth is measured. Other causes also make a process grow, but not each time; the memory for a body is
/// at most the least of these growths.
const TIMES: usize = 3;

#[tokio::test]
async fn a_body_of_100_mb_makes_the_page_grow_by_far_less() {
    let origin = Origin::start().await;
    let page = open(&origin).await;
    let memory = ProcessMemory::of(&page).await;
    // A synchronous XMLHttpRequest cannot stop reading a body.
    for strategy in nonblocking() {
        let mut growths = vec![];
        for _ in 0..TIMES {
            let server = server();
            page.run(settings(&server, "fine", strategy, 1)).await;
            let run = page.run(settings(&server, "large", strategy, 1));
            let (weight, run) = memory.measure(run).await;
            assert_cut(&run, strategy, 1);
            growths.push(weight.peak - weight.before);
            println!(
                "{strategy}: {weight:?}, {} taken of the body",
                server.record().written
            );
        }
        let least = growths.iter().min().expect("a growth");
        assert!(*least < read_ahead() + BEARABLE, "{strategy}: {growths:?}");
    }
}

#[tokio::test]
async fn as_many_bodies_of_100_mb_as_come_at_once_make_the_program_grow_by_less_than_16_mib() {
    let origin = Origin::start().await;
    let page = open(&origin).await;
    let memory = ProcessMemory::of(&page).await;
    let before = page.live_objects().await.wasm;
    for strategy in ["windowed", "joined", "windowed", "joined"] {
        let server = server();
        let requests = 3 * CONNECTIONS;
        let run = page.run(settings(&server, "large", strategy, requests));
        let (weight, run) = memory.measure(run).await;
        assert_cut(&run, strategy, requests);
        let grown = page.live_objects().await.wasm - before;
        println!("{strategy}, {requests} of them: {grown} bytes more than {before}");
        // Printed only: the browser keeps the memory of one body for the next one, with plain JavaScript too.
        let more = [weight.peak, weight.after].map(|one| one.saturating_sub(weight.before));
        println!(
            "    the process: {more:?} more than {} at most and at the end",
            weight.before
        );
        assert!(grown < BEARABLE_IN_PROGRAM, "{strategy}: {grown} bytes");
    }
}

async fn open(origin: &Origin) -> Page {
    let browser = Browser::start(MachineLock::exclusive().await).await;
    browser.count_live_objects().await;
    Page::open_in(browser, &origin.url()).await
}

/// A server that announces 100 MB and sends as much as the client reads.
fn server() -> FaultyOrigin {
    let head = beginning("Content-Length: 104857600", "");
    FaultyOrigin::start(Fault::Answer(head, End::Flood(100 << 20)))
}

fn settings(server: &FaultyOrigin, folder: &str, strategy: &str, requests: usize) -> Value {
    json!({
        "endpoint": server.endpoint(folder), "requests": requests, "strategies": strategy,
        "concurrency": CONNECTIONS, "timeout": 30_000,
    })
}

fn assert_cut(run: &Value, strategy: &str, requests: usize) {
    report::check_finished(run);
    let outcomes = &first_round(run, strategy)["outcomes"];
    assert_eq!(whole(outcomes, "body"), requests, "{outcomes}");
}
