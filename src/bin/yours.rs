//! The page with what is the reader's own. It takes the place of the first program
//! when the reader wishes for it, or when a link has code.

#[cfg(target_arch = "wasm32")]
fn main() {
    use inflight::{
        browser::sandbox,
        page::{
            start,
            view::{
                own::{self, Own},
                own_code,
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
        open: own_code::open,
        panel: own_code::own_code,
        diagnose: own_code::diagnoses,
        diagnosis: own_code::diagnosis,
        replay: transfer::replay_own,
    });
    start::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
