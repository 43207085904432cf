//! What each strategy promises, as a [score](end_to_end::origin::schedule) for a few requests, three of them at a time
//! where a width can be given.
//!
//! The answers come in an order that tells the strategies apart: the slow one of a batch holds up the next batch,
//! but not a window; one that is late holds up a stream's deliveries, and so its starts.

/// A strategy's promise.
pub(super) struct Promise {
    pub(super) key: &'static str,
    pub(super) score: &'static str,
    /// Whether a delivery names the slot, which is the request's place in the list.
    pub(super) into_slots: bool,
    /// Whether the list is in the order of completion.
    pub(super) by_completion: bool,
    /// Whether it starts all at once.
    pub(super) all_at_once: bool,
}

const ONE_BY_ONE: Promise = Promise {
    key: "",
    score: "+1 -1 =1 +2 -2 =2 +3 -3 =3 +4 -4 =4",
    into_slots: false,
    by_completion: false,
    all_at_once: false,
};

const AS_THEY_FINISH: Promise = Promise {
    score: "+1 +2 +3 +4 +5 +6  -4 =4  -1 =1  -6 =6  -3 =3  -5 =5  -2 =2",
    all_at_once: true,
    ..ONE_BY_ONE
};

/// In the order of the table of strategies.
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
        score: "+1 +2 +3 +4 +5 +6  -4 -1 -6 -3 -5 -2  =1 =2 =3 =4 =5 =6",
        ..AS_THEY_FINISH
    },
    Promise {
        key: "ordered",
        into_slots: true,
        ..AS_THEY_FINISH
    },
    Promise {
        key: "batched",
        score: "+1 +2 +3  -2 =2  -3 =3  -1 =1  +4 +5 +6  -6 =6  -4 =4  -5 =5  +7  -7 =7",
        into_slots: true,
        ..ONE_BY_ONE
    },
    Promise {
        key: "windowed",
        score: "+1 +2 +3  -2 =2 +4  -3 =3 +5  -5 =5 +6  -6 =6 +7  -4 =4  -7 =7  -1 =1",
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
        score: "+1 +2 +3  -2 -1 =1 +4 =2 +5  -5 -4 -3 =3 +6 =4 +7 =5  -6 =6  -7 =7",
        ..ONE_BY_ONE
    },
];
