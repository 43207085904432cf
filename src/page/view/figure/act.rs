//! What follows from an action.

use super::Figure;
use crate::{
    browser::document,
    page::{
        address,
        state::{Action, Phase},
        view::{effects, own, role::Role},
    },
    settings::{Part, Plan, Settings},
};

impl Figure {
    /// Applies an action, and does what follows from it.
    pub(super) fn act(&mut self, action: Action) {
        let before = self.page.settings.clone();
        let end = action.end();
        let shows_run = end.is_some() || matches!(action, Action::ShowReport(..));
        self.page.apply(action);
        match (end, self.page.run.plan) {
            // Drawing the chart earlier would take time from the requests.
            (Some(_), Plan::Sweep) => effects::draw_sweep(&self.page, &self.dispatch),
            (Some(_), _) => self.subscriptions.send_report(&self.page.run),
            (None, _) => {}
        }
        if end == Some(Phase::Finished)
            && self.page.run.plan != Plan::Sweep
            && self.role == Role::Main
            && let Some(history) = effects::add_to_history(&self.page)
        {
            self.page.apply(history);
        }
        self.follow(&before, shows_run);
    }

    /// Does what follows from a change of the page, which had these settings before.
    pub(super) fn follow(&mut self, before: &Settings, shows_run: bool) {
        if let Some(own) = own::get() {
            (own.follow)(&mut self.page, &self.dispatch, shows_run);
        }
        if self.page.misses_embed_this() {
            effects::load_embed_this(&mut self.page, &self.dispatch);
        }
        if self.role == Role::Main {
            if self.page.settings != *before {
                self.show_settings();
            }
            self.load_listing();
        }
    }

    /// Whether only the other program can run these settings.
    pub(super) fn needs_other_program(&self) -> bool {
        let calls = self
            .page
            .settings
            .strategies
            .iter()
            .any(|one| one.is_asked());
        calls && own::get().is_none()
    }

    /// Loads the listing that is shown, if one is, unless it is there.
    pub(super) fn load_listing(&mut self) {
        let is_shown = self.page.settings.shows(Part::Code);
        if let Some(address) = self.page.missing_listing().filter(|_| is_shown) {
            effects::load_listing(&mut self.page, address, &self.dispatch);
        }
    }

    /// Sets the address and the theme of the document to those of the main
    /// figure.
    pub(super) fn show_settings(&self) {
        let settings = &self.page.settings;
        address::write(settings);
        document::mark("theme", settings.theme.word());
        document::mark("embed", if settings.embed { "1" } else { "0" });
    }
}
