//! Reading a report back. The run is rebuilt from the settings, the environment
//! and the requests, and reported again; the new report must equal the old one.
//!
//! So a report that was read shows what it showed when it was saved, and a
//! report whose numbers do not follow from its requests is refused.

mod cursor;
mod environment;
mod number;
mod recorded;
mod round;

pub use cursor::Unreadable;

use std::rc::Rc;

use serde_json::Value;

use super::{Report, SettingsReport};
use crate::{
    analysis::{
        comparison::{Comparison, Round},
        environment::Environment,
        stopping::LOOKS,
    },
    settings::{Kind, SETTINGS, Settings},
    strategy::Strategy,
};
use cursor::Cursor;
use number::plain_digits;

/// Reads a report that [`Report::json`] wrote; numbers may be spelled in another
/// way.
///
/// A report does not contain everything. The titles of real answers stay empty
/// (those of the simulated network are computed again), and nothing tells the
/// order of answers that were delivered at the same instant, or whether a round
/// with failures was interrupted after its last delivery.
///
/// # Errors
/// [`Unreadable`]: what is wrong, and where.
pub fn read(text: &str) -> Result<(Comparison, Environment), Unreadable> {
    let mut value = parsed(text)?;
    add_later_settings(&mut value);
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
    if let Some(field) = report.optional("recorded") {
        let recorded = recorded::recorded(&comparison.settings, &field)?;
        comparison.set_recording(Rc::new(recorded));
    }
    let rewritten = Report::new(&comparison, environment.clone()).json();
    check_equal(&report, &parsed(&rewritten)?)?;
    Ok((comparison, environment))
}

fn parsed(text: &str) -> Result<Value, Unreadable> {
    serde_json::from_str(text).map_err(|error| Unreadable::NoJson(error.to_string()))
}

/// The settings that reports of version 0.1 do not have.
const LATER: [&str; 6] = ["show", "quota", "burst", "pace", "code", "latencies"];

/// Adds the defaults of the settings that a report of an earlier version does not
/// have.
fn add_later_settings(report: &mut Value) {
    let defaults = serde_json::to_value(SettingsReport(Settings::default()));
    let defaults = defaults.unwrap_or_default();
    if let Some(Value::Object(settings)) = report.get_mut("settings") {
        for name in LATER {
            let default = &defaults[name];
            settings.entry(name).or_insert_with(|| default.clone());
        }
    }
}

/// Reads the settings. All of them must be there, with types and values that a
/// report can have.
fn settings(field: &Cursor) -> Result<Settings, Unreadable> {
    let mut settings = Settings::default();
    for setting in &SETTINGS {
        let value = field.field(setting.name)?;
        let text = match setting.kind {
            Kind::Whole(..) | Kind::Real(..) => value.plain_digits(),
            Kind::Words(_)
            | Kind::Endpoint
            | Kind::Parts
            | Kind::Rate(_)
            | Kind::Code(_)
            | Kind::Latencies => value.value.as_str().map(str::to_owned),
            Kind::Strategies => keys(&value),
        };
        let accepted = text.filter(|text| {
            settings.set(setting.name, text).is_ok() && setting.get(&settings) == *text
        });
        accepted.ok_or_else(|| value.mismatch(&setting.kind.to_string()))?;
    }
    Ok(settings)
}

fn keys(list: &Cursor) -> Option<String> {
    let keys = list.value.as_array()?.iter().map(Value::as_str);
    Some(keys.collect::<Option<Vec<_>>>()?.join(","))
}

/// Reads the rounds of each strategy. Strategies come in the order of the
/// settings; those that had not begun are left out.
fn strategies_rounds(
    settings: &Settings,
    environment: &Environment,
    list: &Cursor,
) -> Result<Vec<(Strategy, Vec<Round>)>, Unreadable> {
    let mut remaining = settings.strategies.iter().copied();
    let mut strategies = Vec::new();
    for entry in list.items(0..=settings.strategies.len())? {
        let name = entry.field("strategy")?;
        let key = name.text()?;
        let strategy = remaining.find(|strategy| strategy.key() == key);
        let strategy = strategy
            .ok_or_else(|| name.mismatch("one of the settings’ strategies, in their order"))?;
        let rounds = entry.field("rounds")?;
        let rounds = rounds.items(1..=settings.rounds)?.enumerate();
        let rounds = rounds
            .map(|(number, entry)| round::round(settings, environment, strategy, number, &entry))
            .collect::<Result<_, _>>()?;
        strategies.push((strategy, rounds));
    }
    Ok(strategies)
}

/// Checks that a report equals the report that was computed from it. The error
/// is the first difference.
fn check_equal(read: &Cursor, computed: &Value) -> Result<(), Unreadable> {
    match (read.value, computed) {
        (Value::Object(_), Value::Object(fields)) => {
            for (name, value) in fields {
                check_equal(&read.field(name)?, value)?;
            }
            let extra = read.fields()?.find(|(name, _)| !fields.contains_key(*name));
            extra.map_or(Ok(()), |(_, extra)| Err(extra.unknown()))
        }
        (Value::Array(_), Value::Array(values)) => {
            let items = read.items(values.len()..=values.len())?;
            items
                .zip(values)
                .try_for_each(|(item, value)| check_equal(&item, value))
        }
        (Value::Number(one), Value::Number(other))
            if plain_digits(one.as_str()) == plain_digits(other.as_str()) =>
        {
            Ok(())
        }
        (one, other) if one == other => Ok(()),
        _ => Err(read.contradiction(computed)),
    }
}
