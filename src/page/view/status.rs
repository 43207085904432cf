//! The sentences of a figure: its headline, the verdict, how the run was measured
//! and how far it is.

use super::{legend::legend, own, role::Role};
use yew::prelude::*;

use crate::{
    analysis::{
        comparison::Comparison,
        diagnostics::remarks,
        stopping,
        timeline::Timeline,
        verdict::{caveat, verdict},
    },
    browser::document,
    format::{count, counted},
    page::state::{Page, Phase},
    settings::{Endpoint, Plan, Settings},
    world::transport::Transport,
};

/// The headline. For the default settings, `index.html` has the same one, which
/// is shown before the program has started.
pub(super) fn title(page: &Page) -> Html {
    let requests = counted(page.settings.requests, "request");
    let ways = counted(page.settings.strategies.len(), "way");
    html! {
        <header class="headline">
            <h1>{ format!("You have {requests} to make. How should you await them?") }</h1>
            <p>
                { format!("Press Run. Your browser sends the same {requests} in {ways} and shows live how long each way takes.") }
            </p>
        </header>
    }
}

/// The verdict, and the sentences around it. Their height is reserved, so that
/// nothing moves when they appear.
pub(super) fn status(page: &Page, role: Role) -> Html {
    let result = page.run.result();
    let foretold = own::get().and_then(|own| (own.verdict)(page));
    let (foretold, guess) = foretold.unwrap_or_default();
    html! {
        <div class="words">
            <div class="said">
                <p class="progress">{ progress(page).unwrap_or_default() }</p>
                <p class="verdict" data-testid="verdict" aria-live="polite">{ result.map_or(foretold, verdict) }</p>
            </div>
            { legend(page) }
            <p class="caption" data-testid="status" data-state={page.run.phase.word()} role="status" aria-live="polite">{ sentence(page) }</p>
            <p class="caption">{ guess }{ measured(page) }</p>
            { for (role == Role::Main).then(|| diagnostics(page)) }
        </div>
    }
}

/// Remarks about anything that makes the result less trustworthy. Only the main
/// figure has them.
fn diagnostics(page: &Page) -> Html {
    let measured = page.run.result().zip(page.run.environment.as_ref());
    let remarks = measured.map(|(run, environment)| remarks(run, environment).join(" "));
    html! { <p class="caption" data-testid="health">{ remarks.unwrap_or_default() }</p> }
}

/// The state of the run, in a sentence that changes only when a strategy or the
/// run begins or ends.
fn sentence(page: &Page) -> String {
    match (page.run.phase, now_running(page)) {
        (Phase::Running, Some(now)) => format!("Status: running {now}."),
        (phase, _) => format!("Status: {}.", phase.word()),
    }
}

/// The strategy that is running, and its round if there are several.
pub(super) fn now_running(page: &Page) -> Option<String> {
    let comparison = page.run.comparison.as_ref()?;
    let strategy = comparison.current()?;
    let round = comparison.rounds(strategy).len();
    let of = if comparison.settings.rounds > 1 {
        format!(", round {round} of {}", comparison.settings.rounds)
    } else {
        String::new()
    };
    let freeze = if strategy.holds_thread() {
        ": the page freezes until all of its requests have returned"
    } else {
        ""
    };
    let name = strategy.name().to_ascii_lowercase();
    Some(format!("{name}{of}{freeze}"))
}

/// The progress of the run, in a sentence that changes with each drawing.
pub(super) fn progress(page: &Page) -> Option<String> {
    match page.run.phase {
        Phase::Running => {}
        Phase::Idle => return Some(before(page)),
        _ => return None,
    }
    if page.run.plan == Plan::Sweep {
        return Some("Trying every width; the chart is below.".into());
    }
    let comparison = page.run.comparison.as_ref();
    let Some(strategy) = comparison.and_then(Comparison::current) else {
        return Some("The run begins.".into());
    };
    if page.run.plan == Plan::UntilDecided {
        return comparison.map(stopping::progress);
    }
    let answered = count(page.timeline(strategy)?.answered());
    let requests = count(page.shown().requests);
    Some(if strategy.holds_thread() {
        let name = strategy.name();
        format!(
            "{name} begins: the page will freeze now, and respond again when the last request has returned."
        )
    } else {
        format!(
            "{} is running: {answered} of {requests} answered.",
            strategy.name()
        )
    })
}

/// The way in which the run was measured, and the caveat of the result.
fn measured(page: &Page) -> String {
    let settings = page.shown();
    let Some(environment) = &page.run.environment else {
        return destination(settings).into();
    };
    let mut words = vec![
        match (environment.transport, environment.protocol.as_deref()) {
            (Transport::ServiceWorker, _) => format!(
                "Measured in this browser: real fetches, answered by a service worker after seeded delays (seed {}).",
                settings.seed
            ),
            (Transport::InPage, _) => format!(
                "Measured in this browser, in-page (without a service worker): timers with seeded delays (seed {}), then real fetches.",
                settings.seed
            ),
            (Transport::Network, Some(protocol)) => {
                format!("Measured over the network, by {}.", protocol_name(protocol))
            }
            (Transport::Network, None) => {
                "Measured over the network; the browser does not say by which protocol.".into()
            }
        },
    ];
    words.extend(assumption(settings).map(str::to_owned));
    words.extend(six_connections(page).map(str::to_owned));
    words.extend(page.run.result().and_then(caveat));
    words.join(" ")
}

/// What the simulated network leaves out.
fn assumption(settings: &Settings) -> Option<&'static str> {
    let load = match settings.capacity {
        0 => "Assumed: latency does not depend on load; no set-up, shared bandwidth or HTTP/3.",
        _ => "Assumed: below its capacity, latency does not depend on load.",
    };
    settings.is_simulated().then_some(load)
}

/// Where the requests will go.
fn destination(settings: &Settings) -> &'static str {
    if settings.is_simulated() {
        "The simulated network is part of this page: no request reaches a server."
    } else {
        ""
    }
}

/// The sentences before the first run.
fn before(page: &Page) -> String {
    let settings = &page.settings;
    let requests = counted(settings.sent(), "request");
    let sent = match settings.endpoint {
        Endpoint::Simulated if page.has_ghosts() => {
            "Nothing has been sent yet: what is faint is predicted. Run replaces it by what it measures.".into()
        }
        Endpoint::Simulated => "Nothing has been sent yet.".into(),
        Endpoint::Site => format!(
            "Nothing has been sent yet. Run sends {requests} to the server of this page."
        ),
        Endpoint::JsonPlaceholder | Endpoint::Url(_) => format!(
            "Nothing has been sent yet. Run sends {requests} to a server on the network; please don’t abuse it."
        ),
    };
    sent + &cookies(settings)
}

/// A sentence about the cookies that a strategy sends along, if one does.
pub(super) fn cookies(settings: &Settings) -> String {
    let blocking = settings.strategies.iter().find(|one| one.holds_thread());
    let url = settings.endpoint.url(1);
    match (blocking, url.is_some_and(|url| document::is_own(&url))) {
        (Some(blocking), true) => format!(
            " The requests of {} carry the cookies of this site: a synchronous request cannot leave them out.",
            blocking.name().to_ascii_lowercase()
        ),
        _ => String::new(),
    }
}

/// The name of a protocol that has this ALPN identifier.
pub(super) fn protocol_name(protocol: &str) -> String {
    match protocol {
        "h2" => "HTTP/2".into(),
        "h3" => "HTTP/3".into(),
        other => other.to_ascii_uppercase(),
    }
}

/// The reason why a server gets fewer requests at once than the page has in
/// flight, if HTTP/1.1 is that reason or may be.
fn six_connections(page: &Page) -> Option<&'static str> {
    let environment = page
        .run
        .environment
        .as_ref()
        .filter(|environment| environment.transport == Transport::Network)?;
    let strategies = page.shown().strategies.iter();
    let peak = strategies
        .filter_map(|strategy| page.timeline(*strategy))
        .map(Timeline::peak_in_flight)
        .max()?;
    match environment.protocol.as_deref() {
        _ if peak <= 6 => None,
        Some("http/1.1") => Some(
            "Over HTTP/1.1 a browser sends six requests to a host at once and queues the others: a wider strategy is really a window of six.",
        ),
        None => Some(
            "If it was HTTP/1.1, the browser sent six requests to a host at once and queued the others.",
        ),
        Some(_) => None,
    }
}
