//! Mounts a figure on every element that asks for one: the page's own at once,
//! with the settings in the address; the others when the reader scrolls near
//! them, with the settings in their attribute.

#[cfg(target_arch = "wasm32")]
fn main() {
    use inflight::{
        browser::document,
        page::{shared::Shared, view::Role},
    };
    use yew::platform::spawn_local;

    let shared = Shared::default();
    let mut places = document::figure_places().into_iter();
    if let Some(main) = places.next() {
        mount(main, Role::Main, &shared, &document::query());
    }
    for place in places {
        let shared = shared.clone();
        spawn_local(async move {
            document::near(&place).await;
            let settings = document::figure_settings(&place);
            mount(place, Role::Inline, &shared, &settings);
        });
    }
}

#[cfg(target_arch = "wasm32")]
fn mount(
    place: web_sys::Element,
    role: inflight::page::view::Role,
    shared: &inflight::page::shared::Shared,
    query: &str,
) {
    use inflight::{
        page::view::{Figure, FigureProps},
        settings::{Refusal, Settings},
    };

    let (settings, refusals) = Settings::from_query(query);
    let props = FigureProps {
        role,
        shared: shared.clone(),
        settings,
        notices: refusals.iter().map(Refusal::to_string).collect(),
    };
    yew::Renderer::<Figure>::with_root_and_props(place, props).render();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Inflight runs in a browser: `make serve` builds and serves it.");
}
