//! Manners towards servers: what a run may ask of one, and when the reader is
//! asked first.

use crate::{
    format::{count, counted, list},
    settings::{Endpoint, Plan, Settings},
    strategy::Strategy,
};

/// The most requests of a run to a server that is not the reader's own.
const STRANGERS_REQUESTS: usize = 1_000;
/// The most of them in flight.
const STRANGERS_IN_FLIGHT: usize = 16;
/// The most in flight to the reader's own server: with some more than that, a
/// browser gives up by itself (`ERR_INSUFFICIENT_RESOURCES`).
const OWN_IN_FLIGHT: usize = 1_000;

/// What a run will ask of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Whose server it is: `https://example.org`.
    pub origin: String,
    /// How many requests the run may send, repeated ones not counted.
    pub requests: usize,
    /// How many of them may be in flight.
    pub at_once: usize,
}

/// What a run asks of a server that is neither simulated, nor the page's own
/// (its origin is given), nor on the reader's own machine.
#[must_use]
pub fn demand(settings: &Settings, plan: Plan, page: &str) -> Option<Demand> {
    let origin = settings.endpoint.origin()?;
    if origin == page || is_loopback(&origin) {
        return None;
    }
    let at_once = |settings: &Settings| {
        let slots = settings.strategies.iter().map(|one| settings.slots(*one));
        slots.max().unwrap_or(0)
    };
    let runs = plan.runs(settings);
    Some(Demand {
        origin,
        requests: runs.iter().map(Settings::sent).sum(),
        at_once: runs.iter().map(at_once).max().unwrap_or(0),
    })
}

impl Demand {
    /// The question that the reader is asked.
    #[must_use]
    pub fn question(&self) -> String {
        format!(
            "This sends {} to {}, at most {} at once. That server is not part of this page: is it yours, or may you ask this of it?",
            counted(self.requests, "request"),
            self.origin,
            count(self.at_once)
        )
    }
}

/// Why a run may not be, and the way out; `None` if it may.
#[must_use]
pub fn objection(settings: &Settings, plan: Plan, page: &str) -> Option<String> {
    if settings.endpoint == Endpoint::Simulated {
        return None;
    }
    if let Some(origin) = settings
        .endpoint
        .origin()
        .filter(|origin| !is_reachable(origin, page))
    {
        return Some(format!(
            "{origin} is out of this page’s reach: its Content-Security-Policy lets requests out to https servers, and over http only to localhost and 127.0.0.1. Nothing was sent."
        ));
    }
    let demand = demand(settings, plan, page);
    let (limit, whose) = match &demand {
        Some(demand) => (
            STRANGERS_IN_FLIGHT,
            format!("at {}, which is not yours", demand.origin),
        ),
        None => (OWN_IN_FLIGHT, "on a real network".to_owned()),
    };
    let runs = plan.runs(settings);
    let wide: Vec<_> = runs.iter().flat_map(|run| too_wide(run, limit)).collect();
    if !wide.is_empty() {
        let mut names = wide;
        names.dedup();
        return Some(format!(
            "{} would have more than {} requests in flight {whose}: take windowed with a concurrency of at most {}, or fewer requests. Nothing was sent.",
            list(&names),
            count(limit),
            count(limit.min(256))
        ));
    }
    let demand = demand.filter(|demand| demand.requests > STRANGERS_REQUESTS)?;
    Some(format!(
        "{} are more than the {} that this page sends to {}, which is not yours: take fewer requests, strategies or rounds. Nothing was sent.",
        counted(demand.requests, "request"),
        count(STRANGERS_REQUESTS),
        demand.origin
    ))
}

/// Whether the policy in index.html lets requests out to an origin.
fn is_reachable(origin: &str, page: &str) -> bool {
    let local = |host: &str| {
        let rest = origin.strip_prefix(host);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    origin == page
        || origin.starts_with("https://")
        || ["http://localhost", "http://127.0.0.1"]
            .into_iter()
            .any(local)
}

fn too_wide(settings: &Settings, limit: usize) -> Vec<String> {
    let wide = |one: &&Strategy| settings.slots(**one) > limit;
    let strategies = settings.strategies.iter().filter(wide);
    strategies.map(|one| one.name().to_owned()).collect()
}

/// Whether an origin is the reader's own machine.
fn is_loopback(origin: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://inflight.example";

    fn to(query: &str) -> Settings {
        let (settings, refusals) = Settings::from_query(query);
        assert_eq!(refusals, [], "{query}");
        settings
    }

    #[test]
    fn only_a_strangers_server_needs_a_question() {
        let asked = |endpoint: &str| {
            let settings = Settings {
                endpoint: Endpoint::parse(endpoint).unwrap_or(Endpoint::Simulated),
                ..Settings::default()
            };
            demand(&settings, Plan::Rounds, PAGE).map(|demand| demand.origin)
        };
        for own in [
            "simulated",
            "site",
            "https://inflight.example/api/{id}",
            "HTTPS://Inflight.Example:443/{id}",
            "http://localhost:3000/{id}",
            "http://api.localhost/{id}",
            "http://127.0.0.1:8000/{id}",
            "http://127.9.9.9/{id}",
            "http://[::1]:8000/{id}",
        ] {
            assert_eq!(asked(own), None, "{own}");
        }
        for (stranger, origin) in [
            ("jsonplaceholder", "https://jsonplaceholder.typicode.com"),
            ("http://inflight.example/{id}", "http://inflight.example"),
            (
                "https://inflight.example:8443/{id}",
                "https://inflight.example:8443",
            ),
            (
                "http://localhost.evil.example/{id}",
                "http://localhost.evil.example",
            ),
            (
                "http://127.0.0.1.evil.example?{id}",
                "http://127.0.0.1.evil.example",
            ),
            ("http://192.168.1.1/{id}", "http://192.168.1.1"),
        ] {
            assert_eq!(asked(stranger).as_deref(), Some(origin), "{stranger}");
        }
    }

    #[test]
    fn the_question_names_the_origin_the_number_and_the_concurrency() {
        let settings =
            to("endpoint=jsonplaceholder&strategies=sequential,windowed&rounds=3&steps=2");
        let question = demand(&settings, Plan::Rounds, PAGE).map(|demand| demand.question());
        let question = question.unwrap_or_default();
        for part in [
            "288 requests", // every step is one
            "https://jsonplaceholder.typicode.com",
            "at most 10 at once",
        ] {
            assert!(question.contains(part), "{part}: {question}");
        }
    }

    #[test]
    fn more_than_a_stranger_should_bear_is_refused_with_the_way_out() {
        let refused = |query: &str, plan| objection(&to(query), plan, PAGE).unwrap_or_default();
        let wide = refused("endpoint=jsonplaceholder", Plan::Rounds);
        assert!(
            wide.contains("Joined and Ordered") && wide.contains("windowed"),
            "{wide}"
        );
        let bounded = "endpoint=jsonplaceholder&strategies=sequential,windowed";
        assert_eq!(refused(bounded, Plan::Rounds), "");
        let many = refused(&format!("{bounded}&requests=200&rounds=3"), Plan::Rounds);
        assert!(many.contains("1\u{2009}200 requests"), "{many}");
        assert_ne!(refused(bounded, Plan::UntilDecided), "");
        assert_ne!(refused(bounded, Plan::Sweep), "");
    }

    #[test]
    fn what_the_pages_policy_would_block_is_refused_with_the_reason() {
        let refused = |endpoint: &str| {
            let settings = Settings {
                endpoint: Endpoint::parse(endpoint).unwrap_or(Endpoint::Simulated),
                strategies: vec![Strategy::Sequential],
                ..Settings::default()
            };
            objection(&settings, Plan::Rounds, PAGE)
        };
        for blocked in [
            "http://example.org/{id}",
            "http://[::1]:8000/{id}",
            "http://127.0.0.1.evil.example/{id}",
            "http://localhost.evil.example/{id}",
        ] {
            let said = refused(blocked).unwrap_or_default();
            assert!(said.contains("https servers"), "{blocked}: {said}");
        }
        for open in [
            "https://example.org/{id}",
            "http://localhost/{id}",
            "http://LOCALHOST:3000/{id}",
            "http://127.0.0.1:8000/{id}",
            "https://inflight.example/{id}",
        ] {
            assert_eq!(refused(open), None, "{open}");
        }
    }

    #[test]
    fn ones_own_server_gets_ten_thousand_but_not_at_once() {
        let refused = |query: &str| objection(&to(query), Plan::Rounds, PAGE);
        let all = "endpoint=site&strategies=sequential,batched,windowed,streamed";
        assert_eq!(
            refused(&format!("{all}&requests=10000&concurrency=256")),
            None
        );
        for strategy in ["joined", "ordered", "as-completed"] {
            let query = format!("endpoint=site&strategies={strategy}&requests=");
            assert_eq!(refused(&format!("{query}1000")), None);
            let said = refused(&format!("{query}1001")).unwrap_or_default();
            assert!(said.contains("windowed"), "{said}");
            assert_eq!(
                refused(&format!("strategies={strategy}&requests=10000")),
                None
            );
        }
    }
}
