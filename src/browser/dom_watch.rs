//! A watch over nodes that others change: translators, highlighters, scripts of
//! the page around. A drawing library keeps the nodes that it made and changes
//! these; if another has put new ones in their place, what it draws is not seen.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord};

/// How long the watch waits until it reports that elements are gone, in
/// milliseconds: the one who took them may take more.
const DELAY: u32 = 100;

/// A watch over the nodes in an element, while no drawing is going on.
pub struct DomWatch {
    place: Element,
    observer: MutationObserver,
    state: Rc<State>,
    _callback: Closure<dyn Fn(Array)>,
}

#[derive(Default)]
struct State {
    /// Whether a drawing is going on: changes are our own.
    drawing: Cell<bool>,
    /// Whether others have put nodes in or taken them out since the last drawing.
    disturbed: Cell<bool>,
    /// The report that elements are gone, unless a drawing comes first.
    report: RefCell<Option<Timeout>>,
}

impl DomWatch {
    /// Watches the nodes in an element. `elements_gone` is called some time after
    /// others have taken elements out; other changes are told only by
    /// [`begin_drawing`](Self::begin_drawing). `None` if the browser cannot.
    #[must_use]
    pub fn start(place: Element, elements_gone: impl Fn() + 'static) -> Option<Self> {
        let state = Rc::<State>::default();
        let watched = Rc::clone(&state);
        let elements_gone = Rc::new(elements_gone);
        let callback = Closure::<dyn Fn(Array)>::new(move |records: Array| {
            if watched.drawing.get() {
                return;
            }
            watched.disturbed.set(true);
            if took_elements(&records) {
                let elements_gone = Rc::clone(&elements_gone);
                let report = || Timeout::new(DELAY, move || elements_gone());
                watched.report.borrow_mut().get_or_insert_with(report);
            }
        });
        let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        // Texts and attributes that others set stay until the next drawing sets them.
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        observer.observe_with_options(&place, &options).ok()?;
        Some(Self {
            place,
            observer,
            state,
            _callback: callback,
        })
    }

    /// Notes that a drawing begins; it ends with the task of the event loop that
    /// it is a part of. Returns whether others have put nodes in or taken them out
    /// since the last one.
    #[must_use]
    pub fn begin_drawing(&self) -> bool {
        let unseen = self.observer.take_records().length() > 0 && !self.state.drawing.get();
        self.state.drawing.set(true);
        self.state.report.take();
        let (observer, state) = (self.observer.clone(), Rc::clone(&self.state));
        // A microtask, because the drawing library may call back, that it has drawn,
        // in a later task, and others may change nodes before.
        spawn_local(async move {
            observer.take_records();
            state.drawing.set(false);
        });
        self.state.disturbed.replace(false) || unseen
    }

    /// Makes an element the only node in the watched one.
    pub fn restore(&self, root: &Element) {
        self.place.replace_children_with_node_1(root);
    }
}

impl Drop for DomWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Whether elements were taken out that are in no other place now.
fn took_elements(records: &Array) -> bool {
    let removed = |record: MutationRecord| {
        let nodes = record.removed_nodes();
        (0..nodes.length()).filter_map(move |place| nodes.get(place))
    };
    let mut nodes = records.iter().map(JsCast::unchecked_into).flat_map(removed);
    nodes.any(|node| node.is_instance_of::<Element>() && !node.is_connected())
}
