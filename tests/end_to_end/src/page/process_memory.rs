//! Memory of the process that runs a page, as the operating system reports it.

use crate::page::Page;
use serde_json::json;
use std::{
    collections::BTreeMap,
    fs,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

/// The time between two measurements: short compared with a run, and long enough to cost little.
const PAUSE: Duration = Duration::from_millis(2);

/// The bytes that the page allocates so that its process can be told from the others.
const BALLAST: usize = 64 << 20;

/// The resident memory of a page's process, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct MemoryUse {
    /// At the start.
    pub before: usize,
    /// At most.
    pub peak: usize,
    /// At the end.
    pub after: usize,
}

/// The process of a page.
#[derive(Debug)]
pub struct ProcessMemory {
    process: u32,
}

impl ProcessMemory {
    /// Finds the process: it is the one that grows when the page allocates.
    pub async fn of(page: &Page) -> Self {
        let processes = processes(page.browser().driver.id());
        let before: Vec<_> = processes.iter().map(|id| resident(*id)).collect();
        let take = format!("window.ballast = new Uint8Array({BALLAST}).fill(1);");
        page.script(&take, json!([])).await;
        let grown = processes.iter().zip(before);
        let grown = grown.filter(|(id, before)| resident(**id) > before + BALLAST / 2);
        let grown: Vec<_> = grown.map(|(id, _)| *id).collect();
        assert_eq!(grown.len(), 1, "of {processes:?} these grew: {grown:?}");
        Self { process: grown[0] }
    }

    /// Measures the process during an action, and returns the result of the action too.
    pub async fn measure<T>(&self, act: impl Future<Output = T>) -> (MemoryUse, T) {
        let (end, watch) = self.watch();
        let done = act.await;
        end.send(()).ok();
        (watch.join().expect("measurements until the end"), done)
    }

    fn watch(&self) -> (Sender<()>, JoinHandle<MemoryUse>) {
        let process = self.process;
        let before = resident(process);
        let (end, ended) = mpsc::channel();
        let watch = thread::spawn(move || {
            let mut peak = before;
            loop {
                let waited = ended.recv_timeout(PAUSE);
                let after = resident(process);
                peak = peak.max(after);
                if waited != Err(RecvTimeoutError::Timeout) {
                    return MemoryUse {
                        before,
                        peak,
                        after,
                    };
                }
            }
        });
        (end, watch)
    }
}

/// The processes for pages that descend from a driver.
fn processes(driver: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").expect("a system with /proc");
    let ids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let parents: BTreeMap<u32, u32> = ids.filter_map(|id| Some((id, parent(id)?))).collect();
    let beneath = |id: &u32| {
        let mut above = parents.get(id);
        while let Some(id) = above.filter(|id| **id != driver) {
            above = parents.get(id);
        }
        above.is_some()
    };
    let ids = parents.keys().copied();
    ids.filter(beneath).filter(|id| has_pages(*id)).collect()
}

fn parent(id: u32) -> Option<u32> {
    status(id, "PPid:")?.parse().ok()
}

/// Whether a process is one for pages: Chromium calls it a renderer, Firefox a tab, `WebKit` a web process.
fn has_pages(id: u32) -> bool {
    let words = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    let mut words = words.split(|byte| [0, b' '].contains(byte));
    words.any(|word| {
        word == b"--type=renderer" || word == b"tab" || word.ends_with(b"/WebKitWebProcess")
    })
}

/// The resident memory of a process, in bytes.
fn resident(process: u32) -> usize {
    let kilobytes = status(process, "VmRSS:").expect("a process that still runs");
    let kilobytes = kilobytes.trim_end_matches(" kB").parse::<usize>();
    kilobytes.expect("a number") << 10
}

/// A value from the status file of a process.
fn status(process: u32, name: &str) -> Option<String> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let text = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(text.trim().to_owned())
}
