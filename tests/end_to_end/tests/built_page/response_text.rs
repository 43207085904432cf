//! Text of a response: shown as text, whatever it contains.

use end_to_end::{
    faulty_origin::{End, Fault, FaultyOrigin, answer},
    origin::Origin,
    page::Page,
    report,
};
use serde_json::{Value, json};

/// The bytes of an answer that are shown.
const SHOWN: usize = 64 << 10;

/// Script that opens the first answer and returns its text.
const OPEN: &str = r#"
    find("responses").querySelector("li button").click();
    await until("the text", () => find("text").getClientRects().length > 0);
    const pre = find("text").querySelector("pre");
    return { text: pre.textContent, elements: pre.querySelectorAll("*").length, hurt: "hurt" in window };"#;

#[tokio::test]
async fn the_text_of_an_answer_is_shown_as_text_whatever_it_holds() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for text in [
        "<img src=x onerror=\"window.hurt = true\"><script>window.hurt = true</script>",
        "{\"title\":\"</pre><b>bold</b>\"}",
        "{\"title\":\"\u{202e}gnp.exe \u{2066} zero \\u0000 sum\"}",
    ] {
        let shown = open(&page, text).await;
        assert_eq!(shown["text"], text);
        assert_eq!(
            (&shown["elements"], &shown["hurt"]),
            (&json!(0), &json!(false)),
            "{text}"
        );
    }
}

#[tokio::test]
async fn the_text_of_a_long_answer_is_cut_and_says_so() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    // One line of a megabyte, whose letters take two bytes each.
    let text = format!("\"{}\"", "ä".repeat(500_000));
    let shown = open(&page, &text).await;
    let shown = shown["text"].as_str().expect("a text");
    let (beginning, remark) = shown.rsplit_once('\n').expect("a remark");
    assert!(
        text.starts_with(beginning) && (SHOWN - 1..=SHOWN).contains(&beginning.len()),
        "{}",
        beginning.len()
    );
    assert!(
        remark.contains("cut here, after 64 KiB of 1\u{2009}000\u{2009}002 bytes"),
        "{remark}"
    );
    assert!(!page.scrolls_sideways().await);
}

/// Shows an answer with this text.
async fn open(page: &Page, text: &str) -> Value {
    let whole = answer("200 OK", "", text.as_bytes());
    let server = FaultyOrigin::start(Fault::Answer(whole, End::Close));
    let settings =
        json!({ "endpoint": server.endpoint("text"), "requests": 1, "strategies": "windowed" });
    report::check_finished(&page.run(settings).await);
    page.script(OPEN, json!([])).await
}
