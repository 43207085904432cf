//! The recording that is open.

use std::{num::NonZeroUsize, rc::Rc};

use super::{Page, Panel};
use crate::{
    analysis::{
        comparison::Comparison, foretold::Foretold, recording::Recording, timeline::Timeline,
    },
    drawing::sweep_chart::Picture,
    report::{recordings::File, transfer::foretold::input},
    settings::{Latencies, Settings},
};

/// A recording that is open: a file, and one of its groups of requests.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The file; of an opened report, what that keeps of one.
    pub file: Rc<File>,
    /// The place of the group among those of the file.
    pub chosen: usize,
    /// The requests of the group.
    pub recording: Rc<Recording>,
    /// Their own starts and ends; `None` of a bare list.
    pub timeline: Option<Rc<Timeline>>,
    /// How they were awaited, in sentences; empty of a bare list.
    pub diagnosis: Rc<str>,
}

impl Opened {
    /// Whether these latencies are those of the recording.
    pub(super) fn has(&self, latencies: &Latencies) -> bool {
        let recorded = self.recording.requests().iter().map(|one| one.latency);
        recorded.eq(latencies.all().iter().copied())
    }
}

impl Page {
    /// Shows a recording with these settings.
    pub fn open_recording(&mut self, settings: Settings, opened: Opened) {
        if self.run.is_running() {
            self.view.notice = Some("a run is going on: a recording can be opened after it".into());
            return;
        }
        self.load(settings);
        let predictions = Rc::make_mut(&mut self.run.predictions);
        predictions.set_recording(Rc::clone(&opened.recording));
        self.recording = Some(opened);
        self.view.panel = Some(Panel::Latencies);
    }

    /// Shows what was foretold, unless the settings are others by now.
    pub fn foretell(&mut self, settings: &Settings, foretold: &Foretold, picture: &Picture) {
        if settings.with_look_of(&self.settings) != self.settings || self.run.is_running() {
            return;
        }
        if self.run.sweep.is_none() {
            self.run.picture = Some(picture.clone());
        }
        self.run.foretold = Some(foretold.clone());
    }

    /// Whether what becomes of the recording is not known and was not asked for.
    #[must_use]
    pub fn misses_foretold(&self) -> bool {
        let run = &self.run;
        let is_idle = run.comparison.is_none() && !run.is_running();
        self.recording.is_some() && is_idle && !run.foretelling
    }

    /// What the on-demand program needs to foretell that.
    #[must_use]
    pub fn foretelling(&self) -> String {
        let recording = self.recording.as_ref().map(|opened| &opened.recording);
        let peak = recording.and_then(|one| one.peak().zip(one.total()));
        let peak = peak.and_then(|(peak, total)| Some((NonZeroUsize::new(peak)?, total)));
        input(&self.settings, peak)
    }

    /// The starts and the ends that were recorded, if any are known.
    #[must_use]
    pub fn recorded(&self) -> Option<&Timeline> {
        self.recording.as_ref()?.timeline.as_deref()
    }
}

/// The comparison with the recording whose latencies it has.
pub(super) fn with_recording(mut comparison: Comparison, opened: Option<&Opened>) -> Comparison {
    if let Some(opened) = opened.filter(|opened| opened.has(&comparison.settings.latencies)) {
        comparison.set_recording(Rc::clone(&opened.recording));
    }
    comparison
}
