//! The programs of the page: one of them has the panel of the reader's code.

use std::rc::Rc;

use super::later;
use crate::{
    browser::on_demand,
    page::{
        state::{Action, Page},
        view::{
            message::{Dispatch, Message},
            own,
        },
    },
};

/// Opens the panel of the reader's code, or closes it. Another program has it, which
/// takes the place of this one.
pub(super) fn open_code(page: &Page, dispatch: &Dispatch) {
    if page.run.is_running() {
        let busy = "a run is going on: your code can be opened after it";
        dispatch.emit(Message::act(Action::Notify(busy.into())));
        return;
    }
    match own::get() {
        Some(own) => (own.open)(page, dispatch),
        None => replace_program(page, dispatch),
    }
}

/// Puts the program that has what is the reader's own in the place of this one.
pub(in crate::page::view) fn replace_program(page: &Page, dispatch: &Dispatch) {
    let code = Rc::clone(&page.settings.code);
    later(
        dispatch,
        Box::pin(async move {
            on_demand::replace_program(&code).await?;
            Ok(Action::Announce(""))
        }),
    );
}
