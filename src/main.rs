//! The page: a figure in every element with `data-figure`. The main figure is
//! mounted at once, with the settings in the address; an inline figure when the
//! reader scrolls near it, with the settings in its attribute.

#[cfg(target_arch = "wasm32")]
fn main() {
    use inflight::{
        browser::document,
        page::{shared::Shared, view::Role},
    };
    use yew::platform::spawn_local;

    let shared = Shared::default();
    let mut elements = document::figure_elements().into_iter();
    if let Some(main) = elements.next() {
        mount(main, Role::Main, &shared, &document::query());
    }
    for element in elements {
        let shared = shared.clone();
        spawn_local(async move {
            document::until_near(&element).await;
            let query = document::figure_query(&element);
            mount(element, Role::Inline, &shared, &query);
        });
    }
}

#[cfg(target_arch = "wasm32")]
fn mount(
    element: web_sys::Element,
    role: inflight::page::view::Role,
    shared: &inflight::page::shared::Shared,
    query: &str,
) {
    use inflight::{
        page::view::{Figure, FigureProps},
        settings::Settings,
    };

    let (settings, refusals) = Settings::from_query(query);
    let props = FigureProps {
        role,
        shared: shared.clone(),
        settings,
        refusals,
    };
    yew::Renderer::<Figure>::with_root_and_props(element, props).render();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Inflight runs in a browser: `make serve` builds and serves it.");
}
