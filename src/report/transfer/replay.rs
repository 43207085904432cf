//! Replaying a run from its text, without the code that reads reports.

use super::answer;
use std::{str::Lines, time::Duration};

use form_urlencoded::parse;

use crate::{
    analysis::{comparison::Comparison, environment::Environment, recording::Recorded},
    report::environment::from_word,
    run::Event,
    settings::Settings,
    strategy::Strategy,
    world::{
        answer::Outcome,
        function::{Ending, Fault},
    },
};

/// The number of lines that are replayed at a time: a few milliseconds' work.
const STEP: usize = 10_000;

/// A run that is rebuilt from the text that [`write`](super::write()) wrote, step
/// by step: the page that does it answers in between.
pub struct Replay<'a> {
    own: ReplayOwn,
    lines: Lines<'a>,
    comparison: Comparison,
    environment: Environment,
}

impl<'a> Replay<'a> {
    /// Reads the first line; `None` if it is in another format. `own` replays the
    /// lines that only functions of readers cause: [`replay_own`], or nothing in a
    /// program that shows nothing of these.
    #[must_use]
    pub fn begin(text: &'a str, own: ReplayOwn) -> Option<Self> {
        let mut lines = text.lines();
        let (comparison, environment) = first_line(lines.next()?)?;
        Some(Self {
            own,
            lines,
            comparison,
            environment,
        })
    }

    /// Whether every line was replayed.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.lines.clone().next().is_none()
    }

    /// Replays the next lines; `None` if one is in another format.
    pub fn step(&mut self) -> Option<()> {
        for line in self.lines.by_ref().take(STEP) {
            if line.starts_with(['l', 'o', 'y']) {
                (self.own)(&mut self.comparison, line)?;
            } else {
                replay(&mut self.comparison, line)?;
            }
        }
        Some(())
    }

    /// The run, as far as it was replayed: its comparison and its environment.
    #[must_use]
    pub fn end(self) -> (Comparison, Environment) {
        (self.comparison, self.environment)
    }
}

fn first_line(line: &str) -> Option<(Comparison, Environment)> {
    let mut first = parse(line.as_bytes()).map(|(_, value)| value.into_owned());
    let settings = Settings::from_text(&first.next()?);
    let mut environment = Environment {
        transport: from_word(&first.next()?)?,
        user_agent: first.next()?,
        clock_resolution: Duration::from_micros(first.next()?.parse().ok()?),
        was_hidden: first.next()? == "1",
        went_offline: false,
        worker_lost: false,
        protocol: None,
    };
    let mut comparison = Comparison::new(settings);
    comparison.looks = first.next()?.parse().ok()?;
    environment.protocol = first.next();
    Some((comparison, environment))
}

/// Applies a line to the comparison.
fn replay(comparison: &mut Comparison, line: &str) -> Option<()> {
    let mut words = line.split(' ');
    let letter = words.next()?;
    let mut numbers = [0; 5];
    for (number, word) in numbers.iter_mut().zip(words) {
        *number = word.parse().ok()?;
    }
    let [a, b, c] = [0, 1, 2].map(|place| usize::try_from(numbers[place]).unwrap_or(0));
    let [second, third] = [1, 2].map(|place| Duration::from_micros(numbers[place]));
    match letter {
        "a" => comparison.apply(Event::Announced {
            round: b,
            strategy: Strategy::all().nth(a)?,
        }),
        "s" => {
            comparison.apply(Event::Started {
                index: a,
                at: second,
            });
            let attempts = u32::try_from(c).unwrap_or(u32::MAX);
            let timeline = &mut comparison.current_round()?.timeline;
            timeline.set_attempts(a, attempts);
        }
        "r" => comparison.apply(Event::Refused {
            index: a,
            at: second,
            status: u16::try_from(c).ok().filter(|status| *status > 0),
        }),
        "t" => comparison.apply(Event::SentAgain {
            index: a,
            at: second,
        }),
        "f" => {
            let outcome = *Outcome::ALL.get(c)?;
            let status = u16::try_from(numbers[3]).ok().filter(|status| *status > 0);
            comparison.apply(Event::Finished {
                index: a,
                at: second,
                answer: answer(&comparison.settings, a, outcome, status),
                queued: None,
            });
        }
        "d" => comparison.apply(Event::Delivered {
            index: a,
            slot: b,
            at: third,
        }),
        "x" => comparison.apply(Event::Skipped {
            index: a,
            why: None,
        }),
        "q" => comparison.current_round()?.timeline.set_queued(a, second),
        "e" => end(comparison, numbers)?,
        _ => return None,
    }
    Some(())
}

/// Replays a line that only a function or a recording of the reader's causes.
pub type ReplayOwn = fn(&mut Comparison, &str) -> Option<()>;

/// Replays a line that only a function or a recording of the reader's causes; `None`
/// if it is in another format.
pub fn replay_own(comparison: &mut Comparison, line: &str) -> Option<()> {
    let mut words = line.splitn(5, ' ');
    let letter = words.next()?;
    if letter == "l" {
        let mut next = || words.next()?.parse::<u64>().ok();
        let request = Recorded {
            started: Some(Duration::from_micros(next()?)),
            latency: Duration::from_micros(next()?),
            status: u16::try_from(next()?).ok().filter(|status| *status > 0),
        };
        comparison.record(request);
        return Some(());
    }
    if letter == "y" {
        let mut next = || words.next()?.parse::<u64>().ok();
        let place = (
            usize::try_from(next()?).ok()?,
            usize::try_from(next()?).ok()?,
        );
        let at = Duration::from_micros(next()?);
        let status = u16::try_from(next()?).ok().filter(|status| *status > 0);
        let timeline = &mut comparison.current_round()?.timeline;
        timeline.set_end_of_try(place, at, status);
        return Some(());
    }
    let at = Duration::from_micros(words.next()?.parse().ok()?);
    let how = words.next()?;
    let fault = Fault {
        line: words.next()?.parse().ok()?,
        words: words.next()?.into(),
    };
    let ending = Ending::from_word(how, fault)?;
    comparison.apply(Event::Returned { at, ending });
    Some(())
}

fn end(
    comparison: &mut Comparison,
    [ended, hidden, freeze, peak, inversions]: [u64; 5],
) -> Option<()> {
    let round = comparison.current_round()?;
    round.hidden = hidden == 1;
    round.longest_freeze = Duration::from_micros(freeze);
    let [peak, inversions] = [peak, inversions].map(|count| usize::try_from(count).unwrap_or(0));
    round.timeline.set_counts(peak, inversions);
    if ended == 1 {
        comparison.apply(Event::Ended);
    } else {
        comparison.cancel();
    }
    Some(())
}
