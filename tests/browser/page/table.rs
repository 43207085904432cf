//! The comparison: a row for each strategy.

use inflight::{settings::Settings, strategy::Strategy};
use wasm_bindgen_test::wasm_bindgen_test;

use super::figure::assert_complete;
use crate::helpers::stage::Stage;

#[wasm_bindgen_test]
async fn run_fills_every_row_and_says_what_may_be_said() {
    let stage = Stage::open("requests=6&latency=30&concurrency=2").await;
    let chosen = Settings::default().strategies;
    stage.press("Run");
    stage.until_state("running").await;
    assert_complete(&stage, &chosen);
    assert_eq!(stage.text("verdict"), "", "nothing may be said yet");
    stage.until_state("finished").await;
    assert_complete(&stage, &chosen);
    for strategy in chosen {
        assert_eq!(stage.cell(strategy, "outcomes"), "6 ok", "{strategy:?}");
        assert!(
            stage.cell(strategy, "total").ends_with("ms"),
            "{strategy:?}"
        );
        assert!(
            stage.cell(strategy, "speedup").ends_with('×'),
            "{strategy:?}"
        );
    }
    assert_eq!(
        stage.cell(Strategy::Sequential, "speedup"),
        "1.0×",
        "the reference's own"
    );
    assert!(stage.text("status").contains("finished"));
    assert_ne!(stage.text("verdict"), "");
    assert!(
        stage
            .only(".words")
            .text_content()
            .unwrap()
            .contains("in-page"),
        "what was measured"
    );
}
