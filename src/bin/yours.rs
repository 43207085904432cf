//! The page with what is the reader's own. It takes the place of the first program
//! when the reader wishes for it, or when a link has code.

#[cfg(target_arch = "wasm32")]
fn main() {
    use inflight::{
        browser::sandbox,
        page::{
            start,
            state::{Page, Panel},
            view::{
                own::{self, Own},
                own_code, own_latencies,
            },
        },
        report::transfer,
        settings::Settings,
    };

    sandbox::enable();
    own::add(Own {
        read_code: own_code::read_code,
        hash: own_code::hash,
        link: Settings::to_link,
        begin: own_code::begin,
        open_code: own_code::open,
        panel: |page, dispatch, number, panel| match panel {
            Panel::Code => own_code::own_code(page, dispatch, number),
            Panel::Latencies => own_latencies::own_latencies(page, dispatch),
        },
        read_recording: own_latencies::read_recording,
        follow: own_latencies::follow,
        foretelling: Page::foretelling,
        row: own_latencies::row,
        verdict: own_latencies::verdict,
        open: own_latencies::open,
        diagnosis: own_code::diagnosis,
        replay: transfer::replay_own,
    });
    start::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
