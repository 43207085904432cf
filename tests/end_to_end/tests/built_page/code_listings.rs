//! The listings in JavaScript and Python, as a reader copies and runs them: the origin sees that each starts,
//! overlaps and delivers as its strategy promises.

mod javascript;
mod promise;
mod python;

use end_to_end::origin::{Origin, schedule::Schedule};
use promise::Promise;

/// How many a program may have in flight where it is told.
const CONCURRENCY: usize = 3;

/// What came of a program.
struct Copied {
    /// The slot that each delivery named, if any, and the todo that was delivered.
    deliveries: Vec<(Option<u32>, u32)>,
    /// The ids of the list that it returned, where that can be seen; or how it failed.
    list: Result<Option<Vec<u32>>, String>,
}

impl Copied {
    fn check(self, promise: &Promise, score: &Schedule, origin: &Origin) {
        let who = promise.key;
        score.check(&origin.events(), who);
        let list = self.list.unwrap_or_else(|error| panic!("{who}: {error}"));
        for (slot, id) in self.deliveries {
            let own = promise.into_slots.then(|| id - 1);
            assert_eq!(slot, own, "{who}: the slot of todo {id}");
        }
        let mut expected = score.deliveries();
        if !promise.by_completion {
            expected.sort_unstable();
        }
        assert_eq!(list.unwrap_or_else(|| expected.clone()), expected, "{who}");
    }
}
