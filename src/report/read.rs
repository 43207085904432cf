//! A report read back: everything is put together again from what was sent,
//! where, and when; then it is reported anew, and must come out as it came.
//!
//! So a report that was read shows what it showed, and one whose numbers do
//! not follow from its requests is not shown at all.

mod cursor;
mod environment;
mod number;
mod round;

pub use cursor::Unreadable;

use serde_json::Value;

use super::Report;
use crate::analysis::environment::Environment;
use crate::{
    analysis::{
        comparison::{Comparison, Round},
        stopping::LOOKS,
    },
    settings::{Kind, SETTINGS, Settings},
    strategy::Strategy,
};
use cursor::Cursor;
use number::plain;

/// Reads what [`Report::json`] wrote; numbers may be spelled in another way.
///
/// What only the servers knew is not in a report: the titles of real answers
/// stay empty, those of the simulated network are made again. Nor is the order
/// of the list where several were delivered at the same instant, nor whether a
/// round with failures was interrupted after its last delivery.
///
/// # Errors
/// [`Unreadable`] names what is wrong, and where.
pub fn read(text: &str) -> Result<(Comparison, Environment), Unreadable> {
    let value = parsed(text)?;
    let report = Cursor::root(&value);
    report.field("version")?.count(1..=1)?;
    let settings = settings(&report.field("settings")?)?;
    let environment = environment::environment(&report.field("environment")?)?;
    let strategies = report.field("strategies")?;
    let rounds = strategies_rounds(&settings, &environment, &strategies)?;
    let mut comparison = Comparison::from_rounds(settings, rounds);
    if let Some(looks) = report.optional("looks") {
        comparison.looks = looks.count(2..=LOOKS.len())?.try_into().unwrap_or(1);
    }
    let again = Report::new(&comparison, environment.clone()).json();
    agree(&report, &parsed(&again)?)?;
    Ok((comparison, environment))
}

fn parsed(text: &str) -> Result<Value, Unreadable> {
    serde_json::from_str(text).map_err(|error| Unreadable::NoJson(error.to_string()))
}

/// Every setting must be there, in its natural type and as it would be written.
fn settings(at: &Cursor) -> Result<Settings, Unreadable> {
    let mut settings = Settings::default();
    for setting in &SETTINGS {
        let value = at.field(setting.name)?;
        let text = match setting.kind {
            Kind::Whole(..) | Kind::Real(..) => value.plain(),
            Kind::Words(_) | Kind::Endpoint => value.value.as_str().map(str::to_owned),
            Kind::Strategies => keys(&value),
        };
        let taken = text.filter(|text| {
            settings.set(setting.name, text).is_ok() && setting.get(&settings) == *text
        });
        taken.ok_or_else(|| value.refused(&setting.kind.to_string()))?;
    }
    Ok(settings)
}

fn keys(at: &Cursor) -> Option<String> {
    let keys = at.value.as_array()?.iter().map(Value::as_str);
    Some(keys.collect::<Option<Vec<_>>>()?.join(","))
}

/// Strategies stand in the order of the settings; those that had not begun are
/// left out.
fn strategies_rounds(
    settings: &Settings,
    environment: &Environment,
    at: &Cursor,
) -> Result<Vec<(Strategy, Vec<Round>)>, Unreadable> {
    let mut left = settings.strategies.iter().copied();
    let mut all = Vec::new();
    for entry in at.items(0..=settings.strategies.len(), "strategies")? {
        let name = entry.field("strategy")?;
        let key = name.text()?;
        let strategy = left.find(|strategy| strategy.key() == key);
        let strategy = strategy
            .ok_or_else(|| name.refused("one of the settings’ strategies, in their order"))?;
        let list = entry.field("rounds")?;
        let rounds = list.items(1..=settings.rounds, "rounds")?.enumerate();
        let rounds = rounds
            .map(|(number, at)| round::round(settings, environment, strategy, number, &at))
            .collect::<Result<_, _>>()?;
        all.push((strategy, rounds));
    }
    Ok(all)
}

/// Whether what was read is what is written again; the first difference is
/// refused.
fn agree(given: &Cursor, made: &Value) -> Result<(), Unreadable> {
    match (given.value, made) {
        (Value::Object(_), Value::Object(fields)) => {
            for (name, value) in fields {
                agree(&given.field(name)?, value)?;
            }
            let extra = given
                .fields()?
                .find(|(name, _)| !fields.contains_key(*name));
            extra.map_or(Ok(()), |(_, extra)| Err(extra.unknown()))
        }
        (Value::Array(_), Value::Array(values)) => {
            let items = given.items(values.len()..=values.len(), "items")?;
            items
                .zip(values)
                .try_for_each(|(item, value)| agree(&item, value))
        }
        (Value::Number(one), Value::Number(other))
            if plain(one.as_str()) == plain(other.as_str()) =>
        {
            Ok(())
        }
        (one, other) if one == other => Ok(()),
        _ => Err(given.contradicted(made)),
    }
}
