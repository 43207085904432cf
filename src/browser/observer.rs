//! What the browser measures by itself, as it becomes known.

use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{PerformanceObserver, PerformanceObserverEntryList};

/// A performance observer; it stops when dropped.
pub(super) struct Observer {
    inner: PerformanceObserver,
    take: Rc<dyn Fn(Array)>,
    _callback: Closure<dyn FnMut(PerformanceObserverEntryList)>,
}

impl Observer {
    /// `take` is given lists of entries. `None` where the browser knows none
    /// of this type.
    pub(super) fn new(entry_type: &str, take: impl Fn(Array) + 'static) -> Option<Self> {
        // To observe what is not supported is answered by a warning in the console.
        let global = web_sys::window()?;
        let class = Reflect::get(&global, &"PerformanceObserver".into()).ok()?;
        let supported = Reflect::get(&class, &"supportedEntryTypes".into()).ok()?;
        let supported = supported.dyn_into::<Array>().ok()?;
        if !supported.includes(&entry_type.into(), 0) {
            return None;
        }
        let take: Rc<dyn Fn(Array)> = Rc::new(take);
        let each = Rc::clone(&take);
        let callback = Closure::new(move |list: PerformanceObserverEntryList| {
            each(list.get_entries());
        });
        let function = callback.as_ref().unchecked_ref();
        let inner = PerformanceObserver::new(function).ok()?;
        let options = Object::new();
        Reflect::set(&options, &"type".into(), &JsValue::from_str(entry_type)).ok()?;
        inner.observe(options.unchecked_ref());
        Some(Self {
            inner,
            take,
            _callback: callback,
        })
    }

    /// Takes what was not told yet.
    pub(super) fn flush(&self) {
        (self.take)(self.inner.take_records());
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.inner.disconnect();
    }
}

/// The entries of a list that are of this class.
pub(super) fn entries<T: JsCast>(list: &Array) -> impl Iterator<Item = T> {
    list.iter().filter_map(|entry| entry.dyn_into().ok())
}
