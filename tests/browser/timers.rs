//! One timer for all that sleep.

use std::{cell::RefCell, rc::Rc};

use futures::{FutureExt, future};
use inflight::browser::{clock, timers::Timers};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::{ms, spy, until};

#[wasm_bindgen_test]
async fn an_alarm_wakes_sleepers_in_the_order_of_their_times_and_never_early() {
    let (alarm, order) = (Rc::new(Timers::default()), RefCell::new(vec![]));
    let began = clock::now();
    let sleeper = async |name: &'static str, time| {
        alarm.sleep(ms(time)).await;
        assert!(clock::now() >= began + ms(time), "{name} woke early");
        order.borrow_mut().push(name);
    };
    future::join4(
        sleeper("sixty", 60),
        sleeper("thirty", 30),
        sleeper("none", 0),
        sleeper("thirty again", 30),
    )
    .await;
    assert_eq!(
        order.into_inner(),
        ["none", "thirty", "thirty again", "sixty"]
    );
}

#[wasm_bindgen_test]
fn any_number_of_sleepers_share_one_timer_which_goes_with_their_alarm() {
    let (alarm, before) = (Rc::new(Timers::default()), spy::timers());
    let late: Vec<_> = (0..199).map(|_| alarm.sleep(ms(60_000))).collect();
    assert_eq!(spy::timers() - before, 1, "one for all");
    let soon = alarm.sleep(ms(30_000));
    assert_eq!(spy::timers() - before, 1, "the one for the first");
    drop((late, soon));
    drop(alarm);
    assert_eq!(spy::timers(), before);
}

#[wasm_bindgen_test]
async fn who_has_gone_holds_nobody_up_and_is_not_waited_for() {
    until("an end to the tests before", || spy::timers() == 0).await;
    let alarm = Rc::new(Timers::default());
    drop(alarm.sleep(ms(10)));
    let mut stays = Box::pin(alarm.sleep(ms(20)));
    drop(alarm.sleep(ms(60_000)));
    assert_eq!((&mut stays).now_or_never(), None, "it has to wait");
    stays.await;
    assert_eq!(spy::timers(), 0, "there is nobody to wake any more");
}
