//! Files that the reader takes away or brings, and the clipboard.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, File, FileList, HtmlAnchorElement, HtmlInputElement, Url,
};

use super::error::message;

/// The largest report that is opened: 64 MiB.
const LIMIT: f64 = 67_108_864.0;

/// Offers a text as a file.
///
/// # Errors
/// What the browser says against it.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), String> {
    offer(name, kind, text).map_err(|error| message(&error))
}

fn offer(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.ok_or(JsValue::NULL)?.create_element("a")?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has been handed over by now.
    Url::revoke_object_url(&url)
}

/// Puts a text into the clipboard and says whether that went well: where there
/// is none (outside of a secure context), it does not.
pub fn copy(text: &str, told: impl FnOnce(bool) + 'static) {
    let written = clipboard_write(text);
    spawn_local(async move {
        let went_well = match written {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        told(went_well);
    });
}

fn clipboard_write(text: &str) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write: js_sys::Function = write.dyn_into().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// Reads the file that was chosen in a field, as text.
pub fn chosen(event: &web_sys::Event, told: impl FnOnce(Result<String, String>) + 'static) {
    let target = event.target();
    let Some(field) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    let files = field.files();
    read(files, move |text| {
        // The same file can then be chosen again.
        field.set_value("");
        told(text);
    });
}

/// Reads the file that was dropped, as text; whether there was one.
pub fn dropped(event: &DragEvent, told: impl FnOnce(Result<String, String>) + 'static) {
    let files = event.data_transfer().and_then(|data| data.files());
    read(files, told);
}

fn read(files: Option<FileList>, told: impl FnOnce(Result<String, String>) + 'static) {
    if let Some(file) = files.and_then(|files| files.get(0)) {
        spawn_local(async move { told(text(&file).await) });
    }
}

async fn text(file: &File) -> Result<String, String> {
    if file.size() > LIMIT {
        return Err("the file is larger than 64 MiB".into());
    }
    let text = JsFuture::from(file.text()).await;
    let text = text.map_err(|error| message(&error))?;
    Ok(text.as_string().unwrap_or_default())
}
