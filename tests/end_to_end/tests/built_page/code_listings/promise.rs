//! Promise of each strategy, as a [schedule](end_to_end::origin::schedule) for a few requests, with a concurrency of
//! three.
//!
//! The order of the answers tells the strategies apart: a slow answer holds up the next batch, but not a window; it holds
//! up the deliveries of a stream, and therefore its starts.

/// The promise of a strategy.
pub(super) struct Promise {
    pub(super) key: &'static str,
    pub(super) schedule: &'static str,
    /// The schedule of a run in which a request fails: nothing is started after that, and what is in flight is given up.
    pub(super) failure: &'static str,
    /// Whether the list is in the order of completion.
    pub(super) by_completion: bool,
    /// Whether it starts all requests at once.
    pub(super) all_at_once: bool,
}

const ONE_BY_ONE: Promise = Promise {
    key: "",
    schedule: "+1 -1 =1 +2 -2 =2 +3 -3 =3 +4 -4 =4",
    failure: "+1 -1 =1 +2 !2",
    by_completion: false,
    all_at_once: false,
};

const AS_THEY_FINISH: Promise = Promise {
    schedule: "+1 +2 +3 +4 +5 +6  -4 =4  -1 =1  -6 =6  -3 =3  -5 =5  -2 =2",
    failure: "+1 +2 +3 +4 +5 +6  -2 =2  !4 ~1 ~3 ~5 ~6",
    all_at_once: true,
    ..ONE_BY_ONE
};

const WINDOWED: Promise = Promise {
    key: "windowed",
    schedule: "+1 +2 +3  -2 =2 +4  -3 =3 +5  -5 =5 +6  -6 =6 +7  -4 =4  -7 =7  -1 =1",
    failure: "+1 +2 +3  -2 =2 +4  !3 ~1 ~4",
    ..ONE_BY_ONE
};

/// The promises, in the order of the table.
pub(super) const PROMISES: [Promise; 9] = [
    Promise {
        key: "blocking",
        ..ONE_BY_ONE
    },
    Promise {
        key: "sequential",
        ..ONE_BY_ONE
    },
    Promise {
        key: "joined",
        schedule: "+1 +2 +3 +4 +5 +6  -4 -1 -6 -3 -5 -2  =1 =2 =3 =4 =5 =6",
        failure: "+1 +2 +3 +4 +5 +6  -2  !4 ~1 ~3 ~5 ~6",
        ..AS_THEY_FINISH
    },
    Promise {
        key: "ordered",
        ..AS_THEY_FINISH
    },
    Promise {
        key: "batched",
        schedule: "+1 +2 +3  -2 =2  -3 =3  -1 =1  +4 +5 +6  -6 =6  -4 =4  -5 =5  +7  -7 =7",
        failure: "+1 +2 +3  -2 =2  !3 ~1",
        ..ONE_BY_ONE
    },
    WINDOWED,
    Promise {
        key: "as-completed",
        by_completion: true,
        ..AS_THEY_FINISH
    },
    Promise {
        key: "streamed",
        schedule: "+1 +2 +3  -2 -1 =1 +4 =2 +5  -5 -4 -3 =3 +6 =4 +7 =5  -6 =6  -7 =7",
        failure: "+1 +2 +3  -1 =1 +4  !2 ~3 ~4",
        ..ONE_BY_ONE
    },
    Promise {
        key: "paced",
        ..WINDOWED
    },
];

/// A run of the stream in which later requests fail before the one that it waits for.
pub(super) const FAILURES_AHEAD: &str = "+1 +2 +3  !3 !2 !1";

impl Promise {
    /// Whether the listing takes a width.
    pub(super) fn takes_a_width(&self) -> bool {
        ["batched", "windowed", "streamed", "paced"].contains(&self.key)
    }

    /// The number of requests in a run in which one fails. Of six all at once, each has a connection in a browser.
    pub(super) fn requests_before_a_failure(&self) -> usize {
        if self.all_at_once { 6 } else { 7 }
    }
}
