//! The listings of the strategies, and the HTML that embeds the figure: texts that
//! are loaded when they are first shown.

use std::rc::Rc;

use super::Page;
use crate::strategy::Strategy;

/// A listing that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// It is being loaded.
    Loading,
    /// Its text.
    Text(Rc<str>),
    /// Why it could not be loaded; when the reader chooses a language again, it is
    /// tried again.
    Failed(String),
}

impl Page {
    /// The strategy whose code is shown: the chosen one. While a run goes, the
    /// code of the first one stays in place of a listing that would have to be
    /// loaded.
    #[must_use]
    pub fn listed(&self) -> Option<Strategy> {
        let chosen = self.chosen()?;
        if self.may_load(chosen) || self.find_listing(&self.address(chosen)).is_some() {
            return Some(chosen);
        }
        self.shown().strategies.first().copied()
    }

    /// Whether a listing may be loaded now: in quiet, it must have been asked for.
    fn may_load(&self, strategy: Strategy) -> bool {
        !self.run.needs_quiet() || self.view.asked_listing.as_ref() == Some(&self.address(strategy))
    }

    /// Notes that the reader asks for the listing of the chosen strategy.
    pub(super) fn ask_for_listing(&mut self) {
        self.view.asked_listing = self.chosen().map(|chosen| self.address(chosen));
    }

    fn address(&self, strategy: Strategy) -> String {
        self.view.language.address(strategy)
    }

    fn find_listing(&self, address: &str) -> Option<&Listing> {
        let mut listings = self.view.listings.iter();
        listings.find_map(|(of, listing)| (of == address).then_some(listing))
    }

    /// The listing that is shown; `None` before it was asked for.
    #[must_use]
    pub fn listing(&self) -> Option<&Listing> {
        self.find_listing(&self.address(self.listed()?))
    }

    /// The address of the listing that has to be loaded now, if one has.
    #[must_use]
    pub fn missing_listing(&self) -> Option<String> {
        let strategy = self.listed().filter(|one| !one.is_asked())?;
        if !self.may_load(strategy) {
            return None;
        }
        let address = self.address(strategy);
        self.find_listing(&address).is_none().then_some(address)
    }

    /// The name by which the HTML that embeds the figure is kept.
    #[must_use]
    pub fn embed_address(&self) -> String {
        format!("embed-this?{}", self.settings.to_text())
    }

    /// The HTML that embeds the figure; `None` before it was asked for.
    #[must_use]
    pub fn embed_this(&self) -> Option<&Listing> {
        self.find_listing(&self.embed_address())
    }

    /// Whether that has to be loaded now.
    #[must_use]
    pub fn misses_embed_this(&self) -> bool {
        self.view.shows_embed_this && !self.run.needs_quiet() && self.embed_this().is_none()
    }

    /// Keeps a listing, or what became of it.
    pub(super) fn keep_listing(&mut self, address: String, listing: Listing) {
        self.view.listings.retain(|(of, _)| *of != address);
        self.view.listings.push((address, listing));
    }

    /// Forgets the listings that could not be loaded.
    pub(super) fn forget_failed_listings(&mut self) {
        let failed = |listing: &Listing| matches!(listing, Listing::Failed(_));
        self.view.listings.retain(|(_, listing)| !failed(listing));
    }
}
