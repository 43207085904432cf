//! The figure in pages of others, which change, hide, print and move it.

use end_to_end::{
    browser::Browser,
    host_page::{FIGURE, post},
    machine_lock::MachineLock,
    origin::Origin,
    page::Page,
};
use serde_json::json;

#[tokio::test]
async fn the_height_follows_whatever_changes_the_column_and_is_never_nothing() {
    let origin = Origin::shared().await;
    let browser = Browser::post(&origin, FIGURE).await;
    browser.wait_for_frame().await;
    assert_eq!(browser.heights().await, json!([307, 307]));
    let narrow = "document.body.style.maxWidth = '358px';
        await eventually('a higher figure', () => height(figures[0]) === 386);";
    browser.host_script(narrow, json!([])).await;
    assert_eq!(browser.heights().await, json!([386, 386]));
    // Hidden while its column and its theme change.
    let hidden = "figures[0].style.display = 'none';
        await twoFrames();
        document.body.style.cssText += '; max-width: 680px; background: black; color: white';
        await twoFrames();
        figures[0].style.display = '';
        await eventually('the old height', () => height(figures[0]) === 307);";
    browser.host_script(hidden, json!([])).await;
    browser.enter_frame().await;
    let page = Page::at(browser);
    page.wait_for_theme("dark").await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let browser = page.out_of_frame().await;
    assert_eq!(browser.heights().await, json!([307, 307]));
}

#[tokio::test]
async fn a_host_that_puts_its_own_html_back_keeps_the_figure() {
    let origin = Origin::shared().await;
    let fallback = FIGURE.replace("></", "><a href='…/'>A figure</a></");
    let browser = Browser::post(&origin, &fallback).await;
    let before = "return figures[0].outerHTML;";
    let before = browser.host_script(before, json!([])).await;
    browser.wait_for_frame().await;
    let page = Page::in_frame(browser).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let browser = page.out_of_frame().await;
    // As libraries do that morph a page: the same attributes and children once more.
    let morph = "const [figure] = figures;
        const kept = frame(figure);
        const fresh = document.createRange().createContextualFragment(args).firstChild;
        for (const { name, value } of [...figure.attributes]) if (fresh.getAttribute(name) !== value) figure.removeAttribute(name);
        for (const { name, value } of fresh.attributes) figure.setAttribute(name, value);
        figure.replaceChildren(...fresh.childNodes);
        await twoFrames();
        return [figure.outerHTML, frame(figure) === kept, height(figure)];";
    let after = browser.host_script(morph, before.clone()).await;
    assert_eq!(after, json!([before, true, 307]));
    let loads = origin.hits("/embed.html").len();
    assert_eq!(loads, 1, "it was not loaded anew");
    assert_eq!(browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_theme_follows_the_colour_of_the_text_however_the_host_changes_it() {
    let origin = Origin::shared().await;
    let toggles = "<style>
        html.dark body { background: #111; color: #ddd }
        [data-theme=dark] body { background: #111; color: oklch(0.9 0.01 250) }
        body.navy { background: #112; color: color(srgb 0.9 0.9 0.95); transition: color .2s }
        .ayu p + inflight-figure { color: rgb(200 200 190 / 0.9) }
        .paper body { background: white; color: rgb(40, 40, 40) }
        </style>";
    let browser = Browser::post(&origin, &format!("{toggles}{FIGURE}")).await;
    browser.wait_for_frame().await;
    let mut page = Page::in_frame(browser).await;
    page.wait_for_theme("light").await;
    for (toggle, theme) in [
        ("root.classList.add('dark')", "dark"),
        ("root.className = 'paper'", "light"),
        ("root.className = ''; root.dataset.theme = 'dark'", "dark"),
        ("delete root.dataset.theme", "light"),
        ("document.body.className = 'navy'", "dark"),
        ("document.body.className = ''", "light"),
        ("figures[0].style.color = 'lab(90 0 0)'", "dark"),
        ("figures[0].style.color = ''", "light"),
        ("root.style.colorScheme = 'dark'", "dark"),
        ("root.style.colorScheme = ''", "light"),
    ] {
        let browser = page.out_of_frame().await;
        let body = format!("const root = document.documentElement; {toggle};");
        browser.host_script(&body, json!([])).await;
        let scheme = "await eventually(`the scheme of the frame after ${args[1]}`, () => getComputedStyle(frame(figures[0])).colorScheme === args[0], 1000);";
        browser.host_script(scheme, json!([theme, toggle])).await;
        page = Page::in_frame(browser).await;
        page.wait_for_theme(theme).await;
    }
    let ground = "return getComputedStyle(document.documentElement).backgroundColor;";
    let transparent = page.script(ground, json!([])).await;
    assert_eq!(transparent, "rgba(0, 0, 0, 0)");
}

#[tokio::test]
async fn nothing_that_is_pressed_or_changed_becomes_a_step_of_the_hosts_history() {
    let origin = Origin::shared().await;
    let all = FIGURE.replace("requests", r#"show="all" requests"#);
    let browser = Browser::post(&origin, &all).await;
    browser.wait_for_frame().await;
    let steps = "return history.length;";
    let before = browser.host_script(steps, json!([])).await;
    let page = Page::in_frame(browser).await;
    for preset in ["The post", "Six connections", "Quick"] {
        page.press(preset).await;
    }
    page.wait_for_frames().await;
    let address = page.script_text("return location.search;", json!([])).await;
    assert!(!address.contains("cap"), "{address}");
    let browser = page.out_of_frame().await;
    browser.set_attribute("requests", "9").await;
    let page = Page::in_frame(browser).await;
    page.eventually(
        "nine requests",
        "text(document.querySelector('h1')).includes('9 requests')",
    )
    .await;
    let browser = page.out_of_frame().await;
    assert_eq!(browser.host_script(steps, json!([])).await, before);
}

#[tokio::test]
async fn in_a_host_without_an_origin_it_works_as_elsewhere() {
    let origin = Origin::shared().await;
    let inner = post(&origin, FIGURE)
        .replace('&', "&amp;")
        .replace('"', "&quot;");
    let listen = "<script>addEventListener('inflight-report', (event) => document.title = `${event.detail.strategies.length} strategies`);</script>";
    let listen = listen.replace('&', "&amp;").replace('"', "&quot;");
    // A frame without permissions but for scripts has no origin, and neither has what is in it.
    let blog = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    let html = format!(r#"<iframe srcdoc="{listen}{inner}" width="800" height="700"></iframe>"#);
    browser.go(&blog.publishing(&html, "")).await;
    browser.enter_frame().await;
    browser.wait_for_frame().await;
    assert_eq!(browser.heights().await, json!([307, 307]));
    browser.enter_frame().await;
    let page = Page::at(browser);
    page.wait_until_ready().await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let browser = page.out_of_frame().await;
    let heard = "await eventually('a report', () => document.title === '2 strategies');";
    browser.host_script(heard, json!([])).await;
    assert_eq!(browser.console().await, Vec::<String>::new());
}

/// Whoever embeds the figure may press Run, but not send requests to servers.
#[tokio::test]
async fn a_host_cannot_make_the_figure_send_requests_to_a_server() {
    let origin = Origin::shared().await;
    let site = FIGURE.replace("requests", r#"endpoint="site" requests"#);
    let browser = Browser::post(&origin, &site).await;
    browser.wait_for_frame().await;
    let run = "frame(figures[0]).contentWindow.postMessage({ inflight: { run: true } }, '*');
        await twoFrames();";
    browser.host_script(run, json!([])).await;
    let page = Page::in_frame(browser).await;
    page.wait_for_frames().await;
    assert_eq!(page.state().await, "idle");
    assert_eq!(origin.hits("/todos/"), Vec::<String>::new());
}
