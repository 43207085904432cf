//! The poster of a figure in a page of another site: what it shows, and how the figure takes its place.

use end_to_end::{
    browser::{Browser, engine::Engine},
    host_page::{FIGURE, post},
    machine_lock::MachineLock,
    origin::{Origin, record::Record, site::Site},
    page::Page,
};
use serde_json::json;

#[tokio::test]
async fn the_first_screen_does_not_move_however_late_the_script_comes() {
    let origin = Origin::shared().await;
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
        let html = post(&origin, &figure)
            .replace("<script", "<template")
            .replace("</script", "</template");
        browser.go(&blog.publishing(&html, "")).await;
        let body = "
            const before = paragraphs();
            await twoFrames();
            addScript(args);
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
    let origin = Origin::shared().await;
    let lazy = FIGURE.replace("requests", r#"load="click" requests"#);
    let browser = Browser::post(&origin, &lazy).await;
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
    browser.wait_for_frame().await;
    let page = Page::in_frame(browser).await;
    page.wait_for_state("finished").await;
    let asked = |record: &Record| record.hits.iter().any(|hit| hit.ends_with("_bg.wasm"));
    origin.until("the program", asked).await;
    let browser = page.out_of_frame().await;
    assert_eq!(browser.heights().await, json!([307, 307]));
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
    let browser = Browser::post(&origin, &FIGURE.repeat(3)).await;
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
    let origin = Origin::shared().await;
    let lazy = FIGURE.replace("requests", r#"load="click" requests"#);
    for escape in [false, true] {
        let browser = Browser::post(&origin, &lazy).await;
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

/// On paper a figure that was not loaded would be blank.
#[tokio::test]
async fn in_print_the_poster_stands_for_a_figure_that_was_not_loaded() {
    let origin = Origin::shared().await;
    let lazy = FIGURE.replace("requests", r#"load="click" requests"#);
    let browser = Browser::post(&origin, &lazy).await;
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

/// A post without a script, in which the script comes later.
async fn without_script(origin: &Origin, html: &str) -> Browser {
    let html = post(origin, html);
    let (html, _) = html.split_once("<script").expect("a script");
    Browser::showing(html).await
}

#[tokio::test]
async fn figures_that_nobody_pressed_load_one_by_one_after_the_one_that_is_pressed() {
    let origin = Origin::shared().await;
    let browser = without_script(&origin, &FIGURE.repeat(3)).await;
    let body = "addScript(args);
        await customElements.whenDefined('inflight-figure');
        runOnPoster(figures[2]).click();
        const order = [];
        let most = 0;
        await eventually('three figures', () => {
            most = Math.max(most, figures.filter((one) => inside(one, ':not(.there) > iframe')).length);
            order.push(...figures.keys().filter((number) => frame(figures[number]) && !order.includes(number)));
            return order.length === 3;
        });
        return [order, most];";
    let script = origin.url() + "embed.js";
    let seen = browser.host_script(body, json!(script)).await;
    assert_eq!(seen, json!([[2, 0, 1], 1]));
}

/// Loading another figure would take connection and processor from its requests.
#[tokio::test]
async fn while_a_figure_that_was_pressed_runs_no_other_one_begins_to_load() {
    let origin = Origin::shared().await;
    let browser = without_script(&origin, &FIGURE.repeat(2)).await;
    let body = "addScript(args);
        await customElements.whenDefined('inflight-figure');
        runOnPoster(figures[1]).click();
        const order = [];
        const watch = new MutationObserver(() => inside(figures[0], 'iframe') && order.push('the other one'));
        watch.observe(figures[0].shadowRoot, { childList: true, subtree: true });
        addEventListener('inflight-report', () => order.push('report'));
        await eventually('the other figure', () => frame(figures[0]));
        return order;";
    let script = origin.url() + "embed.js";
    let order = browser.host_script(body, json!(script)).await;
    assert_eq!(order, json!(["report", "the other one"]));
}

#[tokio::test]
async fn a_figure_that_is_taken_away_while_it_loads_keeps_no_other_waiting() {
    let origin = Origin::shared().await;
    let browser = without_script(&origin, &FIGURE.repeat(2)).await;
    let body = "addScript(args);
        await customElements.whenDefined('inflight-figure');
        await new Promise((loads) =>
            new MutationObserver(loads).observe(figures[0].shadowRoot, { childList: true, subtree: true }));
        const waits = !inside(figures[1], 'iframe');
        figures[0].remove();
        await eventually('the second figure', () => frame(figures[1]));
        return waits;";
    let script = origin.url() + "embed.js";
    let waits = browser.host_script(body, json!(script)).await;
    assert_eq!(waits, true);
}
