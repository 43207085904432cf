//! Consent: whether a run may send its requests to a server, and whether the
//! reader has to agree first.

use super::limits;
use crate::{
    format::{count, counted, list},
    settings::{Plan, Settings, shortened},
    strategy::Strategy,
};

/// The largest number of requests of a run to a third party's server.
const THIRD_PARTY_REQUESTS: usize = 1_000;
/// The largest number of requests in flight to such a server.
const THIRD_PARTY_IN_FLIGHT: usize = 16;
/// The largest number of requests in flight to the page's own server or to the
/// reader's own machine. With a few more, a browser fails requests without
/// sending them (`ERR_INSUFFICIENT_RESOURCES`).
const OWN_IN_FLIGHT: usize = 1_000;

/// Whether a run may send its requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consent {
    /// It may.
    Allowed,
    /// The server is a third party's: the reader decides.
    Ask(Demand),
    /// It may not. The message says why, and what to change.
    Refused(String),
}

/// The load that a run puts on a third party's server: one that is neither
/// simulated, nor the page's own, nor on the reader's machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The server's origin: `https://example.org`.
    pub origin: String,
    /// How many requests the run may send, without retries.
    pub requests: usize,
    /// How many of them may be in flight at once.
    pub at_once: usize,
}

impl Demand {
    fn new(origin: String, runs: &[Settings]) -> Self {
        let at_once = |run: &Settings| {
            let slots = run.strategies.iter().map(|one| run.slots(*one));
            slots.max().unwrap_or(0)
        };
        Self {
            origin,
            requests: runs.iter().map(Settings::sent).sum(),
            at_once: runs.iter().map(at_once).max().unwrap_or(0),
        }
    }

    /// The question that the reader is asked.
    #[must_use]
    pub fn question(&self) -> String {
        format!(
            "This sends {} to {}, at most {} at once. That server does not belong to this page: is it yours, or are you allowed to send it these requests?",
            counted(self.requests, "request"),
            self.origin,
            count(self.at_once)
        )
    }
}

/// Whether a run may send its requests from a page with this origin. `origin_of`
/// gives the origin of a URL, as the browser writes it; `None` if the browser
/// cannot read the URL.
#[must_use]
pub fn consent(
    settings: &Settings,
    plan: Plan,
    page: &str,
    origin_of: impl Fn(&str) -> Option<String>,
) -> Consent {
    if let Some(why) = limits::too_long(settings).or_else(|| cannot_call(settings)) {
        return Consent::Refused(why);
    }
    let Some(url) = settings.endpoint.url(1) else {
        return Consent::Allowed;
    };
    if let Some(quota) = settings.quota {
        return Consent::Refused(format!(
            "quota must be none where requests go to a real server, not “{quota}”: how many it allows is not for this page to set. With pace={quota}, paced keeps to that many. Nothing was sent."
        ));
    }
    let Some(origin) = origin_of(&url) else {
        return Consent::Refused(format!(
            "endpoint must be a URL that this browser can read, not “{}”. Nothing was sent.",
            shortened(&url)
        ));
    };
    let runs = plan.runs(settings);
    match Some(origin).filter(|origin| origin != page) {
        Some(origin) if !is_reachable(&origin) => Consent::Refused(format!(
            "This page cannot reach {origin}: the page’s Content-Security-Policy allows requests to https servers, and over http only to localhost and 127.0.0.1. Nothing was sent."
        )),
        Some(origin) if !is_loopback(&origin) => third_party(Demand::new(origin, &runs), &runs),
        _ => match too_many_in_flight(&runs, OWN_IN_FLIGHT, "on a real network") {
            Some(why) => Consent::Refused(why),
            None => Consent::Allowed,
        },
    }
}

/// Why a run is refused that would have to call a function of the reader's.
fn cannot_call(settings: &Settings) -> Option<String> {
    let yours = settings.strategies.iter().find(|one| one.is_asked())?.key();
    if settings.code.is_empty() {
        return Some(format!(
            "strategies has {yours}, and code is empty: write a function, or take {yours} out. Nothing was sent."
        ));
    }
    (!settings.is_simulated()).then(|| format!(
        "endpoint must be simulated where strategies has {yours}, not “{}”: code is called on the simulated network alone. Nothing was sent.",
        shortened(&settings.endpoint.to_string())
    ))
}

/// Refuses a run that is too large for a third party's server, and asks about
/// any other.
fn third_party(demand: Demand, runs: &[Settings]) -> Consent {
    let server = format!("at {}, which is not yours", demand.origin);
    if let Some(why) = too_many_in_flight(runs, THIRD_PARTY_IN_FLIGHT, &server) {
        return Consent::Refused(why);
    }
    if demand.requests <= THIRD_PARTY_REQUESTS {
        return Consent::Ask(demand);
    }
    Consent::Refused(format!(
        "{} are more than the {} that this page sends to {}, which is not yours: choose fewer requests, strategies or rounds. Nothing was sent.",
        counted(demand.requests, "request"),
        count(THIRD_PARTY_REQUESTS),
        demand.origin
    ))
}

/// The message if some of the strategies would have more than `limit` requests
/// in flight; `server` says where.
fn too_many_in_flight(runs: &[Settings], limit: usize, server: &str) -> Option<String> {
    let mut names = Vec::new();
    for run in runs {
        let exceeds = |strategy: &&Strategy| run.slots(**strategy) > limit;
        let exceeding = run.strategies.iter().filter(exceeds);
        names.extend(exceeding.map(|strategy| strategy.name().to_owned()));
    }
    names.dedup();
    (!names.is_empty()).then(|| {
        format!(
            "{} would have more than {} requests in flight {server}: choose windowed with a concurrency of at most {}, or fewer requests. Nothing was sent.",
            list(&names),
            count(limit),
            count(limit.min(256))
        )
    })
}

/// Whether the Content-Security-Policy in index.html allows requests to another
/// origin.
fn is_reachable(origin: &str) -> bool {
    let local = |host: &str| {
        let rest = origin.strip_prefix(host);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    origin.starts_with("https://")
        || ["http://localhost", "http://127.0.0.1"]
            .into_iter()
            .any(local)
}

/// Whether an origin is on the reader's machine.
pub(crate) fn is_loopback(origin: &str) -> bool {
    let (_, authority) = origin.split_once("://").unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => host,
        _ => authority,
    };
    let digits = |host: &str| {
        host.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    matches!(host, "localhost" | "[::1]")
        || host.ends_with(".localhost")
        || (host.starts_with("127.") && digits(host))
}
