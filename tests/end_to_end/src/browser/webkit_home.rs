//! Home folder and environment of `WebKit`, which takes its settings from there and not from the session.

use crate::browser::display::Display;
use std::{ffi::OsString, fs, path::Path};

/// A style for the toolbar, which would keep the window from being as narrow as a phone.
const STYLE: &str =
    "entry, button, image, box { min-width: 0; min-height: 0; padding: 0; margin: 0; }";

/// Writes the settings into the folder of a browser.
pub(crate) fn furnish(home: &Path) {
    let write = |path: &str, text: &str| {
        let path = home.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for settings");
        fs::write(path, text).expect("settings that are written");
    };
    let downloads = home.join("downloads");
    let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
    write("config/user-dirs.dirs", &downloads);
    write("config/gtk-3.0/gtk.css", STYLE);
}

/// The variables for the driver and its browser: their folder and display, no message bus, no graphics hardware, and no
/// sandbox, which does not work for root.
pub(crate) fn environment(home: &Path, display: &Display) -> [(&'static str, OsString); 9] {
    let folder = |name: &str| home.join(name).into_os_string();
    [
        ("DISPLAY", display.name().into()),
        ("HOME", home.into()),
        ("XDG_CONFIG_HOME", folder("config")),
        ("XDG_CACHE_HOME", folder("cache")),
        ("XDG_DATA_HOME", folder("data")),
        ("DBUS_SESSION_BUS_ADDRESS", "disabled:".into()),
        ("NO_AT_BRIDGE", "1".into()),
        ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
        ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".into()),
    ]
}
