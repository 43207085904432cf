//! Opening a recording: its text, one of its groups, and what becomes of that.

use std::rc::Rc;

use crate::{
    analysis::{diagnosis::diagnosis, foretold::Foretold, recording::Recording},
    browser::on_demand,
    drawing::sweep_chart::Picture,
    page::{
        state::{Action, Opened, Page},
        view::{
            effects::later,
            message::{Dispatch, Message},
        },
    },
    report::{
        on_demand::Task,
        recordings::{File, Group},
        transfer::{foretold, recording},
    },
    settings::{Endpoint, Latencies, Settings},
};

/// What the on-demand program says is in another format.
const OTHER_FORMAT: &str = "the recording cannot be shown";

/// Shows the busiest group of the recording in a text of the on-demand program.
///
/// # Errors
/// A message for the reader.
pub fn read_recording(settings: &Settings, text: &str) -> Result<Action, String> {
    let file = recording::read(text).ok_or(OTHER_FORMAT)?;
    let (settings, opened) = opened(settings, Rc::new(file), 0)?;
    Ok(Action::OpenRecording(settings, opened))
}

/// A group of a file, and the settings with its latencies.
pub(super) fn opened(
    settings: &Settings,
    file: Rc<File>,
    chosen: usize,
) -> Result<(Settings, Opened), String> {
    let group = file.groups.get(chosen).ok_or(OTHER_FORMAT)?;
    let recording = Rc::new(group.recording.clone());
    let latencies = Latencies::new(&recording.latencies()).ok_or(OTHER_FORMAT)?;
    let settings = Settings {
        endpoint: Endpoint::Simulated,
        requests: latencies.all().len(),
        latencies,
        ..settings.clone()
    };
    Ok((settings, of_recording(file, chosen, recording)))
}

fn of_recording(file: Rc<File>, chosen: usize, recording: Rc<Recording>) -> Opened {
    let timeline = recording.timeline().map(Rc::new);
    let sentences = timeline
        .iter()
        .flat_map(|timeline| diagnosis(timeline, None, None));
    Opened {
        diagnosis: sentences.collect::<Vec<_>>().join(" ").into(),
        file,
        chosen,
        recording,
        timeline,
    }
}

/// The recording of a run from a report.
pub fn recording_of(page: &Page) -> Option<Opened> {
    let recorded = page.run.comparison.as_ref()?.recorded.clone()?;
    let file = File {
        format: "A report with its recording".into(),
        entries: recorded.requests().len(),
        groups: vec![Group {
            page: None,
            host: None,
            recording: (*recorded).clone(),
        }],
        notes: vec![],
    };
    Some(of_recording(Rc::new(file), 0, recorded))
}

/// Shows the requests of another page or host.
pub(super) fn choose_group(page: &Page, dispatch: &Dispatch, chosen: usize) {
    let Some(before) = &page.recording else {
        return;
    };
    let opened = opened(&page.settings, Rc::clone(&before.file), chosen);
    dispatch.emit(Message::act(match opened {
        Ok((settings, opened)) => Action::OpenRecording(settings, opened),
        Err(why) => Action::Notify(why),
    }));
}

/// Foretells what becomes of the recording.
pub fn foretell(page: &Page, dispatch: &Dispatch) {
    let (settings, input) = (page.settings.clone(), page.foretelling());
    later(
        dispatch,
        Box::pin(async move {
            let (foretold, picture) = in_virtual_time(input).await?;
            Ok(Action::Foretell(settings, foretold, picture))
        }),
    );
}

pub(super) async fn in_virtual_time(input: String) -> Result<(Foretold, Picture), String> {
    let text = on_demand::run(Task::Foretell, &input.into()).await?;
    foretold::read(&text).ok_or_else(|| OTHER_FORMAT.into())
}
