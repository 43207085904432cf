//! The article, as it stands in `index.html`: what it says about numbers, and where it leads.
//!
//! `cargo test --test article -- --nocapture` prints what each of its figures takes in virtual time.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

use std::{
    cell::Cell,
    future::{pending, poll_fn, ready},
    path::Path,
    task::Poll,
    time::Duration,
};

use futures::{FutureExt as _, StreamExt as _, executor::block_on, stream};
use inflight::{
    analysis::{
        comparison::{Category, Comparison, Round},
        prediction::predict,
        timeline::Timeline,
    },
    format::{decimal, fixed, percent, time},
    run::breaker::Breaker,
    settings::Settings,
    strategy::Strategy::{self, Batched, Joined, Ordered, Paced, Sequential, Streamed, Windowed},
    world::{
        answer::{Answer, Failure, Outcome},
        network::Network,
    },
};

const PAGE: &str = include_str!("../index.html");

/// From where the article begins.
fn article() -> &'static str {
    let begins = PAGE.find("<article").expect("an article");
    let ends = PAGE.find("</article>").expect("its end");
    &PAGE[begins..ends]
}

/// The text without its marks, each run of spaces being one.
fn words(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        // Of what is before the first mark nothing is one.
        let inside = piece.split_once('>').map_or(piece, |(_, inside)| inside);
        text.push(' ');
        text.push_str(inside);
    }
    let text = text.replace("&nbsp;", " ").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every value of an attribute, as it is meant.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let begins = format!(" {attribute}=\"");
    let pieces = html.split(&begins).skip(1);
    let value = |piece: &str| {
        piece
            .split('"')
            .next()
            .unwrap_or_default()
            .replace("&amp;", "&")
    };
    pieces.map(value).collect()
}

fn settings(query: &str) -> Settings {
    // What follows the query string names an example for the panel of the reader's code.
    let query = query.split('#').next().unwrap_or_default();
    let (settings, refusals) = Settings::from_query(query);
    assert_eq!(refusals, [], "in {query}");
    settings
}

/// What the figure takes whose attribute this is.
fn figure(query: &str) -> impl Fn(Strategy) -> Timeline {
    let figures = values(article(), "data-figure");
    let has_these_settings = |figure: &String| {
        figure
            .split("&show=")
            .next()
            .is_some_and(|one| one == query)
    };
    assert!(
        figures.iter().any(has_these_settings),
        "{query} in {figures:?}"
    );
    let settings = settings(query);
    move |strategy| predict(&settings, strategy, 0)
}

fn total(timeline: &Timeline) -> Duration {
    timeline.total().expect("all are delivered")
}

/// What share of a round its slots stand idle; nothing where requests were skipped.
fn idle(settings: &Settings, strategy: Strategy, timeline: &Timeline) -> Option<f64> {
    let round = Round {
        number: 0,
        timeline: timeline.clone(),
        longest_freeze: Duration::ZERO,
        hidden: false,
        ended: true,
        ideal: None,
        breakdown: None,
    };
    let breakdown = Comparison::new(settings.clone()).breakdown(strategy, &round)?;
    breakdown.share(Category::Idle)
}

fn arrived(timeline: &Timeline) -> usize {
    let ok = |answer: &Answer| answer.outcome == Outcome::Ok;
    let spans = timeline.spans().iter();
    spans
        .filter(|span| span.answer.as_deref().is_some_and(ok))
        .count()
}

fn says(sentence: &str) {
    let text = words(article());
    assert!(
        text.contains(sentence),
        "the article does not say “{sentence}”"
    );
}

#[test]
fn its_length_is_that_of_an_article() {
    let count = words(article()).split(' ').count();
    println!("{count} words");
    assert!((1_500..=3_000).contains(&count), "{count} words");
}

/// Those beneath this heading: each begins with its strategy's name.
fn listings(heading: &str) -> Vec<String> {
    let section = article().split_once(heading).expect("the heading").1;
    let code = section.split_once("<pre tabindex=\"0\"><code translate=\"no\">");
    let code = code.expect("code").1.split("</code>").next();
    let code = code.unwrap_or_default().replace("&lt;", "<");
    let code = code.replace("&gt;", ">").replace("&amp;", "&");
    code.split("\n\n").map(str::to_owned).collect()
}

#[test]
fn its_listings_are_the_lines_that_run() {
    let listings = listings("All nine strategies in Rust");
    assert_eq!(listings.len(), 9, "{listings:?}");
    for listing in listings {
        let (name, code) = listing.split_once('\n').expect("a name and its code");
        let named = |one: &Strategy| format!("// {}", one.name()) == name;
        let strategy = Strategy::all().find(named).expect(name);
        let inside = code.lines().map(|line| format!("    {line}\n"));
        let body = format!(" {{\n{}}}\n", inside.collect::<String>());
        let path = format!("src/strategy/{}.rs", strategy.describe().file);
        let file = std::fs::read_to_string(path).expect("its code");
        assert!(file.contains(&body), "{name} is not what runs:\n{body}");
    }
}

/// The sections: each begins with its heading.
fn sections() -> Vec<&'static str> {
    article().split("<h2").skip(1).collect()
}

#[test]
fn each_question_has_a_figure_and_an_entrance_to_what_is_the_readers_own() {
    for (id, question, entrance) in [
        ("concurrent", "Is it concurrent?", "your code"),
        ("wide", "How wide?", "your API"),
        ("fast", "How fast may I?", "your API"),
        ("long", "How long with mine?", "your latencies"),
    ] {
        let begins = format!(" id=\"{id}\">{question}</h2>");
        let section = sections().into_iter().find(|one| one.starts_with(&begins));
        let section = section.unwrap_or_else(|| panic!("no section asks “{question}”"));
        assert!(section.contains("data-figure="), "{question}: a figure");
        let last = section.rsplit("<h3").next().unwrap_or_default();
        let pressed = format!("<em>{entrance}</em>");
        assert!(
            last.contains(&pressed),
            "{question}: it ends with “{pressed}”"
        );
        let answer = format!("<a href=\"#{id}\">{question}</a>");
        assert!(
            sections()[0].contains(&answer),
            "{question}: in the short answer"
        );
    }
}

/// Links of others lead to these places.
#[test]
fn what_could_once_be_linked_to_can_still_be() {
    let ids = values(article(), "id");
    for id in [
        "what",
        "waiting",
        "syntax",
        "yours",
        "strategies",
        "limits",
        "rate",
        "measuring",
        "latencies",
        "choose",
    ] {
        assert!(ids.iter().any(|one| one == id), "nothing is called {id}");
    }
}

#[test]
fn the_contents_are_one_line_of_sections_in_their_order() {
    let contents = PAGE.split("<nav class=\"top\"").nth(1).expect("contents");
    let contents = contents.split("</nav>").next().unwrap_or_default();
    let links = values(contents, "href");
    let ids = sections().into_iter().map(|section| {
        let id = section.strip_prefix(" id=\"").unwrap_or_default();
        format!("#{}", id.split('"').next().unwrap_or_default())
    });
    assert_eq!(links, ids.collect::<Vec<_>>());
    assert!(links.len() <= 8, "{links:?}");
    let entries = contents.matches("</a>").count();
    let letters = words(contents.split("<span>").nth(1).unwrap_or_default());
    assert!(
        letters.chars().count() <= 90,
        "{entries} entries: {letters}"
    );
}

#[test]
fn what_each_figure_takes() {
    let figures = values(article(), "data-figure");
    assert!(
        (6..=10).contains(&figures.len()),
        "{} figures",
        figures.len()
    );
    for query in figures {
        println!("{query}");
        let settings = settings(&query);
        for one in &settings.strategies {
            let timeline = predict(&settings, *one, 0);
            let total = timeline.total().unwrap_or_default();
            let idle = idle(&settings, *one, &timeline).map(percent);
            println!(
                "  {:12} {:>9}, {} ok, {} idle",
                one.key(),
                time(total),
                arrived(&timeline),
                idle.unwrap_or_default()
            );
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let ids = values(PAGE, "id");
    for link in values(PAGE, "href") {
        match link.split_at_checked(1) {
            Some(("#", id)) => assert!(ids.contains(&id.to_owned()), "nothing is called {id}"),
            Some(("?", query)) => drop(settings(query)),
            _ => assert!(
                link.is_empty()
                    || link.starts_with("https://")
                    || link.starts_with("data:")
                    || Path::new(&link).exists(), // what Trunk copies and builds
                "{link}"
            ),
        }
    }
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "each id stands once: {ids:?}");
}

#[test]
fn every_source_that_it_names_is_there() {
    let named = article()
        .split(['<', '>', ' '])
        .filter(|word| word.starts_with("src/"));
    let gone: Vec<_> = named.filter(|path| !Path::new(path).exists()).collect();
    assert_eq!(gone, Vec::<&str>::new());
}

#[test]
fn headings_skip_no_level_and_there_is_one_of_the_first() {
    let levels: Vec<u32> = PAGE
        .split("<h")
        .skip(1)
        .filter_map(|piece| piece.chars().next()?.to_digit(10))
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert_eq!(levels.first(), Some(&1));
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{levels:?}");
    }
}

#[test]
fn every_figure_has_a_caption_and_words_of_its_own_and_room_for_its_rows() {
    for piece in article().split("<figure>").skip(1) {
        let figure = piece.split("</figure>").next().unwrap_or_default();
        let query = values(figure, "data-figure").remove(0);
        assert!(figure.contains("<figcaption>"), "{query} has a caption");
        let fallback = figure.split("</div>").next().unwrap_or_default();
        assert!(
            words(fallback).ends_with('.'),
            "{query} has words of its own"
        );
        let rows = settings(&query).strategies.len();
        let parts = query.split("&show=").nth(1);
        let parts = parts.map(|parts| format!(" with-{parts}"));
        let class = format!("place rows-{rows}{}", parts.unwrap_or_default());
        assert_eq!(values(figure, "class"), [class], "{query}");
    }
}

#[test]
fn every_table_has_heads_with_a_scope() {
    for head in article()
        .split("<th")
        .skip(1)
        .filter(|head| !head.starts_with("ead"))
    {
        let scoped = head.starts_with(" scope=\"col\">") || head.starts_with(" scope=\"row\">");
        assert!(scoped, "{head:.40}");
    }
}

#[test]
fn the_page_needs_no_style_or_script_of_its_own_in_the_text() {
    for forbidden in [" style=", "<style", "<script", " onclick="] {
        assert!(!article().contains(forbidden), "{forbidden}");
    }
}

#[test]
fn sequential_takes_the_sum_and_joined_the_longest() {
    let figure = figure("requests=24&strategies=sequential,joined");
    says("Sequential sends one request after another and takes the sum of their latencies.");
    says("Joined sends all at once and takes the longest latency.");
    let latencies = (0..24).map(|index| Network::planned(&settings("requests=24"), 0, index));
    let latencies: Vec<Duration> = latencies.collect();
    let (sum, longest) = (latencies.iter().sum(), latencies.iter().max().copied());
    assert_eq!(total(&figure(Sequential)), sum);
    assert_eq!(Some(total(&figure(Joined))), longest);
}

#[test]
fn joining_work_gains_nothing_and_one_load_has_no_other() {
    let bricks = figure("requests=6&latency=0&work=50&strategies=sequential,joined");
    assert_eq!(total(&bricks(Joined)), total(&bricks(Sequential)));
    let laundry = "requests=4&steps=3&spread=0&strategies=sequential,joined";
    let loads = figure(laundry);
    assert_eq!(total(&loads(Joined)) * 4, total(&loads(Sequential)));
    let one = settings(&laundry.replace("requests=4", "requests=1"));
    let [joined, sequential] = [Joined, Sequential].map(|way| total(&predict(&one, way, 0)));
    assert_eq!(joined, sequential);
}

#[test]
fn a_batch_idles_where_a_window_does_not() {
    let query = "requests=24&concurrency=5&strategies=batched,windowed";
    let (figure, settings) = (figure(query), settings(query));
    assert!(total(&figure(Windowed)) < total(&figure(Batched)));
    let [batched, windowed] = [Batched, Windowed]
        .map(|one| idle(&settings, one, &figure(one)).expect("time that can be divided"));
    assert!(windowed < batched / 2.0, "{windowed} of {batched}");
}

#[test]
fn in_a_slow_tail_the_window_is_ahead_and_without_one_all_are_alike() {
    let tail = "requests=60&spread=1.2&strategies=batched,windowed,streamed";
    let figure = figure(tail);
    assert!(total(&figure(Windowed)) < total(&figure(Streamed)));
    assert!(total(&figure(Streamed)) <= total(&figure(Batched)));
    let equal = settings(&tail.replace("spread=1.2", "spread=0"));
    let [one, two, three] =
        [Batched, Windowed, Streamed].map(|one| total(&predict(&equal, one, 0)));
    assert!(one == two && two == three);
}

/// The bound of the article, for the strategies of two figures.
#[test]
fn no_strategy_takes_less_than_what_the_article_says() {
    says("No strategy takes less than max(ΣL / c, max L, (M − burst) / quota)");
    for (query, held) in [
        (
            "requests=60&spread=1.2&strategies=batched,windowed,streamed",
            0.0,
        ),
        (
            "quota=5/s&retries=5&strategies=windowed,paced",
            (24.0 - 5.0) / 5.0,
        ),
    ] {
        let (figure, settings) = (figure(query), settings(query));
        let latencies = (0..settings.requests).map(|index| Network::planned(&settings, 0, index));
        let latencies: Vec<Duration> = latencies.collect();
        let slots = u32::try_from(settings.concurrency.get()).expect("a width");
        let shared = latencies.iter().sum::<Duration>() / slots;
        let longest = latencies.into_iter().max().expect("latencies");
        let bound = shared.max(longest).max(Duration::from_secs_f64(held));
        for strategy in &settings.strategies {
            let took = total(&figure(*strategy));
            assert!(took >= bound, "{}: {took:?}, {bound:?}", strategy.key());
        }
    }
}

/// What Rust’s combinators do with a width of nothing.
#[test]
fn a_width_of_0_waits_for_ever_or_limits_nothing() {
    says("buffered(0) hangs");
    says("for_each_concurrent(0, …) has no limit");
    let mut answers = stream::iter([ready(1)]).buffered(0);
    assert_eq!(answers.next().now_or_never(), None);
    let in_flight = Cell::new(0);
    let all = stream::iter(0..30).for_each_concurrent(0, |_| {
        in_flight.set(in_flight.get() + 1);
        pending::<()>()
    });
    assert_eq!((all.now_or_never(), in_flight.get()), (None, 30));
}

/// Lets everything else go on once.
async fn turn() {
    let mut waited = false;
    poll_fn(|context| {
        context.waker().wake_by_ref();
        if std::mem::replace(&mut waited, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

#[test]
fn what_is_buffered_stands_still_while_the_body_of_the_loop_awaits() {
    says("In Rust, the futures of buffered also stand still while the body of your loop awaits.");
    let turns = Cell::new(0);
    let job = async |length: usize| {
        for _ in 0..length {
            turn().await;
            turns.set(turns.get() + 1);
        }
    };
    block_on(async {
        let mut answers = stream::iter([1, 100]).map(job).buffered(2);
        answers.next().await;
        let before = turns.get();
        for _ in 0..1000 {
            turn().await;
        }
        assert_eq!(turns.get(), before, "while the body awaits");
        answers.next().await;
        assert_eq!(turns.get(), 101, "when it asks for the next answer");
    });
}

#[test]
fn six_connections_make_a_window_of_six_of_what_was_joined() {
    let figure = figure("requests=24&cap=6&concurrency=6&strategies=joined,windowed");
    assert_eq!(total(&figure(Joined)), total(&figure(Windowed)));
    let turns = 199_u32.div_ceil(6);
    let times = decimal(f64::from(199) / f64::from(turns), 2);
    says(&format!(
        "⌈199 / 6⌉ = {turns} turns instead of 199, so joining is {times} times as fast"
    ));
}

#[test]
fn a_deadline_that_counts_the_queue_lets_96_of_199_arrive() {
    let link = "requests=199&latency=300&spread=0&cap=6&timeout=5000&concurrency=6&strategies=joined,windowed";
    assert!(values(article(), "href").contains(&format!("?{link}")));
    let settings = settings(link);
    let [joined, windowed] = [Joined, Windowed].map(|one| arrived(&predict(&settings, one, 0)));
    let each = settings.timeout.as_millis() / settings.latency.as_millis();
    says(&format!(
        "Each connection completes {each} requests in time, so {joined} arrive and {} time out",
        199 - joined
    ));
    assert_eq!((joined, windowed), (96, 199));
}

#[test]
fn a_server_that_bears_12_loses_what_is_joined() {
    let figure = figure("requests=24&capacity=12&concurrency=8&strategies=joined,windowed");
    assert!(arrived(&figure(Joined)) < 24);
    assert_eq!(arrived(&figure(Windowed)), 24);
}

#[test]
fn a_pace_saves_refusals_and_not_time() {
    let figure = figure("quota=5/s&retries=5&strategies=windowed,paced");
    let (windowed, paced) = (figure(Windowed), figure(Paced));
    assert!(windowed.refusals() > 0 && paced.refusals() == 0);
    assert_eq!((arrived(&windowed), arrived(&paced)), (24, 24));
    assert!(total(&paced).as_secs_f64() <= 1.1 * total(&windowed).as_secs_f64());
    let rate = |in_flight: f64| in_flight / settings("").latency.as_secs_f64();
    says(&format!(
        "Ten in flight at 115 ms send {} a second, and even one at a time sends {}. So no width keeps to a quota.",
        fixed(rate(10.0), 0),
        fixed(rate(1.0), 1)
    ));
}

#[test]
fn two_hundred_at_a_hundred_a_minute_take_what_is_said() {
    let link = "requests=200&quota=100/min&burst=20&retries=5&strategies=windowed,paced";
    assert!(values(article(), "href").contains(&format!("?{link}")));
    let settings = settings(link);
    let least = settings.least_time(Windowed).as_secs_f64();
    let paced = total(&predict(&settings, Paced, 0)).as_secs_f64();
    let ideal = settings.least_time(Paced).as_secs_f64();
    says(&format!(
        "with a burst of 20 cannot end before {} s; paced takes {} s",
        fixed(least, 0),
        fixed(ideal, 1)
    ));
    assert!(paced >= ideal && paced <= 1.02 * ideal, "{paced}");
    says("so it may end (burst − 1) / quota later than the quota allows");
    let later = (20.0 - 1.0) / (100.0 / 60.0);
    assert!((ideal - least - later).abs() < 1e-9, "{later} s later");
}

#[test]
fn the_manners_are_those_of_the_policy() {
    says("at most a tenth of the requests");
    let (breaker, failed) = (
        Breaker::default(),
        Answer::judge(Err(Failure::Network("gone".into())), None),
    );
    let failures = (1..100).find(|_| {
        breaker.count(&failed);
        breaker.is_open()
    });
    let failures = failures.expect("it opens some time");
    says(&format!("Here, {failures} failures in a row end a round."));
}

/// The column that says “Simulated”, beside the post's own times.
#[test]
fn the_simulated_column_is_what_the_simulated_network_gives() {
    let post = settings("requests=199");
    for (function, strategy) in [
        ("synchronous", Strategy::Blocking),
        ("asynchronous_fail", Sequential),
        ("asynchronous", Joined),
        ("asynchronous_ordered", Ordered),
        ("asynchronous_ordered_batched", Batched),
        ("none: a window of ten", Windowed),
    ] {
        let seconds = total(&predict(&post, strategy, 0)).as_secs_f64();
        let digits = if seconds < 10.0 { 2 } else { 1 };
        let begins = format!("{function} ");
        let rows = article()
            .split("</tr>")
            .filter_map(|row| row.rsplit("<tr>").next());
        let mut rows = rows.map(words);
        let row = rows.find(|row| row.starts_with(&begins) && row.ends_with(" s"));
        let row = row.unwrap_or_else(|| panic!("no row for {function}"));
        let simulated = format!("{} s", fixed(seconds, digits));
        assert!(row.ends_with(&simulated), "{row}: {simulated}");
    }
}

/// What the post timed: the ratios of two functions with the same load.
#[test]
fn the_noise_is_that_of_the_posts_own_times() {
    for (joined, ordered) in [(9.886, 8.394), (9.59, 6.81)] {
        let longer = percent(joined / ordered - 1.0).replace('\u{a0}', " ");
        assert!(words(article()).contains(&longer), "{longer}");
    }
}
