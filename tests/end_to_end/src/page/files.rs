//! Files that the page gives, and that it is given.

use crate::page::Page;
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

impl Page {
    /// Presses a button and returns the text of the file that the browser then has downloaded by this name.
    pub async fn save(&self, label: &str, name: &str) -> String {
        self.press(label).await;
        let path = self.browser().downloaded(name).await;
        let text = fs::read_to_string(&path).expect("a text");
        // Or else the next one by this name would be given another.
        fs::remove_file(&path).expect("a file that can be removed");
        text
    }

    /// The report of what the page shows, as it exports it.
    pub async fn save_report(&self) -> String {
        self.save("JSON", "inflight.json").await
    }

    /// Chooses a file with this text as the report to open.
    pub async fn open_report(&self, text: &str) {
        let path = self.given(text);
        let field = self.find("input[type=file]").await;
        let path = path.to_str().expect("a path in Unicode");
        field.send_keys(path).await.expect("a field for a file");
    }

    /// Drops a file with this text onto the figure; whether the page took it, or else the browser would leave for it.
    pub async fn drop_report(&self, text: &str) -> Value {
        let body = r#"
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([args], "dropped.json", { type: "application/json" }));
            const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
            return !find("comparison").dispatchEvent(drop);"#;
        self.script(body, json!(text)).await
    }

    fn given(&self, text: &str) -> PathBuf {
        let folder = self.browser().downloads();
        fs::create_dir_all(&folder).expect("a folder for files");
        let path = folder.join("given.json");
        fs::write(&path, text).expect("a file that is written");
        path
    }
}
