//! Mounts a figure on every element that asks for one: the page's own at once,
//! with the settings of the address, and those in the text when the reader
//! comes near, each with the settings of its attribute.

#[cfg(target_arch = "wasm32")]
fn main() {
    use inflight::browser::document;
    use yew::platform::spawn_local;

    let mut places = document::places().into_iter();
    if let Some(own) = places.next() {
        mount(own, &document::query(), true);
    }
    for place in places {
        spawn_local(async move {
            document::approached(&place).await;
            let settings = document::asked(&place);
            mount(place, &settings, false);
        });
    }
}

#[cfg(target_arch = "wasm32")]
fn mount(place: web_sys::Element, query: &str, main: bool) {
    use inflight::{
        components::{Figure, FigureProps},
        settings::{Refusal, Settings},
    };

    let (settings, refusals) = Settings::from_query(query);
    let notices = refusals.iter().map(Refusal::to_string).collect();
    let props = FigureProps {
        settings,
        notices,
        main,
        in_text: !main,
    };
    yew::Renderer::<Figure>::with_root_and_props(place, props).render();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Inflight runs in a browser: `make serve` builds and serves it.");
}
