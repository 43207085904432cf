//! The start of a program: a figure in every element with `data-figure`. The main
//! figure is mounted at once, with the settings in the address; an inline figure
//! when the reader scrolls near it, with the settings in its attribute.

use std::{cell::RefCell, rc::Rc};

use web_sys::Element;
use yew::{AppHandle, Renderer, platform::spawn_local};

use super::{
    address,
    shared::Shared,
    view::{Figure, FigureProps, Role},
};
use crate::{
    browser::{document, early_press, on_demand},
    settings::{Refusal, Settings},
};

/// The figures of the program; `None` once another program has taken its place.
type Figures = Rc<RefCell<Option<Vec<AppHandle<Figure>>>>>;

/// Starts the program.
pub fn start() {
    early_press::remember_focus();
    let (shared, figures) = (Shared::default(), Figures::new(RefCell::new(Some(vec![]))));
    let mut elements = document::figure_elements().into_iter();
    if let Some(main) = elements.next() {
        mount(&figures, main, Role::Main, &shared, address::read());
    }
    for element in elements {
        let (shared, figures) = (shared.clone(), Rc::clone(&figures));
        spawn_local(async move {
            document::until_near(&element).await;
            let query = document::figure_query(&element);
            let settings = Settings::embedded(&query);
            mount(&figures, element, Role::Inline, &shared, settings);
        });
    }
    on_demand::on_replace(move || {
        for figure in figures.take().into_iter().flatten() {
            figure.destroy();
        }
    });
}

fn mount(
    figures: &Figures,
    place: Element,
    role: Role,
    shared: &Shared,
    (settings, refusals): (Settings, Vec<Refusal>),
) {
    let mut figures = figures.borrow_mut();
    let Some(figures) = figures.as_mut() else {
        return;
    };
    let props = FigureProps {
        place: place.clone(),
        role,
        shared: shared.clone(),
        refusals: address::for_readers(&settings, refusals),
        settings,
    };
    figures.push(Renderer::<Figure>::with_root_and_props(place, props).render());
}
