//! The clock of a replay.

use std::rc::Rc;

use yew::platform::spawn_local;

use super::{Dispatch, Message};
use crate::{
    browser::clock,
    page::{
        shared::Shared,
        state::{Action, Replay},
    },
};

/// Advances a replay with each frame, as long as it exists. It ends when a figure runs:
/// drawing would take time from the requests.
pub(in crate::page::view) fn replay(replay: &Replay, shared: &Shared, dispatch: &Dispatch) {
    let (replay, shared, dispatch) = (Rc::downgrade(replay), shared.clone(), dispatch.clone());
    spawn_local(async move {
        let mut before = clock::now();
        loop {
            clock::frame().await;
            if replay.strong_count() == 0 {
                return;
            }
            if shared.is_running() {
                dispatch.emit(Message::act(Action::GoTo(None)));
                return;
            }
            let now = clock::now();
            let elapsed = now.saturating_sub(before);
            before = now;
            dispatch.emit(Message::act(Action::Advance(elapsed)));
        }
    });
}
