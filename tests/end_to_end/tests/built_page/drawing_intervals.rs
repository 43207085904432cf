//! Drawing: when the page draws, and how seldom, because drawing takes the thread that sends the requests.

use end_to_end::{
    origin::Origin,
    page::{Page, query},
};
use serde_json::json;

/// Script that makes the page wait for late frames. On its own, it continues without a frame after 100 ms.
const PATIENT: &str = "{
    let asked = false;
    const { requestAnimationFrame: frame, setTimeout: timer } = window;
    window.requestAnimationFrame = (call) => { asked = true; return frame(call); };
    window.setTimeout = (call, after, ...rest) => {
        const waits = asked && after === 100;
        asked = false;
        return timer(call, waits ? 10000 : after, ...rest);
    };
}";

/// Script with a clock that leaps, so that yew takes each drawing for a long one and lets the browser go on after it.
const LEAPING: &str = "{
    const { now } = Date;
    let leaps = 0;
    Date.now = () => now() + 100 * leaps++;
}";

#[tokio::test]
async fn that_a_run_begins_is_drawn_before_its_first_request_is_sent() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, &asks_for_two(&origin, "")).await;
    let body = "let drawn = false;
        const { fetch, requestAnimationFrame: frame } = window;
        window.requestAnimationFrame = (call) => frame((at) => { drawn = true; call(at); });
        const sent = new Promise((sent) => {
            window.fetch = (...args) => { sent(drawn); return fetch(...args); };
        });
        find('run').click();
        return sent;";
    assert_eq!(
        page.script(&(PATIENT.to_owned() + body), json!([])).await,
        true
    );
}

#[tokio::test]
async fn that_a_run_is_over_is_drawn_before_requests_are_given_up_and_the_list_is_filled() {
    let origin = Origin::start().await;
    let link = query(&[
        ("endpoint", &origin.endpoint("last=0")),
        ("requests", "70"),
        ("strategies", "joined"),
        ("timeout", "60000"),
    ]);
    let body = "const filled = () => [...find('responses').children].every((row) => row.children.length > 0);
        let frames = 0;
        const given_up = [];
        const { fetch, AbortController: { prototype } } = window;
        const { abort } = prototype;
        prototype.abort = function (...args) { given_up.push(frames); abort.apply(this, args); };
        const sent = new Promise((sent) => {
            window.fetch = (...args) => { sent(); return fetch(...args); };
        });
        find('run').click();
        await sent;
        find('cancel').click();
        await until('it is over', () => state() === 'cancelled');
        const early = given_up.length > 0 || filled();
        requestAnimationFrame(() => frames++);
        await until('the whole list', filled);
        return [early, given_up.length, given_up.every((frame) => frame === 1), frames];";
    for drawings in ["", LEAPING] {
        let page = Page::open(&origin, &link).await;
        let script = [PATIENT, drawings, body].concat();
        assert_eq!(
            page.script(&script, json!([])).await,
            json!([false, 70, true, 1]),
            "{drawings}"
        );
    }
}

/// The time that each frame takes, in milliseconds.
const FRAME: u32 = 15;

/// The time between drawings, which may take a fiftieth of the time. It is below one second, the greatest interval.
const APART: u32 = 50 * FRAME;

#[tokio::test]
async fn the_first_drawing_of_a_run_takes_no_more_than_its_share_either() {
    let origin = Origin::start().await;
    // The first answer arrives at once, the second never.
    let page = Page::open(&origin, &asks_for_two(&origin, "last=1")).await;
    // A callback that follows in the same frame belongs to the frame.
    let body = "const frame = window.requestAnimationFrame;
        window.requestAnimationFrame = (call) => {
            const id = frame(call);
            frame(() => {
                for (const end = performance.now() + args; performance.now() < end;);
            });
            return id;
        };
        const began = performance.now();
        find('run').click();
        await until('an answer', () => find('responses').querySelector('.ok'));
        return performance.now() - began;";
    let first = page
        .script(&(PATIENT.to_owned() + body), json!(FRAME))
        .await;
    let first = first.as_f64().expect("milliseconds");
    assert!(first >= f64::from(APART), "{first} ms after it began");
}

/// A link for two sequential requests to a server that answers with these options.
fn asks_for_two(origin: &Origin, how: &str) -> String {
    query(&[
        ("endpoint", &origin.endpoint(how)),
        ("requests", "2"),
        ("strategies", "sequential"),
        ("timeout", "60000"),
    ])
}
