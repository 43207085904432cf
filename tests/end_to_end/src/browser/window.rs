//! Window of the browser: its size, and pictures of it.

use crate::{
    browser::{Browser, Session},
    project,
};
use std::fs;

impl Browser {
    /// Gives the page the size of a phone.
    pub async fn resize_to_phone(&self) {
        self.resize(390, 844, 2).await;
    }

    /// Gives the page the size of a desktop window.
    pub async fn resize_to_desktop(&self) {
        self.resize(1280, 800, 1).await;
    }

    /// Gives the page a size, in CSS pixels. The ratio of pixels is that of the display where the driver cannot set it.
    pub async fn resize(&self, width: u32, height: u32, ratio: u32) {
        match &self.session {
            Session::Bidi(session) => session.resize(width, height, ratio).await,
            Session::Classic(session) => session.resize(width, height).await,
        }
    }

    /// Saves the visible part of the page as `target/end-to-end/<name>.png`.
    pub async fn screenshot(&self, name: &str) {
        let folder = project().join("target/end-to-end");
        fs::create_dir_all(&folder).expect("a folder for screenshots");
        let image = self.client.screenshot().await.expect("a screenshot");
        fs::write(folder.join(name).with_extension("png"), image)
            .expect("a screenshot that is saved");
    }
}
