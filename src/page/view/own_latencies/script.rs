//! `window.inflight.open`: recordings and reports for scripts.

use std::{cell::Cell, collections::BTreeMap, rc::Rc};

use futures::{FutureExt, channel::oneshot};
use js_sys::JsString;
use serde::Serialize;
use serde_json::Number;
use yew::platform::spawn_local;

use super::open::{in_virtual_time, opened, show};
use crate::{
    analysis::foretold::Foretold,
    browser::window_api::{Open, Pairs},
    page::{
        state::{Action, Opened, Page},
        view::{
            effects::{open_report, read_file},
            message::{Dispatch, Message, OwnWork},
        },
    },
    report::{Report, ms, recordings::File, transfer::recording},
    settings::{Settings, shortened},
};

/// What a script gets of a recording.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    requests: usize,
    /// The pages and hosts, the busiest first; none of a bare list.
    hosts: Vec<HostAnswer>,
    /// The most requests in flight; `null` of a bare list.
    peak_in_flight: Option<usize>,
    /// From the first start to the last end; `null` of a bare list.
    total_ms: Option<Number>,
    /// The total of each strategy in virtual time.
    predicted: BTreeMap<&'static str, Number>,
}

#[derive(Serialize)]
struct HostAnswer {
    page: Option<String>,
    host: Option<String>,
    requests: usize,
}

/// What a script opens.
struct Opening {
    text: JsString,
    /// The page in it, unless it is the busiest.
    page: Option<String>,
    /// The host, unless it is the busiest.
    host: Option<String>,
}

impl Opening {
    fn new(text: JsString, named: Pairs) -> Result<Self, String> {
        let (mut page, mut host) = (None, None);
        for (name, value) in named {
            match &*name {
                "page" => page = Some(value),
                "host" => host = Some(value),
                _ => {
                    let name = shortened(&name);
                    return Err(format!("open takes a page and a host, and no “{name}”"));
                }
            }
        }
        Ok(Self { text, page, host })
    }
}

/// The function that opens a text for a script, and a page and a host in it. Of a
/// report, the result is the report.
#[must_use]
pub fn open(dispatch: &Dispatch) -> Rc<Open> {
    let dispatch = dispatch.clone();
    Rc::new(move |text, named| {
        let (sender, answer) = oneshot::channel();
        let request = Cell::new(Some((text, named, sender)));
        // Only the figure knows its settings, and whether a run is going on.
        let work = OwnWork::new(move |page: &mut Page, dispatch: &Dispatch| {
            let Some((text, named, sender)) = request.take() else {
                return;
            };
            let (settings, dispatch) = (page.settings.clone(), dispatch.clone());
            let running = page.run.is_running();
            spawn_local(async move {
                let answer = if running {
                    Err("a run is going on: a file can be opened after it".into())
                } else {
                    opens(&settings, &dispatch, text, named).await
                };
                // An error means that nobody waits any more.
                sender.send(answer).ok();
            });
        });
        dispatch.emit(Message::Own(work));
        async { answer.await.map_err(|_| "the figure was removed")? }.boxed_local()
    })
}

async fn opens(
    settings: &Settings,
    dispatch: &Dispatch,
    text: JsString,
    named: Pairs,
) -> Result<String, String> {
    let opening = Opening::new(text, named)?;
    let text = read_file(settings.seed, &opening.text, |_| {}).await?;
    let Some(file) = recording::read(&text) else {
        let action = open_report(&opening.text, &text).await?;
        let json = match &action {
            Action::ShowReport(run, environment) => Report::new(run, environment.clone()).json(),
            _ => String::new(),
        };
        dispatch.emit(Message::act(action));
        return Ok(json);
    };
    let chosen = find(&file, &opening)?;
    let file = Rc::new(file);
    let (settings, opened) = opened(settings, Rc::clone(&file), chosen)?;
    let mut page = Page::new(settings, vec![]);
    page.recording = Some(opened.clone());
    let work = OwnWork::new(move |page, _| show(page, Rc::clone(&file), chosen));
    dispatch.emit(Message::Own(work));
    let (foretold, _) = in_virtual_time(page.foretelling()).await?;
    serde_json::to_string(&answer(&opened, &foretold)).map_err(|error| error.to_string())
}

/// The place of the group with the page and the host that a script names.
fn find(file: &File, opening: &Opening) -> Result<usize, String> {
    let fits = |named: &Option<String>, of: &Option<String>| named.is_none() || named == of;
    let mut groups = file.groups.iter();
    let found = groups
        .position(|group| fits(&opening.host, &group.host) && fits(&opening.page, &group.page));
    let named = [("host", &opening.host), ("page", &opening.page)].into_iter();
    let named: Vec<_> = named
        .filter_map(|(name, value)| Some(format!("{name} “{}”", value.as_ref()?)))
        .collect();
    let hosts = file.groups.iter().filter_map(|group| group.host.as_deref());
    let hosts: Vec<_> = hosts.take(8).collect();
    found.ok_or_else(|| {
        format!(
            "the file has no requests with {}: its hosts are {}",
            named.join(" and "),
            if hosts.is_empty() {
                "not known".into()
            } else {
                hosts.join(", ")
            }
        )
    })
}

fn answer(opened: &Opened, foretold: &Foretold) -> Answer {
    let recording = &opened.recording;
    let groups = opened.file.groups.iter();
    let groups = groups.filter(|group| group.host.is_some() || group.page.is_some());
    Answer {
        requests: recording.requests().len(),
        hosts: groups
            .map(|group| HostAnswer {
                page: group.page.clone(),
                host: group.host.clone(),
                requests: group.recording.requests().len(),
            })
            .collect(),
        peak_in_flight: recording.peak(),
        total_ms: recording.total().map(ms),
        predicted: foretold
            .totals
            .iter()
            .map(|(strategy, total)| (strategy.key(), ms(*total)))
            .collect(),
    }
}
