//! The sentence of a compact figure, its state, and the link to the whole tool.

use yew::prelude::*;

use super::{own, role::Role, status};
use crate::{
    analysis::verdict::brief as verdict,
    browser::document,
    format::counted,
    page::state::{Page, Phase},
    settings::{Settings, Show},
    world::transport::Transport,
};

/// The sentence, and below it the state and the link. Their height is reserved,
/// so that the figure is as high before, in and after a run.
pub(super) fn brief(page: &Page, role: Role) -> Html {
    let progress = match page.run.phase {
        Phase::Idle => Some(before(page)),
        _ => status::progress(page),
    };
    let verdict = page.run.result().map(verdict);
    // Readers of a post keep the post; readers of the article stay in one page.
    let target = (role == Role::Main).then_some("_blank");
    html! {
        <div class="words">
            <div class="said">
                <p class="progress">{ progress.unwrap_or_default() }</p>
                <p class="verdict" data-testid="verdict" aria-live="polite">{ verdict.unwrap_or_default() }</p>
            </div>
            <p class="foot">
                <span data-testid="status" data-state={page.run.phase.word()} role="status" aria-live="polite">{ state(page) }</span>
                <a href={document::page_link(&own::link(&whole(&page.settings)))} {target} rel="noopener">{ "Open in Inflight" }</a>
            </p>
        </div>
    }
}

/// The settings in the whole page.
fn whole(settings: &Settings) -> Settings {
    Settings {
        embed: false,
        show: Show::Auto,
        ..settings.clone()
    }
}

/// What *Run* will do.
fn before(page: &Page) -> String {
    let settings = &page.settings;
    let requests = counted(settings.requests, "request");
    let to = if settings.is_simulated() {
        "from your browser to itself".into()
    } else {
        settings.endpoint.short_destination()
    };
    let faint = if page.has_ghosts() {
        ": what is faint is predicted"
    } else {
        ""
    };
    let cookies = status::cookies(settings);
    format!("Nothing has been sent{faint}. Run sends {requests} each way, {to}.{cookies}")
}

/// The state of the run, and how it is measured.
fn state(page: &Page) -> String {
    let settings = page.shown();
    let rounds = counted(settings.rounds, "round");
    let over = match page.run.environment.as_ref() {
        Some(environment) => match (environment.transport, environment.protocol.as_deref()) {
            (Transport::ServiceWorker, _) => "simulated".into(),
            (Transport::InPage, _) => "simulated in the page".into(),
            (Transport::Network, Some(protocol)) => status::protocol_name(protocol),
            (Transport::Network, None) => "over the network".into(),
        },
        None if settings.is_simulated() => "simulated".into(),
        None => "over the network".into(),
    };
    match (page.run.phase, status::now_running(page)) {
        (Phase::Running, Some(now)) => format!("Running {now}."),
        (phase, _) => {
            let (first, rest) = phase.word().split_at(1);
            format!("{}{rest}. {rounds}, {over}.", first.to_ascii_uppercase())
        }
    }
}
