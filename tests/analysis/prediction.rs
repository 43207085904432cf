//! A prediction, beside the run that it predicts.

use inflight::analysis::prediction::predict;
use proptest::{prop_assert_eq, proptest, test_runner::Config};

use crate::helpers::{any_settings, compare, rounds};

proptest! {
    // Each case is eight to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn a_prediction_is_the_run_itself(settings in any_settings()) {
        for (strategy, round) in rounds(&compare(&settings)) {
            let mut predicted = predict(&settings, strategy, round.number);
            let mut timeline = round.timeline;
            predicted.forget_texts();
            timeline.forget_texts();
            prop_assert_eq!(predicted, timeline);
        }
    }
}
