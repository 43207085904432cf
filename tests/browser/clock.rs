//! The page's clock, and waiting on it.

use std::{pin::pin, time::Duration};

use futures::{FutureExt, future};
use inflight::browser::clock;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::{ms, spy};

/// How many timers and frames something waits for, and how many of them are left when it is dropped.
fn kept<F: Future>(begin: impl FnOnce() -> F) -> [u32; 2] {
    let before = spy::timers();
    let during = {
        let mut waiting = pin!(begin());
        assert!(waiting.as_mut().now_or_never().is_none(), "it has to wait");
        spy::timers()
    };
    [during - before, spy::timers() - before]
}

#[wasm_bindgen_test]
fn the_clock_never_goes_back_and_does_go_on() {
    let began = clock::now();
    let mut last = began;
    for _ in 0..100_000 {
        let now = clock::now();
        assert!(now >= last);
        last = now;
    }
    assert!(last > began);
}

#[wasm_bindgen_test]
fn the_step_of_the_clock_is_one_that_can_be_seen() {
    let step = clock::resolution();
    assert!(step > Duration::ZERO);
    let before = clock::now();
    clock::spin(step);
    assert!(clock::now() >= before + step);
}

#[wasm_bindgen_test]
fn spinning_lasts_at_least_its_time() {
    for time in [0, 1, 20].map(ms) {
        let before = clock::now();
        clock::spin(time);
        assert!(clock::now() >= before + time);
    }
}

#[wasm_bindgen_test]
async fn sleepers_wake_in_the_order_of_their_times() {
    let order = std::cell::RefCell::new(Vec::new());
    let sleeper = async |time| {
        clock::sleep(ms(time)).await;
        order.borrow_mut().push(time);
    };
    future::join3(sleeper(60), sleeper(0), sleeper(30)).await;
    assert_eq!(order.into_inner(), [0, 30, 60]);
}

#[wasm_bindgen_test]
fn dropping_a_sleep_takes_its_timer_back() {
    assert_eq!(kept(|| clock::sleep(ms(60_000))), [1, 0]);
}

#[wasm_bindgen_test]
fn dropping_a_frame_takes_back_the_frame_and_the_timer_beside_it() {
    assert_eq!(kept(clock::frame), [2, 0]);
}

#[wasm_bindgen_test]
async fn a_frame_leaves_nothing_behind() {
    let before = spy::timers();
    clock::frame().await;
    assert_eq!(spy::timers(), before);
}
