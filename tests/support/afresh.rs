//! Programs that are started as a shell would start them.

use std::{env, process::Command};

/// A program that is not told what cargo told this one about itself. Build scripts ask for it: with that about, what
/// they build would be built anew, and then once more for whoever builds next.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}
