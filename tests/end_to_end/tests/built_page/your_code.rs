//! The reader's own code: what is said of it, how it ends, what it cannot reach, and the panel that it is written in.

mod diagnoses;
mod editor;
mod ends;
mod hostile;
mod links;
mod policy;
mod snippets;
