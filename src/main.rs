//! The page: a figure in every element with `data-figure`. The main figure is
//! mounted at once, with the settings in the address; an inline figure when the
//! reader scrolls near it, with the settings in its attribute.

#[cfg(target_arch = "wasm32")]
fn main() {
    use inflight::{
        browser::{document, early_press},
        page::{address, shared::Shared, view::Role},
        settings::Settings,
    };
    use yew::platform::spawn_local;

    early_press::remember_focus();
    let shared = Shared::default();
    let mut elements = document::figure_elements().into_iter();
    if let Some(main) = elements.next() {
        mount(main, Role::Main, &shared, address::read());
    }
    for element in elements {
        let shared = shared.clone();
        spawn_local(async move {
            document::until_near(&element).await;
            let query = document::figure_query(&element);
            mount(element, Role::Inline, &shared, Settings::embedded(&query));
        });
    }
}

#[cfg(target_arch = "wasm32")]
fn mount(
    element: web_sys::Element,
    role: inflight::page::view::Role,
    shared: &inflight::page::shared::Shared,
    (settings, refusals): (
        inflight::settings::Settings,
        Vec<inflight::settings::Refusal>,
    ),
) {
    use inflight::page::{
        address,
        view::{Figure, FigureProps},
    };

    let props = FigureProps {
        place: element.clone(),
        role,
        shared: shared.clone(),
        refusals: address::for_readers(&settings, refusals),
        settings,
    };
    yew::Renderer::<Figure>::with_root_and_props(element, props).render();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Inflight runs in a browser: `make serve` builds and serves it.");
}
