//! Settings that a script passes to `window.inflight.run`: in whatever form, they are understood or refused in words.

use end_to_end::{origin::Origin, page::Page};
use serde_json::{Value, json};

/// What becomes of a call with this argument, which is a piece of JavaScript.
async fn run(page: &Page, settings: &str) -> Result<Value, String> {
    let body = format!(
        "return inflight.run({settings})
            .then((told) => ({{ told }}), (error) => ({{ message: error.message, is: error instanceof Error }}));"
    );
    let settled = page.script(&body, json!([])).await;
    match settled["message"].as_str() {
        Some(message) => {
            assert_eq!(settled["is"], true, "{settings}: {settled}");
            Err(message.to_owned())
        }
        None => Ok(settled["told"].clone()),
    }
}

/// The page, in whose place a program answers that returns what it is given.
async fn open_echo(origin: &Origin) -> Page {
    let page = Page::open(origin, "").await;
    let body = "inflight = { run: async (pairs) => pairs, cancel() {} };";
    page.script(body, json!([])).await;
    page
}

async fn understood(page: &Page, settings: &str, pairs: &[[&str; 2]]) {
    assert_eq!(run(page, settings).await, Ok(json!(pairs)), "{settings}");
}

/// The message with which these settings are refused.
async fn refused(page: &Page, settings: &str) -> String {
    let message = run(page, settings).await.expect_err(settings);
    let length = message.chars().count();
    assert!(
        (1..1_000).contains(&length),
        "{settings}: {length} characters"
    );
    for inside in ["JsValue", "undefined", "[object"] {
        assert!(!message.contains(inside), "{settings}: {message}");
    }
    message
}

#[tokio::test]
async fn values_come_as_text_or_in_their_natural_type() {
    let origin = Origin::start().await;
    let page = open_echo(&origin).await;
    for (settings, pairs) in [
        (
            "{ requests: 199, cap: '6' }",
            [["requests", "199"], ["cap", "6"]],
        ),
        (
            "{ spread: .25, seed: 2 ** 53 - 1 }",
            [["spread", "0.25"], ["seed", "9007199254740991"]],
        ),
        (
            "{ endpoint: 'https://example.org/{id}?a=ü', strategies: 'joined,ordered' }",
            [
                ["endpoint", "https://example.org/{id}?a=ü"],
                ["strategies", "joined,ordered"],
            ],
        ),
        (
            "{ cap: -0, strategies: ['joined', 'as-completed'] }",
            [["cap", "0"], ["strategies", "joined,as-completed"]],
        ),
    ] {
        understood(&page, settings, &pairs).await;
    }
}

#[tokio::test]
async fn settings_come_in_anything_that_has_names_and_values() {
    let origin = Origin::start().await;
    let page = open_echo(&origin).await;
    for settings in [
        "new Map([['requests', 5], ['cap', '6']])",
        "new URLSearchParams('requests=5&cap=6')",
        "(() => { const form = new FormData(); form.set('requests', 5); form.set('cap', 6); return form; })()",
        "(function* () { yield ['requests', 5]; yield ['cap', 6]; })()",
        "{ get requests() { return 5; }, get cap() { return 6; } }",
        "new class { get requests() { return 5; } get cap() { return 6; } }()",
        "new class { requests = 5; cap = 6; run() {} }()",
        "Object.create({ cap: 6 }, { requests: { value: 5 } })",
        "Object.assign(Object.create(null), { requests: 5, cap: 6 })",
        "new Proxy({ requests: 5, cap: 6 }, {})",
        "new (document.body.appendChild(document.createElement('iframe'))
            .contentWindow.Map)([['requests', 5], ['cap', 6]])",
    ] {
        understood(&page, settings, &[["requests", "5"], ["cap", "6"]]).await;
    }
    let set = "{ strategies: new Set(['joined', 'ordered']) }";
    understood(&page, set, &[["strategies", "joined,ordered"]]).await;
}

#[tokio::test]
async fn nothing_means_the_defaults() {
    let origin = Origin::start().await;
    let page = open_echo(&origin).await;
    for nothing in [
        "",
        "undefined",
        "null",
        "{}",
        "{ cap: undefined, seed: null }",
        "Object.create(null)",
        "new Map()",
        "new URLSearchParams()",
    ] {
        understood(&page, nothing, &[]).await;
    }
}

#[tokio::test]
async fn what_has_no_names_is_refused_and_not_taken_for_the_defaults() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for (settings, named) in [
        ("7", "7"),
        ("'requests=7'", "requests=7"),
        ("true", "true"),
        ("5n", "5n"),
        ("Symbol('many')", "a symbol"),
        ("() => ({})", "a function"),
        ("[]", "an object"),
        ("[['requests', 5]]", "requests"),
        ("new Date(0)", "1970"),
        ("Promise.resolve({ requests: 5 })", "Promise"),
        ("new Set(['requests'])", "Set"),
        ("new class Options {}()", "Options"),
        ("/requests/", "lastIndex"),
        ("new Map([['a', 1]])", "“a”"),
        ("new Map([[{}, 1]])", "Object"),
        ("new URL('https://example.org/?requests=5')", "setting"),
        (
            "(function* () { for (;;) yield ['requests', 5]; })()",
            "settings",
        ),
    ] {
        let message = refused(&page, settings).await;
        assert!(message.contains("setting"), "{settings}: {message}");
        assert!(message.contains(named), "{settings}: {message}");
    }
    assert_eq!(page.state().await, "idle");
}

#[tokio::test]
async fn what_throws_when_it_is_looked_at_is_refused_with_what_it_threw() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let trap =
        |name: &str| format!("new Proxy({{}}, {{ {name}() {{ throw new Error('hands off') }} }})");
    for settings in [
        trap("ownKeys"),
        trap("get"),
        trap("getPrototypeOf"),
        "{ [Symbol.iterator]() { throw new Error('hands off') } }".into(),
        "(function* () { throw new Error('hands off'); })()".into(),
        "{ get requests() { throw new Error('hands off') } }".into(),
        "{ get requests() { throw 'hands off' } }".into(),
        "{ strategies: { get [Symbol.iterator]() { throw new Error('hands off') } } }".into(),
    ] {
        let message = refused(&page, &settings).await;
        assert!(message.contains("hands off"), "{settings}: {message}");
    }
    let message = refused(&page, "{ get cap() { throw Symbol('no') } }").await;
    assert!(message.contains("cap cannot be read"), "{message}");
    let revoked =
        "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()";
    refused(&page, revoked).await;
}

#[tokio::test]
async fn what_no_setting_takes_is_refused_with_its_name_and_value() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for (settings, name, value) in [
        ("{ requests: NaN }", "requests", "NaN"),
        ("{ requests: -Infinity }", "requests", "-Infinity"),
        ("{ requests: 1e21 }", "requests", "1e+21"),
        ("{ requests: 2.5 }", "requests", "2.5"),
        ("{ requests: true }", "requests", "true"),
        ("{ requests: '' }", "requests", ""),
        ("{ requests: 7n }", "requests", "7n"),
        ("{ requests: Symbol('many') }", "requests", "a symbol"),
        ("{ requests: () => 7 }", "requests", "a function"),
        (
            "{ requests: { toJSON() { throw new Error('no text') } } }",
            "requests",
            "a value of type Object",
        ),
        ("{ latency: { mean: 5 } }", "latency", r#"{"mean":5}"#),
        ("{ cap: [6] }", "cap", "[6]"),
        ("{ strategies: [] }", "strategies", ""),
        (
            "{ strategies: ['joined', 7] }",
            "strategies",
            r#"["joined",7]"#,
        ),
        (
            "{ strategies: ['joined', 'swift'] }",
            "strategies",
            "joined,swift",
        ),
        ("{ speed: 5 }", "", "speed"),
    ] {
        let message = refused(&page, settings).await;
        assert!(message.contains(name), "{settings}: {message}");
        let quoted = message.contains(&format!("“{value}”"));
        assert!(quoted, "{settings}: {message}");
    }
}

#[tokio::test]
async fn a_refusal_stays_short_however_long_the_value() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for settings in [
        "'x'.repeat(100_000)",
        "Array(100_000).fill('x')",
        "{ requests: 'x'.repeat(100_000) }",
        "{ requests: Array(100_000).fill(0) }",
        "{ strategies: Array(100_000).fill('x') }",
        "{ ['x'.repeat(100_000)]: 1 }",
        "{ get requests() { throw new Error('x'.repeat(100_000)) } }",
    ] {
        refused(&page, settings).await;
    }
}
