//! Promise of each strategy, as a [schedule](end_to_end::origin::schedule) for a few requests, with a concurrency of
//! three.
//!
//! The order of the answers tells the strategies apart: a slow answer holds up the next batch, but not a window; it holds
//! up the deliveries of a stream, and therefore its starts.

/// The promise of a strategy.
pub(super) struct Promise {
    pub(super) key: &'static str,
    pub(super) schedule: &'static str,
    /// Whether a delivery names the slot: the place of the request in the list.
    pub(super) into_slots: bool,
    /// Whether the list is in the order of completion.
    pub(super) by_completion: bool,
    /// Whether it starts all requests at once.
    pub(super) all_at_once: bool,
}

const ONE_BY_ONE: Promise = Promise {
    key: "",
    schedule: "+1 -1 =1 +2 -2 =2 +3 -3 =3 +4 -4 =4",
    into_slots: false,
    by_completion: false,
    all_at_once: false,
};

const AS_THEY_FINISH: Promise = Promise {
    schedule: "+1 +2 +3 +4 +5 +6  -4 =4  -1 =1  -6 =6  -3 =3  -5 =5  -2 =2",
    all_at_once: true,
    ..ONE_BY_ONE
};

/// The promises, in the order of the table.
pub(super) const PROMISES: [Promise; 8] = [
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
        ..AS_THEY_FINISH
    },
    Promise {
        key: "ordered",
        into_slots: true,
        ..AS_THEY_FINISH
    },
    Promise {
        key: "batched",
        schedule: "+1 +2 +3  -2 =2  -3 =3  -1 =1  +4 +5 +6  -6 =6  -4 =4  -5 =5  +7  -7 =7",
        into_slots: true,
        ..ONE_BY_ONE
    },
    Promise {
        key: "windowed",
        schedule: "+1 +2 +3  -2 =2 +4  -3 =3 +5  -5 =5 +6  -6 =6 +7  -4 =4  -7 =7  -1 =1",
        into_slots: true,
        ..ONE_BY_ONE
    },
    Promise {
        key: "as-completed",
        by_completion: true,
        ..AS_THEY_FINISH
    },
    Promise {
        key: "streamed",
        schedule: "+1 +2 +3  -2 -1 =1 +4 =2 +5  -5 -4 -3 =3 +6 =4 +7 =5  -6 =6  -7 =7",
        ..ONE_BY_ONE
    },
];
