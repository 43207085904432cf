//! The form: every setting as a control.

use inflight::settings::{SETTINGS, Settings};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::helpers::stage::Stage;

/// Whether every control of the form shows these settings. Those of links and attributes only have none, and the code has
/// a panel of its own.
pub(crate) fn shows(stage: &Stage, settings: &Settings) -> bool {
    let mut for_readers = SETTINGS
        .iter()
        .filter(|setting| !["embed", "show", "code"].contains(&setting.name));
    for_readers.all(|setting| {
        let controls = stage.all(&format!("form [name='{}']", setting.name));
        let controls: Vec<HtmlInputElement> =
            controls.into_iter().map(JsCast::unchecked_into).collect();
        let shown = match &*controls {
            [] => panic!("no control for {}", setting.name),
            [one] => one.value(),
            boxes => {
                let checked = boxes.iter().filter(|one| one.checked());
                checked
                    .map(HtmlInputElement::value)
                    .collect::<Vec<_>>()
                    .join(",")
            }
        };
        shown == setting.get(settings)
    })
}

pub(crate) fn settings(query: &str) -> Settings {
    Settings::from_query(query).0
}

#[wasm_bindgen_test]
async fn every_setting_has_a_control_that_shows_what_stands() {
    let query = "endpoint=site&requests=7&strategies=joined,streamed&concurrency=3&rounds=2&seed=9&latency=8\
        &spread=0.25&failures=4&cap=5&capacity=6&steps=2&work=1&timeout=500&retries=3&theme=dark&quota=5/s&burst=3&pace=4/min";
    for query in ["", query] {
        assert!(
            shows(&Stage::open(query).await, &settings(query)),
            "{query}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_refused_value_is_answered_with_its_range_and_the_field_shows_what_stands() {
    let stage = Stage::open("").await;
    for (name, value, range) in [
        ("requests", "0", "1–10000"),
        ("requests", "ten", "1–10000"),
        ("concurrency", "257", "1–256"),
        ("spread", "2.5", "0–2"),
        ("seed", "-1", "0–9007199254740991"),
        ("timeout", "", "1–60000"),
        ("endpoint", "ftp://example.org/{id}", "http"),
    ] {
        stage.set(name, value);
        let said = |stage: &Stage| {
            let notice = stage.text("notice");
            [name, &format!("“{value}”"), range]
                .iter()
                .all(|part| notice.contains(part))
        };
        stage
            .until(&format!("a refusal of {name}={value}"), said)
            .await;
        assert!(
            shows(&stage, &Settings::default()),
            "{name}: the default stands"
        );
        assert_eq!(stage.state(), "idle");
    }
}

#[wasm_bindgen_test]
async fn a_value_that_is_taken_takes_the_refusal_away() {
    let stage = Stage::open("").await;
    stage.set("requests", "0");
    stage
        .until("a refusal", |stage| !stage.text("notice").is_empty())
        .await;
    stage.set("requests", "30");
    stage
        .until("no refusal", |stage| stage.text("notice").is_empty())
        .await;
    assert!(shows(&stage, &settings("requests=30")));
    assert_eq!(stage.titles().len(), 30, "a slot for each");
}

#[wasm_bindgen_test]
async fn a_word_is_chosen_from_its_list() {
    let stage = Stage::open("").await;
    for theme in ["dark", "light", "dark", "auto", "light"] {
        stage.set("theme", theme);
        let query = format!("theme={theme}");
        stage
            .until(&query, |stage| shows(stage, &settings(&query)))
            .await;
    }
}

#[wasm_bindgen_test]
async fn boxes_choose_strategies_and_the_last_one_stays() {
    let stage = Stage::open("strategies=joined,ordered").await;
    let boxed = |key: &str| -> HtmlInputElement {
        stage
            .only(&format!("form [value='{key}']"))
            .unchecked_into()
    };
    boxed("as-completed").click();
    stage
        .until("a third row", |stage| stage.count("row-as-completed") == 1)
        .await;
    for key in ["ordered", "joined"] {
        boxed(key).click();
        stage
            .until("a row less", |stage| {
                stage.count(&format!("row-{key}")) == 0
            })
            .await;
    }
    assert!(boxed("as-completed").disabled());
    assert!(shows(&stage, &settings("strategies=as-completed")));
}

#[wasm_bindgen_test]
async fn the_controls_are_in_groups_with_headings_and_each_says_in_words_what_it_is() {
    let stage = Stage::open("").await;
    let headings = stage.all("form legend").into_iter();
    let headings: Vec<_> = headings
        .map(|legend| legend.text_content().unwrap())
        .collect();
    let expected = [
        "What to send",
        "How",
        "The simulated network",
        "How to measure",
        "The page",
    ];
    assert_eq!(headings, expected);
    for label in stage.all("form label:not(.box)") {
        let said = label.text_content().unwrap();
        let name = label.query_selector("[name]").unwrap().expect("a control");
        let name = name.get_attribute("name").expect("a name");
        let words = said
            .rsplit_once(&name)
            .expect("its name stands beside it")
            .0;
        assert!(!words.trim().is_empty(), "{said}");
    }
}

#[wasm_bindgen_test]
async fn what_differs_from_its_default_is_marked_and_one_button_puts_all_back() {
    let stage = Stage::open("requests=7&quota=5/s&theme=dark&show=time,responses,settings").await;
    let marked = |stage: &Stage| {
        let marked = stage.all("form .changed").into_iter();
        marked
            .map(|label| label.text_content().unwrap())
            .collect::<Vec<_>>()
    };
    let said = marked(&stage);
    assert_eq!(said.len(), 3, "{said:?}");
    for (said, default) in said.iter().zip(["24", "none", "auto"]) {
        assert!(said.ends_with(&format!("instead of {default}")), "{said}");
    }
    stage.press("Back to the defaults");
    stage
        .until("nothing marked", |stage| marked(stage).is_empty())
        .await;
    assert!(shows(&stage, &Settings::default()));
    // What an author wants to be seen is not among them.
    assert_eq!(stage.count("embed-this"), 0);
    assert_eq!(stage.count("responses"), 1);
}

#[wasm_bindgen_test]
async fn of_a_real_server_the_form_says_that_the_simulated_network_has_no_effect() {
    let stage = Stage::open("endpoint=site").await;
    let heading = stage.only("form .network legend");
    assert_eq!(
        heading.text_content().unwrap(),
        "The simulated network: without effect on a real one"
    );
    stage.set("endpoint", "simulated");
    stage
        .until("the heading alone", |_| {
            heading.text_content().unwrap() == "The simulated network"
        })
        .await;
}

#[wasm_bindgen_test]
async fn the_arrow_keys_step_through_numbers_and_rates() {
    let stage = Stage::open("quota=5/s").await;
    for (name, key, value) in [
        ("requests", "ArrowUp", "25"),
        ("requests", "ArrowDown", "24"),
        ("latency", "ArrowUp", "125"),
        ("quota", "ArrowDown", "4/s"),
        ("spread", "ArrowUp", "0.8"),
    ] {
        stage.press_key(&format!("form [name='{name}']"), key);
        stage
            .until(value, |stage| stage.field(name).value() == value)
            .await;
    }
    // In a word there is nothing to step through.
    stage.press_key("form [name='endpoint']", "ArrowUp");
    assert_eq!(stage.text("notice"), "");
}

#[wasm_bindgen_test]
async fn escape_and_the_button_close_the_form_and_the_focus_returns() {
    let stage = Stage::open("").await;
    for way in ["Escape", "Close the settings"] {
        stage.press("Change");
        stage
            .until("a form", |stage| !stage.get("settings").hidden())
            .await;
        stage.field("requests").focus().unwrap();
        if way == "Escape" {
            stage.press_key("form [name='requests']", "Escape");
        } else {
            stage.press(way);
        }
        stage
            .until("no form", |stage| stage.get("settings").hidden())
            .await;
        stage
            .until("the focus on Change", |stage| {
                let active = web_sys::window()
                    .unwrap()
                    .document()
                    .unwrap()
                    .active_element();
                active.is_some_and(|one| stage.only(".change").is_same_node(Some(&one)))
            })
            .await;
    }
}
