//! The document, as the page asks for it.

use inflight::browser::document::{is_own, origin, origin_of};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn hosts_are_compared_as_the_browser_writes_them() {
    for (url, of) in [
        (
            "https://bücher.example/{id}",
            "https://xn--bcher-kva.example",
        ),
        (
            "https://BÜCHER.example:443/{id}",
            "https://xn--bcher-kva.example",
        ),
        ("HTTPS://Example.org/{id}", "https://example.org"),
        ("http://example.org:80/{id}", "http://example.org"),
        ("http://example.org:8080/{id}", "http://example.org:8080"),
        ("http://127.1/{id}", "http://127.0.0.1"),
        ("http://0x7f.0.0.1/{id}", "http://127.0.0.1"),
        ("http://[0:0::1]/{id}", "http://[::1]"),
        (
            "https://reader:word@example.org/{id}",
            "https://example.org",
        ),
    ] {
        assert_eq!(origin_of(url).as_deref(), Some(of), "{url}");
    }
    for none in ["http://", "http://[::1/{id}", "http://exa<mple.org/"] {
        assert_eq!(origin_of(none), None, "{none}");
    }
}

#[wasm_bindgen_test]
fn the_pages_own_origin_is_known_in_each_of_its_spellings() {
    let own = origin();
    for url in ["todos/1", "/todos/1", "?a", &own, &own.to_uppercase()] {
        assert!(is_own(url), "{url}");
    }
    for url in [
        "https://example.org/",
        "//example.org/",
        "data:,1",
        "http://",
    ] {
        assert!(!is_own(url), "{url}");
    }
}
