//! The role of a figure.

/// The role of a figure in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The main figure of the page, with all parts. The address,
    /// `window.inflight` and the embedder control this figure.
    Main,
    /// A figure in a text, with the comparison and one strategy in detail.
    Inline,
}
