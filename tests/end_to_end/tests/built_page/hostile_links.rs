//! Hostile links: nothing is sent before a click, and each refusal is explained.

use end_to_end::{browser::Browser, machine_lock::MachineLock, origin::Origin, page::Page, report};
use inflight::{
    settings::{Refusal, SETTINGS, Settings},
    world::random,
};
use serde_json::{Value, json};

/// Endpoints that the page refuses.
const ENDPOINTS: [&str; 24] = [
    "javascript:alert({id})",
    "JaVaScRiPt:alert({id})",
    "data:application/json,{id}",
    "data:text/html,<script>{id}</script>",
    "file:///etc/passwd?{id}",
    "ftp://127.0.0.1/{id}",
    "ws://127.0.0.1/{id}",
    "blob:http://127.0.0.1/{id}",
    "about:blank?{id}",
    "//127.0.0.1/{id}",
    "/todos/{id}",
    "http:/127.0.0.1/{id}",
    "http:///{id}",
    "http://user@127.0.0.1/{id}",
    "http://user:secret@127.0.0.1/{id}",
    "http://127.0.0.1@stranger.example/{id}",
    "http://127.0.0.1\\@stranger.example/{id}",
    "http://127.0.0.1:25/{id}",
    "http://127.0.0.1:6667/{id}",
    "http://127.0.0.1:0/{id}",
    "http://127.0.0.1:99999/{id}",
    "http://127.0.0.1/{id}/{id}",
    "http://127.0.0.1/\u{0}{id}",
    "http://{id}.stranger.example/",
];

/// Hostile query strings.
const QUERIES: [&str; 16] = [
    "endpoint=%00",
    "endpoint=http%3A%2F%2F127.0.0.1%2F%0d%0aX%3A%20{id}",
    "requests=%",
    "requests=%zz&%=%&&&===",
    "requests=5&requests=6&requests=7",
    "requests=1e3&latency=0x10&seed=-0",
    "requests=99999999999999999999999999999999",
    "requests=%EF%BC%97",
    "seed=9007199254740993",
    "spread=NaN&timeout=Infinity",
    "strategies=joined,joined,,nonsense",
    "strategies=constructor,__proto__",
    "__proto__=1&constructor=2&toString=3",
    "theme=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "run=1&autorun=true&onload=alert(1)",
    "%F0%9F%92%A3=%F0%9F%92%A3&%E2%80%AEtseuqer=1&requests=%ff%fe",
];

/// Script that counts the requests that a document sends, but for the listings that the page shows.
const SPY: &str = r#"
    window.sent = 0;
    for (const [owner, name] of [[window, "fetch"], [XMLHttpRequest.prototype, "send"]]) {
        const send = owner[name];
        owner[name] = function (...args) {
            if (!args[0]?.url?.includes("/snippets/")) window.sent += 1;
            return send.apply(this, args);
        };
    }"#;

#[tokio::test]
async fn a_hostile_link_sends_nothing_and_is_explained() {
    let origin = Origin::start().await;
    let page = visit(&origin).await;
    let refused = ENDPOINTS.map(|endpoint| encoded(&[("endpoint", endpoint)]));
    for notice in try_all(&page, &refused).await {
        assert!(
            notice.contains("endpoint must be"),
            "not explained: {notice:?}"
        );
    }
    let mut queries = QUERIES.map(str::to_owned).to_vec();
    queries.push(format!("requests={}", "9".repeat(50_000)));
    queries.push(format!("{}=1", "x".repeat(50_000)));
    queries.push(encoded(&[("endpoint", &origin.endpoint("delay=0"))]));
    queries.push(encoded(&[(
        "endpoint",
        &origin.endpoint(&"x".repeat(3_000)),
    )]));
    queries.extend((0..200).map(|number| random_query(number, &origin)));
    try_all(&page, &queries).await;
    assert_works(&origin, &page).await;
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn ten_thousand_random_links_send_nothing_and_are_explained() {
    let origin = Origin::start().await;
    let page = visit(&origin).await;
    let queries: Vec<_> = (200..10_200)
        .map(|number| random_query(number, &origin))
        .collect();
    for queries in queries.chunks(500) {
        try_all(&page, queries).await;
    }
    assert_works(&origin, &page).await;
}

async fn visit(origin: &Origin) -> Page {
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.before_each_page(SPY).await;
    let page = Page::open_in(browser, &origin.url()).await;
    // By now the page has fetched its program.
    page.script("window.sent = 0;", json!([])).await;
    origin.reset();
    page
}

/// Goes to each query string as a step in the history does, and returns the notices. They are the same as those of the
/// native code.
async fn try_all(page: &Page, queries: &[String]) -> Vec<String> {
    // Browsers encode addresses in different ways.
    let written = "return args.map((query) => new URL(`?${query}`, location).search);";
    let written = page.script(written, json!(queries)).await;
    let written: Vec<String> = serde_json::from_value(written).expect("query strings");
    let refusals = |search: &String| {
        let (_, refusals) = Settings::from_query(search);
        let refusals: Vec<_> = refusals.iter().map(Refusal::to_string).collect();
        refusals.join(" · ")
    };
    let expected: Vec<String> = written.iter().map(refusals).collect();
    // After a slow drawing the page delays the next one, so the notice may not be there in the next frame.
    let body = r#"
        const states = [];
        const step = (query) => {
            try {
                history.pushState(null, "", `${location.pathname}?${query}`);
                return true;
            } catch (error) {
                if (error.name === "SecurityError") return false;
                throw error;
            }
        };
        for (const [query, expected] of args) {
            // WebKit allows a hundred steps in ten seconds.
            await eventually("a step in the history", () => step(query));
            dispatchEvent(new PopStateEvent("popstate"));
            await new Promise(requestAnimationFrame);
            const notice = () => [...find("notice").children].map((line) => line.textContent).join(" · ");
            await eventually(expected, () => notice() === expected).catch((error) => {
                throw new Error(`${query} is answered with “${notice()}”; ${error.message}`);
            });
            states.push(state());
        }
        return states;"#;
    let steps: Vec<_> = queries.iter().zip(&expected).collect();
    let states = page.script(body, json!(steps)).await;
    let all_idle = vec!["idle"; queries.len()];
    assert_eq!(states, json!(all_idle));
    for (query, notice) in steps {
        let named = SETTINGS.iter().any(|setting| notice.contains(setting.name));
        assert_eq!(named, !notice.is_empty(), "{query:?}: {notice}");
    }
    expected
}

async fn assert_works(origin: &Origin, page: &Page) {
    assert_eq!(sent(page).await, 0);
    assert_eq!(origin.hits("/"), Vec::<String>::new());
    assert_eq!(page.browser().console().await, Vec::<String>::new());
    let run = page
        .run(json!({ "endpoint": "site", "requests": 2, "strategies": "joined" }))
        .await;
    report::check_finished(&run);
    assert_eq!(sent(page).await, 2, "the script counts what is sent");
}

/// How many requests the document has sent since it was ready.
async fn sent(page: &Page) -> Value {
    page.script("return window.sent;", json!([])).await
}

fn encoded(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// A query string of one to five settings, most of them with an invalid value.
fn random_query(number: u64, origin: &Origin) -> String {
    let draw = |place: &[u64], below: usize| {
        let bits = random::bits(7, &[&[number], place].concat());
        usize::try_from(bits >> 32).expect("32 bits") % below
    };
    let pairs = (0..=draw(&[0], 4) as u64).map(|pair| {
        let own = origin.endpoint("delay=0");
        let name = match draw(&[1, pair], SETTINGS.len() + 3) {
            index if index < SETTINGS.len() => SETTINGS[index].name.to_owned(),
            _ => random_text(&draw, &[2, pair]),
        };
        let value = match draw(&[3, pair], 6) {
            0 => own,
            1 => ENDPOINTS[draw(&[4, pair], ENDPOINTS.len())].to_owned(),
            2 => draw(&[5, pair], 20_000).to_string(),
            3 => format!("-0.{}", draw(&[6, pair], 9)),
            _ => random_text(&draw, &[7, pair]),
        };
        if draw(&[8, pair], 2) == 0 {
            return encoded(&[(&name, &value)]);
        }
        format!("{name}={value}") // as it is: the browser may do with it what it does
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// Up to forty characters of Unicode; harmful ones are more frequent.
fn random_text(draw: &impl Fn(&[u64], usize) -> usize, place: &[u64]) -> String {
    const HARMFUL: [char; 16] = [
        '\0', '\n', '\t', '%', '&', '=', '#', '+', '<', '"', '\'', '\\', '\u{202e}', '\u{feff}',
        '{', '}',
    ];
    let length = draw(&[place, &[0]].concat(), 40) as u64;
    let letters = (1..=length).map(|at| match draw(&[place, &[at, 0]].concat(), 3) {
        0 => HARMFUL[draw(&[place, &[at, 1]].concat(), HARMFUL.len())],
        1 => char::from(
            b'0' + u8::try_from(draw(&[place, &[at, 1]].concat(), 75)).expect("a letter"),
        ),
        _ => {
            let code = u32::try_from(draw(&[place, &[at, 1]].concat(), 0x11_0000)).expect("a code");
            char::from_u32(code).unwrap_or('\u{fffd}')
        }
    });
    letters.collect()
}
