//! The policies of the page and of the sandbox.

use end_to_end::{
    origin::{Origin, site},
    page::Page,
};
use serde_json::json;
use std::fs;

/// The directives of a document's Content-Security-Policy.
fn policy(file: &str) -> Vec<String> {
    let text = fs::read_to_string(site::folder().join(file)).expect("a document");
    let (_, after) = text
        .split_once(r#"http-equiv="Content-Security-Policy" content=""#)
        .expect("a policy");
    let (policy, _) = after.split_once('"').expect("its end");
    policy.split("; ").map(str::to_owned).collect()
}

fn directive<'a>(policy: &'a [String], name: &str) -> Vec<&'a str> {
    let found = policy
        .iter()
        .filter_map(|one| one.strip_prefix(name)?.strip_prefix(' '));
    let found: Vec<_> = found.collect();
    assert_eq!(found.len(), 1, "{name} in {policy:?}");
    found[0].split(' ').collect()
}

#[test]
fn the_pages_own_policy_allows_frames_of_its_own_and_no_other_script_than_before() {
    for file in ["index.html", "embed.html"] {
        let policy = policy(file);
        assert_eq!(directive(&policy, "default-src"), ["'none'"]);
        assert_eq!(directive(&policy, "frame-src"), ["'self'"]);
        assert_eq!(directive(&policy, "worker-src"), ["'self'"]);
        for source in directive(&policy, "script-src") {
            let known = ["'self'", "'wasm-unsafe-eval'"].contains(&source);
            assert!(known || source.starts_with("'sha256-"), "{file}: {source}");
        }
        assert!(!policy.concat().contains("blob:"), "{file}: {policy:?}");
    }
}

#[tokio::test]
async fn the_sandboxs_policy_allows_its_own_script_by_its_hash_and_no_connection() {
    let policy = policy("sandbox.html");
    assert_eq!(directive(&policy, "default-src"), ["'none'"]);
    assert_eq!(directive(&policy, "connect-src"), ["'none'"]);
    assert_eq!(directive(&policy, "worker-src"), ["blob:"]);
    let text = fs::read_to_string(site::folder().join("sandbox.html")).expect("the sandbox");
    let scripts: Vec<_> = text.split("<script>").skip(1).collect();
    assert_eq!(scripts.len(), 1, "one script");
    let (script, _) = scripts[0].split_once("</script>").expect("its end");
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let hash =
        "const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(args));
        return btoa(String.fromCharCode(...new Uint8Array(bytes)));";
    let hash = page.script_text(hash, json!(script)).await;
    let hash = format!("'sha256-{hash}'");
    assert_eq!(directive(&policy, "script-src"), [hash.as_str(), "blob:"]);
}

#[tokio::test]
async fn no_run_of_harmless_code_violates_a_policy() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    page.click("[data-testid=own-code]").await;
    page.eventually(
        "an example",
        "document.querySelector('textarea[name=code]')?.value",
    )
    .await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    page.choose("yours").await;
    assert_eq!(page.text("notice").await, "");
    // A violation in the page, in the frame or in the worker would be in the console, and fail the test.
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}
