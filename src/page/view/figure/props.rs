//! The initial values of a figure.

use web_sys::Element;
use yew::Properties;

use crate::{
    page::{shared::Shared, view::role::Role},
    settings::{Refusal, Settings},
};

/// The initial values of a figure.
#[derive(Clone, PartialEq, Properties)]
pub struct FigureProps {
    /// The element that the figure is drawn into.
    pub place: Element,
    /// The role of the figure.
    pub role: Role,
    /// What the figures of the page share.
    pub shared: Shared,
    /// The settings of the first run.
    pub settings: Settings,
    /// Settings that were refused.
    pub refusals: Vec<Refusal>,
}
