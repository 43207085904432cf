//! Listings in JavaScript and Python, run as a reader would run them: the server checks that each starts, overlaps and
//! delivers requests as its strategy promises.

mod javascript;
mod promise;
mod python;

use end_to_end::origin::{Origin, schedule::Schedule};
use promise::Promise;

/// The concurrency of the strategies that have one.
const CONCURRENCY: usize = 3;

/// The result of a program.
struct Finished {
    /// The slot and the todo of each delivery; some programs name no slots.
    deliveries: Vec<(Option<u32>, u32)>,
    /// The ids in the list that it returned, if it returned one, or its error.
    list: Result<Option<Vec<u32>>, String>,
}

impl Finished {
    fn check(self, promise: &Promise, schedule: &Schedule, origin: &Origin) {
        let program = promise.key;
        schedule.check(&origin.events(), program);
        let list = self
            .list
            .unwrap_or_else(|error| panic!("{program}: {error}"));
        for (slot, id) in self.deliveries {
            let own = promise.into_slots.then(|| id - 1);
            assert_eq!(slot, own, "{program}: the slot of todo {id}");
        }
        let mut expected = schedule.deliveries();
        if !promise.by_completion {
            expected.sort_unstable();
        }
        assert_eq!(
            list.unwrap_or_else(|| expected.clone()),
            expected,
            "{program}"
        );
    }
}
