//! The figure in pages of others, which change, hide, print and move it.

use end_to_end::{
    browser::{Browser, engine::Engine},
    machine_lock::MachineLock,
    origin::{Origin, record::Record, site::Site},
    page::Page,
};
use serde_json::{Value, json};

const FIGURE: &str = r#"<inflight-figure strategies="batched,windowed" requests="6" latency="20"></inflight-figure>"#;

async fn shared() -> Origin {
    let site = Site {
        shared: true,
        ..Site::default()
    };
    Origin::serving(site).await
}

/// A post of another site with this HTML, in a column of 680 pixels. `…/` stands for the address of the page.
async fn post(origin: &Origin, html: &str) -> Browser {
    let blog = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.resize_to_desktop().await;
    browser.watch_shifts().await;
    browser
        .go(&blog.publishing(&article(origin, html), ""))
        .await;
    browser
}

fn article(origin: &Origin, html: &str) -> String {
    let style = "<style>body { max-width: 680px; margin: 20px auto; font: 18px/1.5 serif } p { min-height: 100px }</style>";
    let script = format!(
        r#"<script type="module" src="{}embed.js"></script>"#,
        origin.url()
    );
    let html = html.replace("…/", &origin.url());
    format!("{style}<p>One</p>{html}<p>Two</p>{script}")
}

async fn wait_for_figure(browser: &Browser) {
    let body = "await eventually('a figure', () => frame(figures[0]));";
    browser.host_script(body, json!([])).await;
}

/// The height of the element and of its frame.
async fn heights(browser: &Browser) -> Value {
    let body = "return [figures[0].offsetHeight, height(figures[0])];";
    browser.host_script(body, json!([])).await
}

#[tokio::test]
async fn the_height_follows_whatever_changes_the_column_and_is_never_nothing() {
    let origin = shared().await;
    let browser = post(&origin, FIGURE).await;
    wait_for_figure(&browser).await;
    assert_eq!(heights(&browser).await, json!([307, 307]));
    let narrow = "document.body.style.maxWidth = '358px';
        await eventually('a higher figure', () => height(figures[0]) === 386);";
    browser.host_script(narrow, json!([])).await;
    assert_eq!(heights(&browser).await, json!([386, 386]));
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
    assert_eq!(heights(&browser).await, json!([307, 307]));
}

#[tokio::test]
async fn a_host_that_puts_its_own_html_back_keeps_the_figure() {
    let origin = shared().await;
    let fallback = FIGURE.replace("></", "><a href='…/'>A figure</a></");
    let browser = post(&origin, &fallback).await;
    let before = "return figures[0].outerHTML;";
    let before = browser.host_script(before, json!([])).await;
    wait_for_figure(&browser).await;
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
    let origin = shared().await;
    let toggles = "<style>
        html.dark body { background: #111; color: #ddd }
        [data-theme=dark] body { background: #111; color: oklch(0.9 0.01 250) }
        body.navy { background: #112; color: color(srgb 0.9 0.9 0.95); transition: color .2s }
        .ayu p + inflight-figure { color: rgb(200 200 190 / 0.9) }
        .paper body { background: white; color: rgb(40, 40, 40) }
        </style>";
    let browser = post(&origin, &format!("{toggles}{FIGURE}")).await;
    wait_for_figure(&browser).await;
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
        let scheme = "await eventually(`the scheme of the frame after ${args[1]}`, () => frame(figures[0]).style.colorScheme === args[0], 1000);";
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
    let origin = shared().await;
    let all = FIGURE.replace("requests", r#"show="all" requests"#);
    let browser = post(&origin, &all).await;
    wait_for_figure(&browser).await;
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
    let origin = shared().await;
    let inner = article(&origin, FIGURE)
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
    wait_for_figure(&browser).await;
    assert_eq!(heights(&browser).await, json!([307, 307]));
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

#[tokio::test]
async fn the_first_screen_does_not_move_however_late_the_script_comes() {
    let origin = shared().await;
    for width in [1280, 390] {
        let settings = inflight::settings::Settings::from_query("strategies=batched,windowed").0;
        let element = settings.element(&origin.url());
        let figure = element
            .split_once('\n')
            .expect("two lines")
            .1
            .replace("inflight.svg", "data:,");
        let blog = Origin::start().await;
        let browser = Browser::start(MachineLock::shared().await).await;
        browser.resize(width, 800, 1).await;
        browser.watch_shifts().await;
        let html = article(&origin, &figure)
            .replace("<script", "<template")
            .replace("</script", "</template");
        browser.go(&blog.publishing(&html, "")).await;
        let body = "
            const before = paragraphs();
            await twoFrames();
            const script = document.createElement('script');
            Object.assign(script, { type: 'module', src: args });
            document.body.append(script);
            await eventually('a figure', () => frame(figures[0]));
            await twoFrames();
            return [before, paragraphs()];";
        let script = origin.url() + "embed.js";
        let tops = browser.host_script(body, json!(script)).await;
        assert_eq!(tops[0], tops[1], "{width}");
        browser.assert_nothing_shifted("a late script").await;
    }
}

#[tokio::test]
async fn with_load_click_nothing_is_loaded_before_the_click_and_the_click_runs() {
    let origin = shared().await;
    let lazy = FIGURE.replace("requests", r#"load="click" requests"#);
    let browser = post(&origin, &lazy).await;
    let poster = "await eventually('a poster', () => figures[0].shadowRoot);
        await twoFrames();
        return [figures[0].offsetHeight, text(inside(figures[0], '.said'))];";
    let poster = browser.host_script(poster, json!([])).await;
    assert_eq!(poster[0], 307);
    assert!(
        poster[1].as_str().is_some_and(|said| said.contains(" KB)")),
        "{poster}"
    );
    assert_eq!(origin.hits("/"), ["/embed.js"]);
    browser
        .host_script("runOnPoster(figures[0]).click();", json!([]))
        .await;
    wait_for_figure(&browser).await;
    let page = Page::in_frame(browser).await;
    page.wait_for_state("finished").await;
    let asked = |record: &Record| record.hits.iter().any(|hit| hit.ends_with("_bg.wasm"));
    origin.until("the program", asked).await;
    let browser = page.out_of_frame().await;
    assert_eq!(heights(&browser).await, json!([307, 307]));
    assert_eq!(browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn three_figures_load_the_program_once() {
    let cached = Site {
        shared: true,
        cache: "max-age=600",
        ..Site::default()
    };
    let origin = Origin::serving(cached).await;
    let browser = post(&origin, &FIGURE.repeat(3)).await;
    let body = "await eventually('three figures', () => figures.every(frame));";
    browser.host_script(body, json!([])).await;
    let programs = origin
        .hits("/")
        .into_iter()
        .filter(|hit| hit.ends_with("_bg.wasm"));
    // WebKit fetches what it preloads a second time, for each figure.
    let most = if Engine::chosen() == Engine::WebKit {
        6
    } else {
        1
    };
    let programs = programs.count();
    assert!((1..=most).contains(&programs), "{programs} times");
}

#[tokio::test]
async fn a_press_on_the_poster_is_taken_back_by_a_second_one_and_by_the_escape_key() {
    let origin = shared().await;
    let lazy = FIGURE.replace("requests", r#"load="click" requests"#);
    for escape in [false, true] {
        let browser = post(&origin, &lazy).await;
        let body = "await eventually('a poster', () => figures[0].shadowRoot);
            const button = runOnPoster(figures[0]);
            button.click();
            const pressed = button.textContent;
            if (args) button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
            else button.click();
            await eventually('a figure', () => frame(figures[0]));
            return [pressed, button.textContent];";
        let said = browser.host_script(body, json!(escape)).await;
        assert_eq!(said, json!(["Cancel", "Run"]));
        let page = Page::in_frame(browser).await;
        page.wait_for_frames().await;
        assert_eq!(page.state().await, "idle", "by the escape key: {escape}");
    }
}

/// Whoever embeds the figure may press Run, but not send requests to servers.
#[tokio::test]
async fn a_host_cannot_make_the_figure_send_requests_to_a_server() {
    let origin = shared().await;
    let site = FIGURE.replace("requests", r#"endpoint="site" requests"#);
    let browser = post(&origin, &site).await;
    wait_for_figure(&browser).await;
    let run = "frame(figures[0]).contentWindow.postMessage({ inflight: { run: true } }, '*');
        await twoFrames();";
    browser.host_script(run, json!([])).await;
    let page = Page::in_frame(browser).await;
    page.wait_for_frames().await;
    assert_eq!(page.state().await, "idle");
    assert_eq!(origin.hits("/todos/"), Vec::<String>::new());
}

/// On paper a figure that was not loaded would be blank.
#[tokio::test]
async fn in_print_the_poster_stands_for_a_figure_that_was_not_loaded() {
    let origin = shared().await;
    let lazy = FIGURE.replace("requests", r#"load="click" requests"#);
    let browser = post(&origin, &lazy).await;
    // The rules for print, without a printer.
    let body = "await eventually('a poster', () => figures[0].shadowRoot);
        const [sheet] = figures[0].shadowRoot.adoptedStyleSheets;
        for (const rule of sheet.cssRules) if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
        const seen = (css) => inside(figures[0], css).checkVisibility({ visibilityProperty: true });
        return [seen('button'), seen('b'), seen('i'), seen('a'), text(inside(figures[0], '.said')).length > 20];";
    let seen = browser.host_script(body, json!([])).await;
    assert_eq!(seen, json!([false, true, true, true, true]));
}

#[tokio::test]
async fn a_server_may_import_the_script() {
    let script = end_to_end::origin::site::folder().join("embed.js");
    let import = format!("await import({:?});", script.to_str().expect("a path"));
    let node = std::process::Command::new("node")
        .args(["--input-type=module", "--eval", &import])
        .output();
    let output = node.expect("Node, which .ci/tools javascript installs");
    assert!(output.status.success(), "{output:?}");
    let size = std::fs::metadata(&script).expect("the script").len();
    assert!(size <= 8_192, "embed.js has {size} bytes");
}
