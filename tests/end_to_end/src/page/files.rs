//! Files that the page saves, and files that it opens.

use crate::page::Page;
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

impl Page {
    /// Presses a button and returns the text of the file with this name that the browser downloads.
    pub async fn save(&self, label: &str, name: &str) -> String {
        self.press(label).await;
        let path = self.browser().downloaded(name).await;
        let text = fs::read_to_string(&path).expect("a text");
        // Otherwise the browser would give the next file another name.
        fs::remove_file(&path).expect("a file that can be removed");
        text
    }

    /// The report of the results that the page shows, from its JSON export.
    pub async fn save_report(&self) -> String {
        self.save("JSON", "inflight.json").await
    }

    /// Opens a report with this text through the file dialogue.
    pub async fn open_report(&self, text: &str) {
        let path = self.file_with(text);
        let field = self.find("input[type=file]").await;
        let path = path.to_str().expect("a path in Unicode");
        field.send_keys(path).await.expect("a field for a file");
    }

    /// Drops a file with this text onto the figure. Returns whether the page accepted it; otherwise the browser would load
    /// the file in place of the page.
    pub async fn drop_report(&self, text: &str) -> Value {
        let body = r#"
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([args], "dropped.json", { type: "application/json" }));
            const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
            return !find("comparison").dispatchEvent(drop);"#;
        self.script(body, json!(text)).await
    }

    /// Writes a file with this text.
    fn file_with(&self, text: &str) -> PathBuf {
        let folder = self.browser().downloads();
        fs::create_dir_all(&folder).expect("a folder for files");
        let path = folder.join("given.json");
        fs::write(&path, text).expect("a file that is written");
        path
    }
}
