//! What is said of a round whose code is not known: of each strategy's own rounds, and
//! of rounds that nearly have a property.

use std::{num::NonZeroUsize, rc::Rc, time::Duration};

use inflight::{
    analysis::{
        diagnosis::{Ending, How, Shape, diagnosis, nearest, resemblance, shape},
        prediction::predict,
        timeline::{Span, Timeline, Try},
    },
    settings::Settings,
    strategy::{Order, Strategy},
    world::{
        answer::{Answer, Failure, Outcome},
        todo,
    },
};
use proptest::{collection::vec, prop_assert, prop_assert_eq, prop_assume, proptest};

use crate::helpers::{ms, settings};

/// A request that was answered with 200 and delivered.
fn ok(started: u64, finished: u64) -> Span {
    Span {
        delivered: Some(ms(finished)),
        ..came(started, finished, 200)
    }
}

/// A request that was answered and not delivered.
fn came(started: u64, finished: u64, status: u16) -> Span {
    let answer = Answer::judge(Ok(todo::response(1, status)), None);
    Span {
        started: Some(ms(started)),
        finished: Some(ms(finished)),
        answer: Some(Rc::new(answer)),
        attempts: 1,
        ..Span::default()
    }
}

/// A request that was given up.
fn given_up(started: u64, finished: u64) -> Span {
    let answer = Answer {
        outcome: Outcome::Cancelled,
        ..Answer::skipped(None)
    };
    Span {
        answer: Some(Rc::new(answer)),
        ..came(started, finished, 200)
    }
}

/// A request that was sent more than once: the start, the end and the status of each.
fn sent(tries: &[(u64, u64, u16)]) -> Span {
    let first = tries[0].0;
    let last = tries.iter().map(|(_, finished, _)| *finished).max();
    let one = |(started, finished, status): &(u64, u64, u16)| Try {
        started: ms(*started),
        finished: Some(ms(*finished)),
        status: Some(*status),
    };
    Span {
        tries: tries.iter().map(one).collect(),
        ..ok(first, last.expect("at least one"))
    }
}

fn round(spans: Vec<Span>) -> Timeline {
    const COMPLETE: bool = false;
    Timeline::from_spans(spans, Order::Requested, (0, 0), COMPLETE)
}

fn of(times: &[(u64, u64)]) -> Timeline {
    round(times.iter().map(|(start, end)| ok(*start, *end)).collect())
}

/// A round of a window of this width: each request starts this late after the end that
/// it waited for.
fn window(latencies: &[u64], width: usize, late: &[u64]) -> Vec<(u64, u64)> {
    let mut free = vec![0; width];
    let mut times = Vec::new();
    for (latency, late) in latencies.iter().zip(late) {
        let slot = free.iter_mut().min().expect("a width of at least 1");
        let start = *slot + late;
        *slot = start + latency;
        times.push((start, *slot));
    }
    times
}

fn batches(latencies: &[u64], width: usize, late: &[u64]) -> Vec<(u64, u64)> {
    let (mut times, mut from) = (Vec::new(), 0);
    for (latencies, late) in latencies.chunks(width).zip(late.chunks(width)) {
        let all = latencies.iter().zip(late);
        let batch: Vec<_> = all
            .map(|(l, late)| (from + late, from + late + l))
            .collect();
        from = batch.iter().map(|(_, end)| *end).max().expect("one");
        times.extend(batch);
    }
    times
}

const LATENCIES: [u64; 12] = [90, 150, 60, 200, 110, 70, 130, 95, 180, 40, 120, 160];
const PROMPT: [u64; 12] = [0; 12];

fn width(width: usize) -> Option<NonZeroUsize> {
    NonZeroUsize::new(width)
}

/// No end is known: the round is a recording, or goes on.
const NO_END: Option<Ending> = None;

/// The sentences on a round, with ordinary spaces.
fn said(
    timeline: &Timeline,
    width: Option<NonZeroUsize>,
    ending: impl Into<Option<Ending>>,
) -> String {
    let sentences = diagnosis(timeline, width, ending.into()).join(" ");
    sentences.replace(['\u{a0}', '\u{2009}'], " ")
}

fn of_recording(timeline: &Timeline) -> String {
    said(timeline, None, NO_END)
}

fn returned(at: u64) -> Ending {
    let how = How::Returned;
    Ending { at: ms(at), how }
}

fn threw(at: u64) -> Ending {
    let how = How::Threw;
    Ending { at: ms(at), how }
}

/// What is true of each strategy's round with a width below the number of requests.
fn truths(settings: &Settings) -> [(Strategy, String); 9] {
    let (requests, width) = (settings.requests, settings.concurrency);
    let one_by_one =
        "Never more than 1 in flight: each request waits for the one before: sequential.";
    let all_at_once =
        format!("All at once: {requests} in flight, the width that you were given is {width}.");
    let in_order = "in flight or waiting for an earlier one: a window that is freed in order; ";
    [
        (Strategy::Blocking, one_by_one.into()),
        (Strategy::Sequential, one_by_one.into()),
        (Strategy::Joined, all_at_once.clone()),
        (Strategy::Ordered, all_at_once.clone()),
        (
            Strategy::Batched,
            format!("Starts {width} and waits for all of them: batches of {width}; "),
        ),
        (
            Strategy::Windowed,
            format!("Keeps {width} in flight: a window of {width}."),
        ),
        (Strategy::AsCompleted, all_at_once),
        (Strategy::Streamed, format!("Keeps {width} {in_order}")),
        (Strategy::Paced, "Starts one each 100 ms: paced.".into()),
    ]
}

/// The strategies of the table, and their rounds.
fn predicted(settings: &Settings) -> Vec<(Strategy, Timeline)> {
    let strategies = truths(settings).map(|(strategy, _)| strategy);
    let timeline = |strategy| (strategy, predict(settings, strategy, 0));
    strategies.into_iter().map(timeline).collect()
}

fn instances() -> Vec<Settings> {
    let queries = [
        "",
        "requests=199",
        "concurrency=2",
        "requests=60&concurrency=20",
        "spread=0.3",
    ];
    let query = |query: &&str| {
        let query = (*query).to_owned();
        (1..=6).map(move |seed| settings(&format!("{query}&seed={seed}")))
    };
    queries.iter().flat_map(query).collect()
}

#[test]
fn each_strategy_gets_the_sentence_that_is_true_of_it_and_no_other() {
    for settings in instances() {
        for (strategy, truth) in truths(&settings) {
            let timeline = predict(&settings, strategy, 0);
            let end = Some(Ending {
                at: timeline.end(),
                how: How::Returned,
            });
            let sentences = diagnosis(&timeline, Some(settings.concurrency), end);
            let said = said(&timeline, Some(settings.concurrency), end);
            let seed = settings.seed;
            assert!(said.starts_with(&truth), "{strategy:?}, {seed}: {said}");
            assert_eq!(sentences.len(), 1, "{strategy:?}, {seed}: {said}");
        }
    }
}

#[test]
fn retries_of_the_page_change_nothing_but_that_they_are_mentioned() {
    for seed in 1..=6 {
        let query = format!("failures=20&retries=5&capacity=12&concurrency=8&seed={seed}");
        let settings = settings(&query);
        for (strategy, truth) in truths(&settings) {
            let timeline = predict(&settings, strategy, 0);
            let said = said(&timeline, Some(settings.concurrency), NO_END);
            assert!(said.contains(&truth), "{strategy:?}, {seed}: {said}");
            let again = timeline.spans().iter().any(|span| !span.tries.is_empty());
            assert_eq!(
                said.contains(" again after a failure."),
                again,
                "{strategy:?}: {said}"
            );
        }
    }
}

#[test]
fn pauses_that_the_server_asked_for_are_not_taken_for_batches() {
    let settings = settings("quota=5/s&burst=5&retries=5&requests=40&seed=2");
    let batched = predict(&settings, Strategy::Batched, 0);
    let expected = "Up to 10 in flight, 0.68 on average; the pauses that the server asked for \
        hide what each waits for. Nothing is in flight for 81 % of the time. \
        Sent 35 URLs again after a failure.";
    assert_eq!(of_recording(&batched), expected);
    let windowed = predict(&settings, Strategy::Windowed, 0);
    assert!(matches!(shape(&windowed), Some(Shape::Irregular(10))));
}

proptest! {
    #[test]
    fn a_window_stays_a_window_if_starts_are_up_to_3_ms_late(
        latencies in vec(20_u64..400, 12..40),
        late in vec(0_u64..=3, 40),
        width in 2_usize..=10,
    ) {
        let timeline = of(&window(&latencies, width, &late));
        prop_assert_eq!(shape(&timeline), Some(Shape::Window(width)));
    }

    #[test]
    fn three_milliseconds_are_late_for_short_latencies_too(
        latencies in vec(20_u64..40, 12..40),
        late in vec(0_u64..=3, 40),
        width in 2_usize..=10,
    ) {
        let timeline = of(&window(&latencies, width, &late));
        prop_assert_eq!(shape(&timeline), Some(Shape::Window(width)));
    }

    #[test]
    fn batches_stay_batches_if_starts_are_up_to_3_ms_late(
        latencies in vec(20_u64..400, 12..40),
        late in vec(0_u64..=3, 40),
        width in 2_usize..=10,
    ) {
        let first = &latencies[..width];
        let spread = first.iter().max().zip(first.iter().min()).map(|(max, min)| max - min);
        prop_assume!(spread > Some(30));
        let timeline = of(&batches(&latencies, width, &late));
        prop_assert_eq!(shape(&timeline), Some(Shape::Batches(width)));
    }

    #[test]
    fn nothing_is_said_against_a_limit_that_holds(
        latencies in vec(0_u64..400, 1..40),
        late in vec(0_u64..=50, 40),
        size in 1_usize..=10,
    ) {
        for times in [window(&latencies, size, &late), batches(&latencies, size, &late)] {
            let said = said(&of(&times), width(size), NO_END);
            prop_assert!(!said.contains("limit") && !said.contains("given"), "{}", said);
        }
    }

    #[test]
    fn something_is_said_of_whatever_was_sent(
        times in vec((0_u64..400, 0_u64..400), 1..30),
        at in 0_u64..800,
        size in 0_usize..10,
    ) {
        let spans = || times.iter().map(|(start, latency)| came(*start, start + latency, 200));
        for ending in [NO_END, Some(returned(at)), Some(threw(at))] {
            let said = said(&round(spans().collect()), width(size), ending);
            prop_assert!(said.ends_with('.') && !said.contains("NaN"), "{}", said);
        }
    }
}

#[test]
fn nothing_is_said_of_a_round_before_it_begins() {
    assert_eq!(shape(&Timeline::new(3)), None);
    assert_eq!(of_recording(&Timeline::new(3)), "");
    assert_eq!(
        said(&Timeline::new(3), width(2), returned(0)),
        "Never sent 3."
    );
    let error = "Threw an error before it sent anything. Never sent 3.";
    assert_eq!(said(&Timeline::new(3), width(2), threw(0)), error);
}

#[test]
fn of_one_request_it_is_said_that_every_way_is_the_same() {
    let one = "One request: every way to send it is the same.";
    assert_eq!(said(&of(&[(0, 100)]), width(10), returned(100)), one);
    let two = of_recording(&of(&[(0, 100), (100, 150)]));
    assert!(two.starts_with("Never more than 1 in flight: "), "{two}");
}

#[test]
fn a_start_a_millisecond_before_the_end_that_it_waits_for_is_sequential() {
    let sequential = |early: u64| of(&[(0, 90), (90 - early, 200), (200 - early, 260)]);
    assert_eq!(shape(&sequential(0)), Some(Shape::OneByOne));
    assert_eq!(shape(&sequential(1)), Some(Shape::OneByOne));
    assert_ne!(shape(&sequential(10)), Some(Shape::OneByOne));
}

#[test]
fn much_time_with_nothing_in_flight_is_mentioned() {
    let with_pauses = |pause| {
        let late = [pause; 12];
        of_recording(&of(&window(&LATENCIES, 1, &late)))
    };
    let sequential =
        "Never more than 1 in flight: each request waits for the one before: sequential.";
    assert_eq!(with_pauses(4), sequential);
    let much = format!("{sequential} Nothing is in flight for 28 % of the time.");
    assert_eq!(with_pauses(50), much);
}

#[test]
fn batches_hold_the_slots_of_all_but_the_slowest_while_others_wait() {
    // 2 × 100 of 3 × 200 ms, and nobody waits for the slots of the last batch.
    let timeline = of(&[
        (0, 200),
        (0, 100),
        (0, 200),
        (0, 100),
        (200, 300),
        (200, 210),
    ]);
    let held = "Starts 4 and waits for all of them: batches of 4; the slowest holds three slots \
        for 33 % of the time.";
    assert_eq!(of_recording(&timeline), held);
    let narrow = "Starts 4 and waits for all of them: batches of 4; the width is 10; the slowest \
        holds three slots for 33 % of the time.";
    assert_eq!(said(&timeline, width(10), NO_END), narrow);
    assert_eq!(said(&timeline, width(4), NO_END), held);
    let wide = format!("Up to 4 in flight where the width is 3: the limit does not hold. {held}");
    assert_eq!(said(&timeline, width(3), NO_END), wide);
    let two = of_recording(&of(&batches(&LATENCIES, 2, &PROMPT)));
    assert!(two.contains("; the slowest holds one slot for "), "{two}");
}

#[test]
fn batches_of_which_a_request_starts_before_all_have_ended_are_none() {
    let mut times = batches(&LATENCIES, 4, &PROMPT);
    assert_eq!(shape(&of(&times)), Some(Shape::Batches(4)));
    times[4].0 -= 20;
    assert_eq!(
        of_recording(&of(&times)),
        "Up to 4 in flight, 2.8 on average: neither batches nor a window."
    );
}

#[test]
fn batches_of_different_sizes_are_none_unless_only_the_last_is_smaller() {
    let sizes = |sizes: &[usize]| {
        let mut times = Vec::new();
        for (batch, size) in (0..).zip(sizes) {
            times.extend((0..*size as u64).map(|k| (300 * batch, 300 * batch + 300 - 40 * k)));
        }
        shape(&of(&times))
    };
    assert_eq!(sizes(&[4, 4, 2]), Some(Shape::Batches(4)));
    assert_eq!(sizes(&[4, 2, 4]), Some(Shape::Irregular(4)));
    assert_eq!(sizes(&[4, 4, 5]), Some(Shape::Irregular(5)));
}

#[test]
fn with_equal_latencies_batches_are_a_window_and_with_nearly_equal_ones_batches() {
    let equal = batches(&[100; 12], 4, &PROMPT);
    assert_eq!(shape(&of(&equal)), Some(Shape::Window(4)));
    let mut latencies = [100; 12];
    latencies[2] = 90;
    assert_eq!(
        shape(&of(&batches(&latencies, 4, &PROMPT))),
        Some(Shape::Batches(4))
    );
}

#[test]
fn a_window_may_be_narrower_than_the_width_or_too_wide() {
    let timeline = of(&window(&LATENCIES, 4, &PROMPT));
    let four = "Keeps 4 in flight: a window of 4";
    assert_eq!(of_recording(&timeline), format!("{four}."));
    assert_eq!(said(&timeline, width(4), NO_END), format!("{four}."));
    assert_eq!(
        said(&timeline, width(10), NO_END),
        format!("{four}; the width is 10.")
    );
    let over = "Up to 4 in flight where the width is 3: the limit does not hold.";
    assert_eq!(said(&timeline, width(3), NO_END), format!("{over} {four}."));
}

#[test]
fn a_window_may_fill_slowly_but_not_leave_a_slot_idle() {
    let mut ramp = [0; 12];
    (ramp[1], ramp[2], ramp[3]) = (15, 25, 45);
    assert_eq!(
        shape(&of(&window(&LATENCIES, 4, &ramp))),
        Some(Shape::Window(4))
    );
    let mut idle = PROMPT;
    idle[6] = 60;
    assert_eq!(
        of_recording(&of(&window(&LATENCIES, 4, &idle))),
        "Up to 4 in flight, 3.4 on average: neither batches nor a window."
    );
}

#[test]
fn a_limit_that_is_broken_once_does_not_hold() {
    let mut times = window(&LATENCIES, 4, &PROMPT);
    times[6].0 -= 20;
    let over = "Up to 5 in flight where the width is 4: the limit does not hold.";
    assert_eq!(said(&of(&times), width(4), NO_END), over);
    let within = "Up to 5 in flight, 3.4 on average: neither batches nor a window.";
    assert_eq!(said(&of(&times), width(5), NO_END), within);
    // On a clock of whole milliseconds that is the same instant.
    times[6].0 += 19;
    assert_eq!(
        said(&of(&times), width(4), NO_END),
        "Keeps 4 in flight: a window of 4."
    );
}

#[test]
fn a_slot_that_waits_for_earlier_answers_is_freed_in_order() {
    let (mut times, mut all, mut ends) = (Vec::new(), 0, Vec::<u64>::new());
    for (place, latency) in LATENCIES.into_iter().enumerate() {
        let start = if place < 4 { 0 } else { ends[place - 4] };
        all = all.max(start + latency);
        ends.push(all);
        times.push((start, start + latency));
    }
    let in_order = "Keeps 4 in flight or waiting for an earlier one: a window that is freed in \
        order; 3.1 in flight on average.";
    assert_eq!(of_recording(&of(&times)), in_order);
    let narrow = in_order.replace("order; ", "order; the width is 5; ");
    assert_eq!(said(&of(&times), width(5), NO_END), narrow);
    times[7].0 += 30;
    assert!(matches!(shape(&of(&times)), Some(Shape::Irregular(4))));
}

/// As a browser recorded them while other programs held the machine for 400 ms.
#[test]
fn a_clock_is_paced_although_the_machine_stood_still() {
    let times = [
        (3, 370),
        (103, 361),
        (244, 1231),
        (302, 606),
        (404, 792),
        (503, 1233),
        (605, 1233),
        (706, 1233),
        (802, 1416),
        (1231, 1695),
        (1231, 1804),
        (1232, 1495),
        (1232, 1660),
        (1447, 1894),
        (1448, 1816),
        (1504, 1799),
        (1602, 1744),
        (1702, 2012),
        (1804, 2428),
        (1902, 2346),
        (2002, 2423),
        (2102, 2563),
        (2202, 2595),
        (2302, 2595),
    ];
    let Some(Shape::Paced(gap)) = shape(&of(&times)) else {
        panic!("{}", of_recording(&of(&times)));
    };
    assert!(gap.abs_diff(ms(100)) <= ms(2), "{gap:?}");
    // A start before its tick is not the clock's.
    let mut early = times;
    early[20].0 = 1_930;
    assert!(!matches!(shape(&of(&early)), Some(Shape::Paced(_))));
    // Half of them late is no pace either.
    let bursts: Vec<_> = (0..24)
        .map(|place: u64| (100 * place + 60 * (place % 2), 100 * place + 400))
        .collect();
    assert!(!matches!(shape(&of(&bursts)), Some(Shape::Paced(_))));
}

#[test]
fn regular_starts_are_paced_and_nearly_regular_ones_are_not() {
    let starts = |gaps: &[u64]| {
        let starts = gaps.iter().scan(0, |start, gap| {
            *start += gap;
            Some(*start)
        });
        of(&starts
            .zip(LATENCIES)
            .map(|(start, latency)| (start, start + latency))
            .collect::<Vec<_>>())
    };
    let paced = "Starts one each 50 ms: paced.";
    assert_eq!(of_recording(&starts(&[0, 50, 50, 50, 50, 50, 50])), paced);
    assert_eq!(of_recording(&starts(&[0, 50, 52, 48, 51, 49, 50])), paced);
    let too_wide =
        format!("Up to 4 in flight where the width is 2: the limit does not hold. {paced}");
    assert_eq!(
        said(&starts(&[0, 50, 50, 50, 50, 50, 50]), width(2), NO_END),
        too_wide
    );
    let other = of_recording(&starts(&[0, 50, 50, 20, 50, 50, 50]));
    assert!(!other.contains("paced"), "{other}");
    // Nine of ten gaps are equal, but the tenth is shorter than a pace allows; or longer.
    let eleventh = |gap| starts(&[0, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, gap]);
    assert!(!matches!(shape(&eleventh(20)), Some(Shape::Paced(_))));
    assert_eq!(shape(&eleventh(80)), Some(Shape::Paced(ms(50))));
    // Slow enough that nothing else is in flight.
    assert!(matches!(
        shape(&starts(&[0, 300, 300, 300, 300])),
        Some(Shape::Paced(_))
    ));
    // Each waits for the one before.
    let equal = of(&window(&[100; 12], 1, &PROMPT));
    assert_eq!(shape(&equal), Some(Shape::OneByOne));
}

#[test]
fn all_at_once_is_right_or_wrong_by_the_width() {
    let at_once = of(&LATENCIES.map(|latency| (0, latency)));
    let twelve = "All at once: 12 in flight";
    assert_eq!(of_recording(&at_once), format!("{twelve}."));
    let allowed = format!("{twelve}, as the width of 12 allows.");
    assert_eq!(said(&at_once, width(12), NO_END), allowed);
    let wrong = format!("{twelve}, the width that you were given is 11.");
    assert_eq!(said(&at_once, width(11), NO_END), wrong);
    let mut one_later = LATENCIES.map(|latency| (0, latency));
    one_later[11] = (20, 200);
    assert_eq!(
        of_recording(&of(&one_later)),
        "Up to 12 in flight, 7.1 on average: neither batches nor a window."
    );
}

#[test]
fn a_return_before_answers_is_named_first_and_one_after_them_is_not() {
    let spans = || vec![ok(0, 50), came(0, 100, 200), came(0, 150, 200)];
    let nobody = "Returned before 2 answers had come: nobody awaited them, as with \
        forEach(async …). All at once: 3 in flight.";
    assert_eq!(said(&round(spans()), None, returned(60)), nobody);
    let one = said(&round(spans()), None, returned(120));
    assert!(
        one.starts_with("Returned before 1 answer had come: nobody awaited it, "),
        "{one}"
    );
    assert_eq!(
        said(&round(spans()), None, returned(150)),
        "All at once: 3 in flight."
    );
    let mut pending = spans();
    pending[2].finished = None;
    pending[2].answer = None;
    let unfinished = said(&round(pending), None, returned(120));
    assert!(
        unfinished.starts_with("Returned before 1 answer had come"),
        "{unfinished}"
    );
}

#[test]
fn an_answer_that_had_come_is_not_lost_because_its_request_was_sent_again() {
    let again = |status| Span {
        delivered: None,
        ..sent(&[(0, 50, status), (20, 100, 200)])
    };
    let had_come = said(&round(vec![ok(0, 60), again(200)]), None, returned(70));
    assert!(!had_come.contains("Returned before"), "{had_come}");
    let had_failed = said(&round(vec![ok(0, 60), again(500)]), None, returned(70));
    assert!(
        had_failed.starts_with("Returned before 1 answer had come"),
        "{had_failed}"
    );
    let had_not_yet = said(&round(vec![ok(0, 40), again(200)]), None, returned(45));
    assert!(
        had_not_yet.starts_with("Returned before 1 answer had come"),
        "{had_not_yet}"
    );
}

#[test]
fn requests_that_were_never_sent_are_counted_once_the_code_has_ended() {
    let spans = vec![ok(0, 50), ok(50, 100), Span::default()];
    let running = said(&round(spans.clone()), None, NO_END);
    assert!(!running.contains("Never sent"), "{running}");
    let ended = said(&round(spans.clone()), None, returned(100));
    assert!(
        ended.starts_with("Never sent 1. Never more than 1 in flight"),
        "{ended}"
    );
    let mut skipped = spans.clone();
    skipped[2].answer = Some(Rc::new(Answer::skipped(None)));
    assert!(said(&round(skipped), None, NO_END).starts_with("Never sent 1. "));
    let mut cancelled = round(spans);
    cancelled.cancel();
    let cancelled = said(&cancelled, None, returned(100));
    assert!(!cancelled.contains("Never sent"), "{cancelled}");
}

#[test]
fn the_first_failure_is_blamed_if_the_end_follows_it_at_once() {
    let spans = || {
        vec![
            came(0, 40, 200),
            came(0, 60, 503),
            came(0, 100, 200),
            came(0, 150, 200),
        ]
    };
    let lost = "The first failure lost 3 answers. All at once: 4 in flight.";
    assert_eq!(said(&round(spans()), None, threw(61)), lost);
    let later = "Threw an error: all 3 answers were lost. All at once: 4 in flight.";
    assert_eq!(said(&round(spans()), None, threw(90)), later);
    let mut delivered = spans();
    delivered[0].delivered = Some(ms(40));
    let after = "Threw an error after 1 answer: the other 2 were lost. All at once: 4 in flight.";
    assert_eq!(said(&round(delivered.clone()), None, threw(90)), after);
    // What has come is delivered at a return.
    delivered[1].delivered = Some(ms(61));
    let returned = said(&round(delivered), None, returned(61));
    assert_eq!(returned, lost.replace('3', "2"));
}

#[test]
fn a_failure_that_was_not_the_first_is_called_a_failure() {
    let spans = vec![
        came(0, 20, 503),
        came(0, 60, 503),
        came(0, 100, 200),
        came(0, 150, 200),
    ];
    let said = said(&round(spans), None, threw(61));
    assert!(said.starts_with("A failure lost 2 answers. "), "{said}");
}

#[test]
fn an_error_after_which_nothing_is_missing_is_still_an_error() {
    let failed = round(vec![came(0, 50, 503), Span::default()]);
    let ended = said(&failed, None, threw(50));
    assert!(
        ended.starts_with("The first failure ended it. Never sent 1. "),
        "{ended}"
    );
    let all = said(&of(&[(0, 50), (50, 90)]), None, threw(300));
    assert!(
        all.starts_with("Threw an error after 2 answers. Never more"),
        "{all}"
    );
    let none = said(&round(vec![given_up(0, 50)]), None, threw(300));
    assert!(
        none.starts_with("Threw an error. Gave up 1 request before its answer. "),
        "{none}"
    );
    let only = said(&round(vec![came(0, 50, 200)]), None, threw(300));
    assert!(
        only.starts_with("Threw an error: the only answer was lost. "),
        "{only}"
    );
    let network = Answer::judge(Err(Failure::Timeout(Duration::from_secs(1))), None);
    let mut timed_out = came(0, 50, 200);
    timed_out.answer = Some(Rc::new(network));
    let timed_out = said(&round(vec![timed_out, came(0, 90, 200)]), None, threw(51));
    assert!(
        timed_out.starts_with("The first failure lost 1 answer. "),
        "{timed_out}"
    );
}

#[test]
fn a_url_that_is_sent_again_was_sent_in_vain_unless_it_had_failed() {
    let of_second = |tries: &[(u64, u64, u16)]| {
        of_recording(&round(vec![
            ok(0, 50),
            sent(tries),
            ok(300, 340),
            ok(340, 400),
        ]))
    };
    let twice = |tries: &[(u64, u64, u16)]| of_second(tries).contains("Sent 1 URL twice.");
    assert!(twice(&[(50, 100, 200), (100, 300, 200)]));
    assert!(
        twice(&[(50, 150, 503), (100, 300, 200)]),
        "it had not failed yet"
    );
    assert!(!twice(&[(50, 100, 503), (100, 300, 200)]));
    let retried = of_second(&[(50, 100, 503), (100, 300, 200)]);
    let expected = "Never more than 1 in flight: each request waits for the one before: \
        sequential. Sent 1 URL again after a failure.";
    assert_eq!(retried, expected);
    let thrice = of_second(&[(50, 100, 200), (100, 200, 200), (200, 300, 200)]);
    assert!(
        thrice.starts_with("Sent 1 URL more than once. Never more"),
        "{thrice}"
    );
}

#[test]
fn requests_that_were_given_up_are_counted_and_those_that_were_cancelled_are_not() {
    let spans = vec![given_up(0, 50), given_up(0, 50), ok(0, 70)];
    let expected = "Gave up 2 requests before their answers. All at once: 3 in flight.";
    assert_eq!(said(&round(spans), None, returned(70)), expected);
    let mut open = vec![ok(0, 70), ok(0, 80)];
    (open[1].finished, open[1].answer, open[1].delivered) = (None, None, None);
    let mut cancelled = round(open);
    cancelled.cancel();
    assert_eq!(of_recording(&cancelled), "All at once: 2 in flight.");
}

#[test]
fn what_was_lost_comes_first_then_the_limit_then_what_was_in_vain() {
    let spans = vec![
        ok(0, 50),
        sent(&[(0, 60, 200), (60, 90, 200)]),
        given_up(0, 70),
        came(0, 200, 200),
        Span::default(),
    ];
    let expected = "Returned before 1 answer had come: nobody awaited it, as with \
        forEach(async …). Never sent 1. All at once: 4 in flight, the width that you were given \
        is 2. Sent 1 URL twice. Gave up 1 request before its answer.";
    assert_eq!(said(&round(spans), width(2), returned(100)), expected);
}

#[test]
fn pauses_before_retries_keep_a_place_in_a_window_and_a_second_pass_is_sequential() {
    let mut spans = Vec::new();
    for (start, end) in window(&LATENCIES, 4, &PROMPT) {
        spans.push(ok(start, end));
    }
    spans[5] = sent(&[(90, 110, 503), (130, 160, 200)]);
    assert_eq!(shape(&round(spans)), Some(Shape::Window(4)));
    let second = vec![
        sent(&[(0, 90, 503), (350, 400, 200)]),
        ok(90, 200),
        sent(&[(200, 250, 503), (400, 480, 200)]),
        ok(250, 350),
    ];
    assert_eq!(shape(&round(second)), Some(Shape::OneByOne));
}

#[test]
fn each_strategy_is_the_nearest_to_itself_or_to_one_that_sends_in_the_same_way() {
    for settings in instances() {
        let all = predicted(&settings);
        for (strategy, timeline) in all.clone() {
            let (found, ratio) = nearest(&timeline, all.iter().cloned()).expect("one of nine");
            assert_eq!(
                shape(&predict(&settings, found, 0)),
                shape(&timeline),
                "{strategy:?}"
            );
            assert!((ratio - 1.0).abs() < 1e-9, "{strategy:?}: {ratio}");
        }
    }
}

#[test]
fn the_order_in_which_requests_are_sent_counts_for_nothing_and_lateness_for_little() {
    let late: Vec<_> = window(&LATENCIES, 4, &[3; 12]).into_iter().rev().collect();
    let candidates = [
        (Strategy::Sequential, of(&window(&LATENCIES, 1, &PROMPT))),
        (Strategy::Batched, of(&batches(&LATENCIES, 4, &PROMPT))),
        (Strategy::Windowed, of(&window(&LATENCIES, 4, &PROMPT))),
        (Strategy::Joined, of(&LATENCIES.map(|latency| (0, latency)))),
    ];
    let found = nearest(&of(&late), candidates.clone().into_iter());
    assert_eq!(
        found.map(|(strategy, _)| strategy),
        Some(Strategy::Windowed)
    );
    assert_eq!(nearest(&Timeline::new(12), candidates.into_iter()), None);
    assert_eq!(nearest(&of(&late), std::iter::empty()), None);
}

#[test]
fn the_nearest_strategy_is_named_with_the_difference_in_time() {
    let written = |ratio| resemblance((Strategy::AsCompleted, ratio)).replace('\u{a0}', " ");
    assert_eq!(written(1.02), "Nearest to as completed, and as fast.");
    assert_eq!(written(0.98), "Nearest to as completed, and as fast.");
    assert_eq!(
        written(1.08),
        "Nearest to as completed, 8 % slower than it."
    );
    assert_eq!(
        written(0.9),
        "Nearest to as completed, 10 % faster than it."
    );
    assert_eq!(written(2.34), "Nearest to as completed, 2.3× its time.");
}
