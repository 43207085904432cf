//! The colours of the strategies in the style sheet: readers with deuteranopia,
//! one man in a hundred, can tell them apart, and every reader sees them.

use std::str::FromStr;

use inflight::strategy::Strategy;
use palette::{
    IntoColor, Lab, LinSrgb, Srgb, color_difference::Ciede2000,
    color_difference::Wcag21RelativeContrast,
};

const SHEET: &str = include_str!("../../static/style.css");

/// Linear sRGB as seen with deuteranopia (Machado, Oliveira and Fernandes, *A
/// Physiologically-based Model for Simulation of Color Vision Deficiency*, 2009).
const DEUTERANOPIA: [[f64; 3]; 3] = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];

/// The colours of a name in the light and in the dark theme.
fn themed(name: &str) -> [Srgb<f64>; 2] {
    let start = format!("--{name}: light-dark(");
    let (_, rest) = SHEET.split_once(&start).expect("a colour of this name");
    let (both, _) = rest.split_once(')').expect("an end");
    let (light, dark) = both.split_once(", ").expect("two colours");
    [light, dark].map(|hex| Srgb::<u8>::from_str(hex).expect("a colour").into_format())
}

fn seen_with_deuteranopia(colour: Srgb<f64>) -> Srgb<f64> {
    let linear: LinSrgb<f64> = colour.into_linear();
    let channels = DEUTERANOPIA.map(|[red, green, blue]| {
        (red * linear.red + green * linear.green + blue * linear.blue).clamp(0.0, 1.0)
    });
    LinSrgb::from(channels).into_encoding()
}

fn difference(one: Srgb<f64>, other: Srgb<f64>) -> f64 {
    let [one, other]: [Lab<_, f64>; 2] =
        [one, other].map(|colour| colour.into_linear().into_color());
    one.difference(other)
}

/// Every pair of strategies, with the least difference of their colours in both
/// themes.
fn differences(strategies: &[Strategy], seen: fn(Srgb<f64>) -> Srgb<f64>) -> Vec<(f64, String)> {
    let mut all = Vec::new();
    for (place, one) in strategies.iter().enumerate() {
        for other in &strategies[..place] {
            for theme in [0, 1] {
                let colours = [one, other].map(|strategy| seen(themed(strategy.key())[theme]));
                let pair = format!("{} and {}, theme {theme}", one.key(), other.key());
                all.push((difference(colours[0], colours[1]), pair));
            }
        }
    }
    all
}

/// CIEDE2000: at 2 two colours side by side just differ.
#[test]
fn strategies_that_are_shown_together_differ_by_ten_also_with_deuteranopia() {
    for seen in [std::convert::identity, seen_with_deuteranopia] {
        for (difference, pair) in differences(&Strategy::DEFAULT, seen) {
            assert!(difference >= 10.0, "{pair}: {difference:.1}");
        }
    }
}

#[test]
fn all_strategies_differ_by_six_also_with_deuteranopia() {
    for seen in [std::convert::identity, seen_with_deuteranopia] {
        for (difference, pair) in differences(&Strategy::ALL, seen) {
            assert!(difference >= 6.0, "{pair}: {difference:.1}");
        }
    }
}

/// The W3C's *Web Content Accessibility Guidelines* ask for 3 where something is
/// drawn.
#[test]
fn each_strategy_has_a_contrast_of_three_on_both_grounds() {
    for strategy in Strategy::ALL {
        for ground in ["paper", "wash"] {
            let (colours, grounds) = (themed(strategy.key()), themed(ground));
            for theme in [0, 1] {
                let contrast = colours[theme].relative_contrast(grounds[theme]);
                assert!(contrast >= 3.0, "{strategy:?} on {ground}: {contrast:.2}");
            }
        }
    }
}
