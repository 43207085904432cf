//! Why a request got no complete answer.

use std::time::Duration;

use crate::format::time;

/// Why there is no complete answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No answer, with the browser's message. For security, the browser does not
    /// tell a page the cause.
    #[error(
        "no answer ({0}): unknown host, refused or reset connection, an answer without CORS \
         headers, something blocked, mixed content or offline; the browser does not say which"
    )]
    Network(String),
    /// A redirect to another server, with its origin; empty if the browser does
    /// not tell it. Only one such redirect is followed, to see where it leads.
    #[error("redirected {}", led_to(.0))]
    Elsewhere(String),
    /// The headers arrived, but the body broke off.
    #[error("the body broke off ({0})")]
    Broken(String),
    /// The headers arrived, but the body is larger than [`BODY_LIMIT`](super::answer::BODY_LIMIT).
    #[error("the body is larger than 1 MiB and was not read further")]
    TooLarge,
    /// The deadline passed.
    #[error("no complete answer within {}", time(*.0))]
    Timeout(Duration),
}

/// Where a redirect led.
fn led_to(origin: &str) -> String {
    if origin.is_empty() {
        return "and then without an answer: the browser does not say where the redirect leads"
            .into();
    }
    format!(
        "to {origin}, about which nobody was asked; to send requests there, make it the endpoint"
    )
}
