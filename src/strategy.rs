//! The nine strategies, a tenth for the reader's own function, and their table.
//!
//! Strategies differ only in when they start a job and when they deliver its
//! answer. A strategy knows neither requests nor clocks nor browsers: a job is
//! any future, and `deliver(slot, answer)` puts an answer into a slot of the
//! reader's list. Each strategy has a file of its own, which the page shows as
//! it is.

mod as_completed;
mod batched;
mod blocking;
mod command;
mod joined;
mod ordered;
mod paced;
mod sequential;
mod streamed;
mod windowed;
mod yours;

pub use as_completed::as_completed;
pub use batched::batched;
pub use blocking::blocking;
pub use command::Command;
pub use joined::joined;
pub use ordered::ordered;
pub use paced::paced;
pub use sequential::sequential;
pub use streamed::streamed;
pub use windowed::windowed;
pub use yours::yours;

use std::num::NonZeroUsize;

/// A way to await many jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strategy {
    /// [`blocking`]
    Blocking,
    /// [`sequential`]
    Sequential,
    /// [`joined`]
    Joined,
    /// [`ordered`]
    Ordered,
    /// [`batched`]
    Batched,
    /// [`windowed`]
    Windowed,
    /// [`as_completed`]
    AsCompleted,
    /// [`streamed`]
    Streamed,
    /// [`paced`]
    Paced,
    /// [`yours`]
    Yours,
}

/// How many requests a strategy may have in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InFlight {
    /// One at a time.
    One,
    /// All of them.
    All,
    /// The setting `concurrency`.
    Concurrency,
    /// The same, and no two starts closer than the setting `pace` allows.
    Paced,
    /// As many as the reader's function asks for, which is told the setting
    /// `concurrency`.
    Asked,
}

/// When a slot in flight is free for the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refill {
    /// When its request has finished.
    WhenFinished,
    /// When its answer has been delivered: until then the answer holds the
    /// slot.
    WhenDelivered,
    /// When the reader's function says so.
    WhenAsked,
    /// When every request of its batch has finished. Each batch has
    /// `concurrency` requests; the final one may have fewer.
    WhenBatchFinished,
}

/// How the reader's list fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// In request order: each answer has the slot of its request.
    Requested,
    /// In order of completion: each answer is appended.
    Completed,
}

/// What happens to the thread during a strategy's round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thread {
    /// It is free for other work whenever the strategy waits.
    Free,
    /// It is held until the last request has finished: the page is frozen.
    Held,
}

/// A row of the table of strategies.
#[derive(Debug)]
pub struct Description {
    /// Its name in links, attributes, reports and file names.
    pub key: &'static str,
    /// Its name on the page.
    pub name: &'static str,
    /// The function of the tutorial post that does the same; `–` if there is
    /// none, with the nearest equivalent elsewhere.
    pub post: &'static str,
    /// What it does, in about five words; `{c}` stands for the concurrency,
    /// `{interval}` for the time between two starts.
    pub promise: &'static str,
    /// How many requests it may have in flight.
    pub in_flight: InFlight,
    /// When one of these slots is free for the next request.
    pub refill: Refill,
    /// How the reader's list fills.
    pub order: Order,
    /// What happens to the thread during its round.
    pub thread: Thread,
    /// The name of its Rust file, without the ending.
    pub file: &'static str,
}

/// A row. The key also names the strategy's files in Python and JavaScript.
macro_rules! row {
    ($key:literal, $file:literal, $name:literal, $post:literal, $promise:literal,
     $in_flight:ident, $refill:ident, $order:ident, $thread:ident) => {
        Description {
            key: $key,
            name: $name,
            post: $post,
            promise: $promise,
            in_flight: InFlight::$in_flight,
            refill: Refill::$refill,
            order: Order::$order,
            thread: Thread::$thread,
            file: $file,
        }
    };
}

/// One row for each strategy, in the order in which the page lists them.
#[rustfmt::skip]
static TABLE: &[(Strategy, Description)] = &[
    (Strategy::Blocking, row!("blocking", "blocking", "Blocking", "synchronous", "one by one, page frozen", One, WhenFinished, Requested, Held)),
    (Strategy::Sequential, row!("sequential", "sequential", "Sequential", "asynchronous_fail", "one after the other", One, WhenFinished, Requested, Free)),
    (Strategy::Joined, row!("joined", "joined", "Joined", "asynchronous", "all at once, then the list", All, WhenFinished, Requested, Free)),
    (Strategy::Ordered, row!("ordered", "ordered", "Ordered", "asynchronous_ordered", "all at once, each to its slot", All, WhenFinished, Requested, Free)),
    (Strategy::Batched, row!("batched", "batched", "Batched", "asynchronous_ordered_batched", "{c}, wait for all, {c} more", Concurrency, WhenBatchFinished, Requested, Free)),
    (Strategy::Windowed, row!("windowed", "windowed", "Windowed", "–", "always {c} in flight", Concurrency, WhenFinished, Requested, Free)),
    (Strategy::AsCompleted, row!("as-completed", "as_completed", "As completed", "– (asyncio.as_completed)", "all at once, as they finish", All, WhenFinished, Completed, Free)),
    (Strategy::Streamed, row!("streamed", "streamed", "Streamed", "– (buffered)", "{c} ahead, delivered in order", Concurrency, WhenDelivered, Requested, Free)),
    (Strategy::Paced, row!("paced", "paced", "Paced", "– (p-queue, aiolimiter)", "one each {interval}, {c} at most", Paced, WhenFinished, Requested, Free)),
    (Strategy::Yours, row!("yours", "yours", "Yours", "–", "your code", Asked, WhenAsked, Requested, Free)),
];

impl Strategy {
    /// How many strategies there are.
    pub const COUNT: usize = TABLE.len();

    /// Every strategy, in the table's order.
    pub const ALL: [Self; Self::COUNT] = {
        let mut all = [TABLE[0].0; Self::COUNT];
        let mut place = 0;
        while place < Self::COUNT {
            all[place] = TABLE[place].0;
            place += 1;
        }
        all
    };

    /// The strategies that the page starts with.
    pub const DEFAULT: [Self; 5] = [
        Self::Sequential,
        Self::Joined,
        Self::Ordered,
        Self::Batched,
        Self::Windowed,
    ];

    /// The two strategies that a sweep tries at every width. Both have the
    /// setting `concurrency` as their width and deliver at once; they differ
    /// only in when a free slot is filled again.
    pub const SWEPT: [Self; 2] = [Self::Batched, Self::Windowed];

    /// The strategy that a sweep tries at every pace.
    pub const PACED: Self = Self::Paced;

    /// The strategy that performs the setting `code`.
    pub const YOURS: Self = Self::Yours;

    /// Every strategy, in the table's order.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter()
    }

    /// The strategies that decide for themselves what they start and deliver, in
    /// the table's order.
    pub fn ours() -> impl Iterator<Item = Self> {
        Self::all().filter(|strategy| !strategy.is_asked())
    }

    /// The strategy with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|strategy| strategy.key() == key)
    }

    /// Its row of the table.
    #[must_use]
    pub const fn describe(self) -> &'static Description {
        &TABLE[self as usize].1
    }

    /// Its name in links and reports.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.describe().key
    }

    /// Its name on the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.describe().name
    }

    /// Whether no two of its starts are closer than the setting `pace` allows.
    #[must_use]
    pub fn is_paced(self) -> bool {
        self.describe().in_flight == InFlight::Paced
    }

    /// Whether a function of the reader's decides what it starts and delivers.
    #[must_use]
    pub fn is_asked(self) -> bool {
        self.describe().in_flight == InFlight::Asked
    }

    /// Whether it holds the thread until its last request has finished.
    #[must_use]
    pub fn holds_thread(self) -> bool {
        self.describe().thread == Thread::Held
    }

    /// The largest number of requests that it may have in flight, in a round
    /// of `requests` requests; a function of the reader's may exceed it.
    #[must_use]
    pub fn width(self, requests: usize, concurrency: NonZeroUsize) -> usize {
        match self.describe().in_flight {
            InFlight::One => requests.min(1),
            InFlight::All => requests,
            InFlight::Concurrency | InFlight::Paced | InFlight::Asked => {
                requests.min(concurrency.get())
            }
        }
    }

    /// Awaits the jobs with this strategy. `permit` ends when the pace allows the
    /// next start. Only a strategy of [`ours`](Self::ours) starts anything: the
    /// reader's function needs [`yours`], which is given its commands.
    pub async fn start<J: Future>(
        self,
        jobs: impl IntoIterator<Item = J>,
        concurrency: NonZeroUsize,
        permit: impl AsyncFn(),
        deliver: impl Fn(usize, J::Output),
    ) {
        match self {
            Self::Blocking => blocking(jobs, deliver),
            Self::Sequential => sequential(jobs, deliver).await,
            Self::Joined => joined(jobs, deliver).await,
            Self::Ordered => ordered(jobs, deliver).await,
            Self::Batched => batched(jobs, concurrency, deliver).await,
            Self::Windowed => windowed(jobs, concurrency, deliver).await,
            Self::AsCompleted => as_completed(jobs, deliver).await,
            Self::Streamed => streamed(jobs, concurrency, deliver).await,
            Self::Paced => paced(jobs, concurrency, permit, deliver).await,
            Self::Yours => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The Rust file of a strategy.
    fn source(strategy: Strategy) -> String {
        let path = format!("src/strategy/{}.rs", strategy.describe().file);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The lines of code: no comments, no blank lines, no tests.
    fn code(file: &str) -> Vec<&str> {
        let code = file.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty() && !line.starts_with("//"))
            .collect()
    }

    #[test]
    fn the_table_stands_in_the_order_of_the_enum_and_keys_are_unique() {
        for (place, strategy) in Strategy::all().enumerate() {
            assert_eq!(strategy as usize, place, "{strategy:?}");
            assert_eq!(Strategy::from_key(strategy.key()), Some(strategy));
        }
    }

    #[test]
    fn every_strategy_fits_into_25_lines_and_names_only_std_and_futures() {
        for strategy in Strategy::all() {
            let source = source(strategy);
            let code = code(&source);
            assert!(
                code.len() <= 25,
                "{} has {} lines",
                strategy.key(),
                code.len()
            );
            for line in code.iter().filter(|line| line.starts_with("use ")) {
                let known = ["use std::", "use futures::", "use super::Command"];
                assert!(known.iter().any(|name| line.starts_with(name)), "{line}");
            }
        }
    }

    #[test]
    fn every_strategy_documents_what_it_starts_delivers_and_costs_with_a_timeline() {
        for strategy in Strategy::all() {
            for part in [
                "**Starts**",
                "**Delivers**",
                "**Costs**",
                "See also",
                "```text",
                "assert_eq!",
            ] {
                assert!(
                    source(strategy).contains(part),
                    "{} lacks {part}",
                    strategy.key()
                );
            }
        }
    }

    #[test]
    fn every_strategy_has_a_colour_of_its_own_in_both_themes() {
        let style = include_str!("../static/style.css");
        for strategy in Strategy::all() {
            let key = strategy.key();
            for rule in [
                format!("--{key}: light-dark("),
                format!(".s-{key} {{ --own: var(--{key}); }}"),
            ] {
                assert!(style.contains(&rule), "{rule} in static/style.css");
            }
        }
    }
}
