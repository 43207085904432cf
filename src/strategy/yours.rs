//! What a function of the reader's asks for.
//!
//! ```text
//! 0 ███──┐     asked for first
//! 2 █████┤     asked for at the same time
//! 1    ██┘     asked for when 0 had ended; delivered at the return
//! ```

use std::{cell::RefCell, collections::BTreeMap};

use futures::stream::{Stream, StreamExt};

use super::Command;

/// Does what a function asks for, and decides nothing.
///
/// - **Starts** a job when the function asks for it.
/// - **Delivers** an answer into its own slot when the function asks for it; when
///   the function returns, all others that have come, in request order. If the
///   commands end without a return, because the function threw, the others are lost.
/// - **Costs** what the function makes of it. What is in flight at the return is
///   still waited for, and not delivered.
///
/// See also [`windowed`](super::windowed), which most such functions are meant to
/// be.
///
/// ```
/// # use inflight::strategy::{Command::*, yours};
/// # use std::cell::RefCell;
/// # use futures::stream;
/// let list = RefCell::new(Vec::new());
/// let square = |n| async move { n * n };
/// let commands = stream::iter([Start(2), Start(3), Start(1), Return]);
/// futures::executor::block_on(yours(square, commands, |slot, n| list.borrow_mut().push((slot, n))));
/// assert_eq!(list.into_inner(), [(1, 1), (2, 4), (3, 9)]);
/// ```
pub async fn yours<J: Future>(
    job: impl Fn(usize) -> J,
    commands: impl Stream<Item = Command>,
    deliver: impl Fn(usize, J::Output),
) {
    let answers = RefCell::new(BTreeMap::new());
    let deliver = |(index, answer)| deliver(index, answer);
    let obey = async |command| match command {
        Command::Start(index) => {
            let answer = job(index).await;
            answers.borrow_mut().insert(index, answer);
        }
        Command::Deliver(index) => {
            let answer = answers.borrow_mut().remove_entry(&index);
            answer.into_iter().for_each(deliver);
        }
        Command::Return => answers.take().into_iter().for_each(deliver),
    };
    commands.for_each_concurrent(None, obey).await;
}
