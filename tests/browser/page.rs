//! The tests of `src/page/` that need a browser: `view` and `session`.

mod controls;
mod disturbed;
mod figure;
mod form;
mod inline;
mod responses;
pub(crate) mod runner;
mod scrub;
mod session;
mod shared;
mod subscriptions;
mod table;
