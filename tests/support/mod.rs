//! What the tests stand on: an origin to talk to, a browser to talk with, a page to use, a report to check.

pub(crate) mod acting;
pub(crate) mod api;
pub(crate) mod bidi;
pub(crate) mod browser;
pub(crate) mod claim;
pub(crate) mod console;
pub(crate) mod driver;
pub(crate) mod engine;
pub(crate) mod faults;
pub(crate) mod files;
pub(crate) mod json;
pub(crate) mod origin;
pub(crate) mod page;
pub(crate) mod policing;
pub(crate) mod ranking;
pub(crate) mod reading;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod round;
pub(crate) mod score;
pub(crate) mod shape;
pub(crate) mod shown;
pub(crate) mod site;
pub(crate) mod spans;
pub(crate) mod statistics;
