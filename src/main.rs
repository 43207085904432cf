//! Mounts a figure on every element that asks for one.

#[cfg(target_arch = "wasm32")]
fn main() {
    use inflight::{
        browser::page,
        components::{Figure, FigureProps},
        settings::{Refusal, Settings},
    };

    for (place, element) in page::places().into_iter().enumerate() {
        let (settings, refusals) = Settings::from_query(&page::query());
        let notices = refusals.iter().map(Refusal::to_string).collect();
        let props = FigureProps {
            settings,
            notices,
            main: place == 0,
        };
        yew::Renderer::<Figure>::with_root_and_props(element, props).render();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Inflight runs in a browser: `make serve` builds and serves it.");
}
