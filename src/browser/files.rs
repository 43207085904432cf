//! Downloads, opened files and the clipboard.

use js_sys::{Array, JsString, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, File, FileList, HtmlAnchorElement, HtmlInputElement, Url,
};

use super::error::message;

/// The size of the largest file that is read, in bytes: 128 MiB. Reading takes
/// several times as much memory, and a program can have 4 GiB.
const LIMIT: f64 = 134_217_728.0;

/// Saves a text as a file with this name and media type.
///
/// # Errors
/// The browser's message.
pub fn save(name: &str, media_type: &str, text: &str) -> Result<(), String> {
    download(name, media_type, text).map_err(|error| message(&error))
}

fn download(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.ok_or(JsValue::NULL)?.create_element("a")?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The click has already started the download, so the URL is not needed any more.
    Url::revoke_object_url(&url)
}

/// Copies a text to the clipboard and calls `on_result` with whether that
/// succeeded. It fails outside of a secure context, where there is no clipboard.
pub fn copy(text: &str, on_result: impl FnOnce(bool) + 'static) {
    let written = clipboard_write(text);
    spawn_local(async move {
        let copied = match written {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        on_result(copied);
    });
}

fn clipboard_write(text: &str) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write: js_sys::Function = write.dyn_into().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// Reads the file that was chosen in the field of a `change` event. `on_result`
/// gets its text, or a message why it cannot be read.
pub fn read_chosen(
    event: &web_sys::Event,
    on_result: impl FnOnce(Result<JsString, String>) + 'static,
) {
    let target = event.target();
    let Some(field) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    let files = field.files();
    read(files, move |text| {
        // Without this, choosing the same file again would not be a change.
        field.set_value("");
        on_result(text);
    });
}

/// Reads the file of a `drop` event, if there is one. `on_result` gets its text,
/// or a message why it cannot be read.
pub fn read_dropped(event: &DragEvent, on_result: impl FnOnce(Result<JsString, String>) + 'static) {
    let files = event.data_transfer().and_then(|data| data.files());
    read(files, on_result);
}

fn read(files: Option<FileList>, on_result: impl FnOnce(Result<JsString, String>) + 'static) {
    if let Some(file) = files.and_then(|files| files.get(0)) {
        spawn_local(async move { on_result(text(&file).await) });
    }
}

async fn text(file: &File) -> Result<JsString, String> {
    if file.size() > LIMIT {
        return Err("the file is larger than 128 MiB".into());
    }
    let text = JsFuture::from(file.text()).await;
    let text = text.map_err(|error| message(&error))?;
    Ok(text.unchecked_into())
}
