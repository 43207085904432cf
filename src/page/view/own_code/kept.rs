//! The code of the reader: in the settings, in the address, in the browser's storage.

use super::EXAMPLES;
use crate::{
    browser::{
        location,
        on_demand::{self, Leave},
        storage,
    },
    page::{
        state::{Action, Page, Panel},
        view::{
            effects::{later, text_of},
            message::{Dispatch, Message},
        },
    },
    settings::{Refusal, Settings},
};

/// Notes what stands in the editor, also for the next visit.
pub(super) fn draft(code: String, dispatch: &Dispatch) {
    storage::write(storage::CODE, &code);
    dispatch.emit(Message::act(Action::Draft(code)));
}

/// Sets the code.
pub(super) fn write(settings: &Settings, code: &str, dispatch: &Dispatch) {
    storage::write(storage::CODE, code);
    if *settings.code != *code {
        load(settings.with_code(code), dispatch);
    }
}

fn load(settings: Result<Settings, Refusal>, dispatch: &Dispatch) {
    dispatch.emit(Message::act(loaded(settings)));
}

fn loaded(settings: Result<Settings, Refusal>) -> Action {
    settings.map_or_else(|refusal| Action::Refuse(vec![refusal]), Action::Load)
}

pub(super) fn load_example(settings: &Settings, name: String, dispatch: &Dispatch) {
    let settings = settings.clone();
    later(
        dispatch,
        Box::pin(async move {
            let code = text_of(&format!("examples/{name}.js")).await;
            let code = code.map_err(|why| format!("the example could not be loaded: {why}"))?;
            let code = code.trim_end();
            storage::write(storage::CODE, code);
            Ok(loaded(settings.with_example(code)))
        }),
    );
}

/// Does what the program was loaded for: opens the file that the first program left,
/// or a panel, if that was asked for (of code by the address: `#code=` or the name of
/// an example).
pub fn begin(page: &Page, dispatch: &Dispatch) {
    if let Some(latencies) = on_demand::take(Leave::Latencies) {
        let latencies = String::from(latencies);
        dispatch.emit(Message::act(Action::Set("latencies", latencies)));
    }
    if on_demand::take(Leave::Panel).is_some() {
        let latencies = Some(Panel::Latencies);
        dispatch.emit(Message::act(Action::OpenPanel(latencies)));
    }
    let has_none = location::fragment("code").is_some_and(|code| code.is_empty());
    let is_wished = (has_none || example().is_some()) && !page.settings.embed;
    if let Some(file) = on_demand::take(Leave::File) {
        dispatch.emit(Message::FileLoaded(Ok(file)));
    } else if is_wished && page.settings.code.is_empty() {
        open(page, dispatch);
    }
}

/// Opens the panel with the reader's code, or closes it. Where there is no code yet,
/// it is the example that the address names, or what the reader last wrote, or the
/// first example.
pub fn open(page: &Page, dispatch: &Dispatch) {
    let is_open = page.view.panel == Some(Panel::Code);
    let panel = (!is_open).then_some(Panel::Code);
    dispatch.emit(Message::act(Action::OpenPanel(panel)));
    if is_open || !page.settings.code.is_empty() {
        return;
    }
    let kept = storage::read(storage::CODE);
    match example() {
        Some(name) => load_example(&page.settings, name, dispatch),
        None if kept.is_empty() => load_example(&page.settings, EXAMPLES[0].0.into(), dispatch),
        None => load(page.settings.with_code(&kept), dispatch),
    }
}

/// The name of the example in the address: `#code=@chunks`. (“@” is no letter of
/// base64url.)
fn example() -> Option<String> {
    let code = location::fragment("code")?;
    let name = code.strip_prefix('@')?;
    let mut known = EXAMPLES.iter();
    known.any(|(of, _)| *of == name).then(|| name.to_owned())
}

/// Sets the code that stands in the address.
pub fn read_code(settings: &mut Settings, before: Option<&Settings>) -> Option<Refusal> {
    if let Some(code) = location::fragment("code") {
        if example().is_some() {
            return None;
        }
        return settings.set_code(&code);
    }
    if let Some(before) = before.filter(|_| !location::hash().is_empty()) {
        settings.code = before.code.clone();
    }
    None
}

/// The fragment of the address with the code of these settings.
#[must_use]
pub fn hash(settings: &Settings) -> String {
    location::hash_with_code(&settings.to_fragment())
}
