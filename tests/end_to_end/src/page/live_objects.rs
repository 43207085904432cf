//! Objects that a page holds: timers, observers, listeners, fetches, nodes, memory.
//!
//! Before any script of the page runs, the functions that create and release these objects are replaced by functions
//! that count and then call the original.

use crate::{
    browser::{Browser, SCRIPT_TIMEOUT},
    page::Page,
};
use serde::Deserialize;
use serde_json::json;

const COUNT: &str = r#"
    const kept = { timers: new Set(), frames: new Set(), observers: new Set(), listeners: new Map(), fetches: new Set() };
    const memories = [];
    const replace = (owner, name, make) => { owner[name] = make(owner[name]); };

    const taken = (set, begin, end, kind, again = false) => {
        replace(window, begin, (native) => (call, ...rest) => {
            const id = native.call(window, (...given) => {
                if (!again) kept[set].delete(`${kind} ${id}`);
                return call(...given);
            }, ...rest);
            // WebKit's driver ends a test's script by a timer of the page.
            if (rest[0] !== SCRIPT_TIMEOUT) kept[set].add(`${kind} ${id}`);
            return id;
        });
        replace(window, end, (native) => (id) => (kept[set].delete(`${kind} ${id}`), native.call(window, id)));
    };
    taken("timers", "setTimeout", "clearTimeout", "timeout");
    taken("timers", "setInterval", "clearInterval", "interval", true);
    taken("frames", "requestAnimationFrame", "cancelAnimationFrame", "frame");

    for (const name of ["PerformanceObserver", "IntersectionObserver", "MutationObserver", "ResizeObserver"]) {
        const { prototype } = window[name];
        replace(prototype, "observe", (native) => function (...given) {
            kept.observers.add(this);
            return native.apply(this, given);
        });
        replace(prototype, "disconnect", (native) => function () {
            kept.observers.delete(this);
            return native.call(this);
        });
    }

    const key = (type, options) => `${type} ${Boolean(typeof options === "object" ? options?.capture : options)}`;
    const forget = (target, key, listener) => {
        const of = kept.listeners.get(target);
        of?.get(key)?.delete(listener);
    };
    replace(EventTarget.prototype, "addEventListener", (native) => function (type, listener, options) {
        const target = this ?? window;
        const of = kept.listeners.get(target) ?? new Map();
        kept.listeners.set(target, of);
        of.set(key(type, options), (of.get(key(type, options)) ?? new Set()).add(listener));
        if (options?.once) native.call(target, type, () => forget(target, key(type, options), listener), options);
        return native.call(target, type, listener, options);
    });
    replace(EventTarget.prototype, "removeEventListener", (native) => function (type, listener, options) {
        forget(this ?? window, key(type, options), listener);
        return native.call(this ?? window, type, listener, options);
    });

    replace(window, "fetch", (native) => (...given) => {
        const fetched = native(...given);
        const end = () => kept.fetches.delete(fetched);
        kept.fetches.add(fetched);
        fetched.then(end, end);
        return fetched;
    });

    for (const name of ["instantiate", "instantiateStreaming"]) {
        replace(WebAssembly, name, (native) => async (...given) => {
            const made = await native.apply(WebAssembly, given);
            const { memory } = (made.instance ?? made).exports;
            if (memory) memories.push(memory);
            return made;
        });
    }

    // Listeners of a removed element go with it.
    const there = (target) => !(target instanceof Node) || target.isConnected;
    const count = (sets) => [...sets].reduce((sum, set) => sum + set.size, 0);
    const nodes = () => {
        const walker = document.createTreeWalker(document);
        let nodes = 1;
        while (walker.nextNode()) nodes += 1;
        return nodes;
    };
    window.liveObjects = () => {
        const listeners = [...kept.listeners].filter(([target]) => there(target));
        return {
            timers: kept.timers.size, frames: kept.frames.size, observers: kept.observers.size,
            listeners: listeners.reduce((sum, [, of]) => sum + count(of.values()), 0),
            fetches: kept.fetches.size,
            nodes: nodes(),
            wasm: memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
        };
    };"#;

/// The number of each kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct LiveObjects {
    /// Timeouts and intervals.
    pub timers: usize,
    /// Requested animation frames.
    pub frames: usize,
    /// Observers of any kind.
    pub observers: usize,
    /// Event listeners.
    pub listeners: usize,
    /// Fetches without an answer.
    pub fetches: usize,
    /// Nodes of the document.
    pub nodes: usize,
    /// Bytes of the program's memory.
    pub wasm: usize,
}

impl Browser {
    /// From now on, counts the objects of each document.
    pub async fn count_live_objects(&self) {
        let limit = SCRIPT_TIMEOUT.as_millis();
        let script = format!("const SCRIPT_TIMEOUT = {limit};{COUNT}");
        self.before_each_page(&script).await;
    }
}

impl Page {
    /// The objects that the page holds now, in a browser that counts them.
    pub async fn live_objects(&self) -> LiveObjects {
        let objects = self.script("return liveObjects();", json!([])).await;
        serde_json::from_value(objects).expect("the numbers of objects")
    }
}
