//! Listings in JavaScript and Python, run as a reader would run them: the server checks that each starts, overlaps and
//! delivers requests as its strategy promises, and that each ends as it should when a request fails.

mod answers;
mod javascript;
mod node;
mod notebook;
mod promise;
mod python;
mod shape;

use end_to_end::origin::{
    Origin,
    schedule::{SILENCE, Schedule},
};
use promise::Promise;

/// The width, for the strategies that have one.
const WIDTH: usize = 3;

/// The result of a program.
struct Finished {
    /// The slot and the todo of each delivery.
    deliveries: Vec<(u32, u32)>,
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
            assert_eq!(slot, id - 1, "{program}: the slot of todo {id}");
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

    /// Checks that a refused request ended the program: with the error of that request, and no request after it.
    async fn check_failure(self, promise: &Promise, schedule: &Schedule, origin: &Origin) {
        let program = promise.key;
        let error = self.list.expect_err(program);
        assert!(error.contains("404"), "{program}: {error}");
        let given_up = format!("{program} give up what it had started, as in {schedule}");
        let happened = origin.until(&given_up, |record| schedule.happened(&record.events));
        happened.await;
        tokio::time::sleep(SILENCE).await; // a wrong event has time to happen
        schedule.check(&origin.events(), program);
    }
}
