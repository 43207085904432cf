//! A sweep as text. The first line is the query string of its settings, the
//! second one says how it was run, and then comes a line for each width: the
//! width, then seven numbers for each round, separated by spaces.
//!
//! | number | meaning |
//! |---|---|
//! | column | the place of the strategy in [`STRATEGIES`](crate::analysis::sweep::STRATEGIES) |
//! | round | the number of the round, from 0 on |
//! | ended | 1 if the round came to its end, else 0 |
//! | ranked | 1 if the round is ranked, else 0 |
//! | total, ideal | times in nanoseconds; `-` where there is none |
//! | lost | the number of requests whose outcome is not `ok` |
//!
//! Compared with JSON by serde, this format saves the first program TODO-KIB.

use std::{num::NonZeroUsize, str::FromStr, time::Duration};

use crate::analysis::sweep::{Point, RoundSummary, Sweep};
use crate::settings::Settings;

/// A sweep as text; `how` says how it was run (in virtual time, or by which
/// transport).
#[must_use]
pub fn write(sweep: &Sweep, how: &str) -> String {
    let mut text = format!("{}\n{how}\n", sweep.settings.to_query());
    for (width, point) in &sweep.points {
        text += &width.to_string();
        for (column, rounds) in point.rounds.iter().enumerate() {
            for round in rounds {
                write_round(&mut text, column, round);
            }
        }
        text += "\n";
    }
    text
}

/// The sweep in a text that [`write()`] wrote, and how it was run; `None` if the
/// text is in another format.
#[must_use]
pub fn read(text: &str) -> Option<(Sweep, String)> {
    let mut lines = text.lines();
    let (settings, _) = Settings::from_query(lines.next()?);
    let how = lines.next()?.to_owned();
    let mut sweep = Sweep::new(settings);
    sweep.points = lines.map(point).collect::<Option<_>>()?;
    Some((sweep, how))
}

fn write_round(text: &mut String, column: usize, round: &RoundSummary) {
    let time = |time: Option<Duration>| time.map_or("-".into(), |time| time.as_nanos().to_string());
    for number in [
        column.to_string(),
        round.number.to_string(),
        u8::from(round.ended).to_string(),
        u8::from(round.ranked).to_string(),
        time(round.total),
        time(round.ideal),
        round.lost.to_string(),
    ] {
        *text += " ";
        *text += &number;
    }
}

fn point(line: &str) -> Option<(NonZeroUsize, Point)> {
    let mut words = line.split(' ');
    let (width, mut point) = (next(&mut words)?, Point::default());
    while let Some(column) = next::<usize>(&mut words) {
        point.rounds.get_mut(column)?.push(round(&mut words)?);
    }
    Some((width, point))
}

fn round<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<RoundSummary> {
    Some(RoundSummary {
        number: next(words)?,
        ended: next::<u8>(words)? == 1,
        ranked: next::<u8>(words)? == 1,
        total: time(words.next()?),
        ideal: time(words.next()?),
        lost: next(words)?,
    })
}

fn next<'a, N: FromStr>(words: &mut impl Iterator<Item = &'a str>) -> Option<N> {
    words.next()?.parse().ok()
}

fn time(word: &str) -> Option<Duration> {
    word.parse().ok().map(Duration::from_nanos)
}
