//! Runs and sweeps as text between the page's two programs.

pub mod sweep;
