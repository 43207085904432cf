//! Tasks of the page that took more than 50 ms, as measured by the browser (W3C,
//! *Long Tasks API*).

use std::{rc::Rc, time::Duration};

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList};

/// The browser's name of their entries.
const ENTRY_TYPE: &str = "longtask";

/// An observer of long tasks; it stops when dropped.
pub(super) struct LongTasks {
    observer: PerformanceObserver,
    report: Rc<dyn Fn(Array)>,
    _callback: Closure<dyn FnMut(PerformanceObserverEntryList)>,
}

impl LongTasks {
    /// Calls `on_task` with the duration of each long task. `None` where the
    /// browser does not measure them.
    pub(super) fn watch(on_task: impl Fn(Duration) + 'static) -> Option<Self> {
        // Observing an entry type that is not supported would write a warning to the console.
        let global = web_sys::window()?;
        let class = Reflect::get(&global, &"PerformanceObserver".into()).ok()?;
        let supported = Reflect::get(&class, &"supportedEntryTypes".into()).ok()?;
        let supported = supported.dyn_into::<Array>().ok()?;
        if !supported.includes(&ENTRY_TYPE.into(), 0) {
            return None;
        }
        let report: Rc<dyn Fn(Array)> = Rc::new(move |entries| {
            for task in entries.iter() {
                let task = task.unchecked_into::<PerformanceEntry>();
                on_task(Duration::from_secs_f64(task.duration() / 1e3));
            }
        });
        let on_entries = Rc::clone(&report);
        let callback = Closure::new(move |list: PerformanceObserverEntryList| {
            on_entries(list.get_entries());
        });
        let function = callback.as_ref().unchecked_ref();
        let observer = PerformanceObserver::new(function).ok()?;
        let options = Object::new();
        Reflect::set(&options, &"type".into(), &JsValue::from_str(ENTRY_TYPE)).ok()?;
        observer.observe(options.unchecked_ref());
        Some(Self {
            observer,
            report,
            _callback: callback,
        })
    }

    /// Reports the tasks that the browser has recorded but not reported yet.
    pub(super) fn flush(&self) {
        (self.report)(self.observer.take_records());
    }
}

impl Drop for LongTasks {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
