//! Reading the recording of a report.

use super::{Cursor, Unreadable, round::status};
use crate::{
    analysis::recording::{Recorded, Recording},
    settings::Settings,
};

/// Reads the recording. Its latencies must be those of the settings.
pub(super) fn recorded(settings: &Settings, field: &Cursor) -> Result<Recording, Unreadable> {
    let latencies = settings.latencies.all();
    let requests = field.field("requests")?;
    let items = requests.items(latencies.len()..=latencies.len())?;
    let read = items.zip(latencies).map(|(item, latency)| {
        let finished = item.field("finishedMs")?;
        let request = Recorded {
            started: Some(item.field("startedMs")?.time()?),
            latency: *latency,
            status: status(&item.field("status")?)?,
        };
        if request.finished() != Some(finished.time()?) {
            return Err(finished.mismatch("its start and its latency, which is in the settings"));
        }
        Ok(request)
    });
    let read = read.collect::<Result<Vec<_>, Unreadable>>()?;
    let recording = Recording::new(read.clone());
    if recording.requests() != read {
        return Err(requests.mismatch("in the order of their starts, the first of which is 0"));
    }
    Ok(recording)
}
