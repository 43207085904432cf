//! Opening a recording: its text, one of its groups, and what becomes of that.

use std::rc::Rc;

use yew::platform::spawn_local;

use crate::{
    analysis::{diagnosis::diagnosis, foretold::Foretold, recording::Recording},
    browser::on_demand,
    drawing::sweep_chart::Picture,
    page::{
        state::{Action, Opened, Page},
        view::{
            message::{Dispatch, Message, OwnWork},
            own_code::diagnoses,
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
pub fn read_recording(text: &str, dispatch: &Dispatch) -> Result<(), String> {
    let file = Rc::new(recording::read(text).ok_or(OTHER_FORMAT)?);
    let work = OwnWork::new(move |page, _| show(page, Rc::clone(&file), 0));
    dispatch.emit(Message::Own(work));
    Ok(())
}

/// Shows a group of a file.
pub(super) fn show(page: &mut Page, file: Rc<File>, chosen: usize) {
    match opened(&page.settings, file, chosen) {
        Ok((settings, opened)) => page.open_recording(settings, opened),
        Err(why) => page.view.notice = Some(why),
    }
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

/// Does what follows from a change of the page: says what strategies do, shows the
/// recording of a report, and foretells what becomes of a recording.
pub fn follow(page: &mut Page, dispatch: &Dispatch, shows_run: bool) {
    if shows_run {
        page.set_diagnoses(diagnoses(page));
        page.recording = page.recording.take().or_else(|| recording_of(page));
    }
    if page.misses_foretold() {
        page.run.foretelling = true;
        foretell(page, dispatch);
    }
}

/// The recording of a run from a report.
fn recording_of(page: &Page) -> Option<Opened> {
    let comparison = page.run.comparison.as_ref()?;
    let recorded = Rc::clone(comparison.recording()?);
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
pub(super) fn choose_group(page: &mut Page, chosen: usize) {
    let file = page
        .recording
        .as_ref()
        .map(|opened| Rc::clone(&opened.file));
    if let Some(file) = file {
        show(page, file, chosen);
    }
}

/// Foretells what becomes of the recording.
fn foretell(page: &Page, dispatch: &Dispatch) {
    let (settings, input) = (page.settings.clone(), page.foretelling());
    let dispatch = dispatch.clone();
    spawn_local(async move {
        dispatch.emit(match in_virtual_time(input).await {
            Ok((foretold, picture)) => Message::Own(OwnWork::new(move |page, _| {
                page.foretell(&settings, &foretold, &picture);
            })),
            Err(why) => Message::act(Action::Notify(why)),
        });
    });
}

pub(super) async fn in_virtual_time(input: String) -> Result<(Foretold, Picture), String> {
    let text = on_demand::run(Task::Foretell, &input.into()).await?;
    foretold::read(&text).ok_or_else(|| OTHER_FORMAT.into())
}
