//! The environment of a run, in a report and in words.

use serde::Serialize;
use serde_json::Number;

use super::ms;
use crate::{analysis::environment::Environment, world::transport::Transport};

/// An environment in the shape of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EnvironmentReport {
    transport: &'static str,
    protocol: Option<String>,
    user_agent: String,
    clock_resolution_ms: Number,
    was_hidden: bool,
}

impl From<Environment> for EnvironmentReport {
    fn from(environment: Environment) -> Self {
        Self {
            transport: word(environment.transport),
            protocol: environment.protocol,
            user_agent: environment.user_agent,
            clock_resolution_ms: ms(environment.clock_resolution),
            was_hidden: environment.was_hidden,
        }
    }
}

/// The word for a transport, in reports and files.
#[must_use]
pub fn word(transport: Transport) -> &'static str {
    match transport {
        Transport::ServiceWorker => "service worker",
        Transport::InPage => "in-page",
        Transport::Network => "network",
    }
}

/// The transport with this word.
pub(super) fn from_word(text: &str) -> Option<Transport> {
    let mut all = Transport::ALL.into_iter();
    all.find(|transport| word(*transport) == text)
}

/// The environment in a sentence without a full stop.
#[must_use]
pub fn sentence(environment: &Environment) -> String {
    let how = match (environment.transport, &environment.protocol) {
        (Transport::ServiceWorker, _) => "Simulated, answered by a service worker".into(),
        (Transport::InPage, _) => "Simulated, answered in the page".into(),
        (Transport::Network, Some(protocol)) => {
            format!("Measured over the network, by {protocol}")
        }
        (Transport::Network, None) => "Measured over the network".into(),
    };
    format!("{how}, in {}", environment.user_agent)
}
