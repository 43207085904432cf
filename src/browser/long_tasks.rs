//! Tasks that held up the page for more than 50 ms, as the browser measures
//! them (the W3C's *Long Tasks*).

use std::{rc::Rc, time::Duration};

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList};

/// The kind of entry.
const KIND: &str = "longtask";

/// An observer of them; it stops when dropped.
pub(super) struct LongTasks {
    observer: PerformanceObserver,
    take: Rc<dyn Fn(Array)>,
    _callback: Closure<dyn FnMut(PerformanceObserverEntryList)>,
}

impl LongTasks {
    /// `each` is told how long each one was. `None` where the browser does not
    /// measure them.
    pub(super) fn watch(each: impl Fn(Duration) + 'static) -> Option<Self> {
        // To observe what is not supported is answered by a warning in the console.
        let global = web_sys::window()?;
        let class = Reflect::get(&global, &"PerformanceObserver".into()).ok()?;
        let supported = Reflect::get(&class, &"supportedEntryTypes".into()).ok()?;
        let supported = supported.dyn_into::<Array>().ok()?;
        if !supported.includes(&KIND.into(), 0) {
            return None;
        }
        let take: Rc<dyn Fn(Array)> = Rc::new(move |list| {
            for task in list.iter() {
                let task = task.unchecked_into::<PerformanceEntry>();
                each(Duration::from_secs_f64(task.duration() / 1e3));
            }
        });
        let told = Rc::clone(&take);
        let callback = Closure::new(move |list: PerformanceObserverEntryList| {
            told(list.get_entries());
        });
        let function = callback.as_ref().unchecked_ref();
        let observer = PerformanceObserver::new(function).ok()?;
        let options = Object::new();
        Reflect::set(&options, &"type".into(), &JsValue::from_str(KIND)).ok()?;
        observer.observe(options.unchecked_ref());
        Some(Self {
            observer,
            take,
            _callback: callback,
        })
    }

    /// Takes what was not told yet.
    pub(super) fn flush(&self) {
        (self.take)(self.observer.take_records());
    }
}

impl Drop for LongTasks {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
