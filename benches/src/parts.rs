//! Parts of the bench: each can be measured alone.

use super::{
    build_times, first_request, frames, http2, large_bodies, many_requests, memory, network,
    options::Options, paint, post, recording, results::Results, simulated, weight, your_code,
};

/// A part of the bench. It may belong to several comparisons.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) comparisons: &'static [&'static str],
}

const fn part(name: &'static str, comparisons: &'static [&'static str]) -> Part {
    Part { name, comparisons }
}

pub(crate) const PARTS: [Part; 23] = [
    part("sequential", &["P1", "P7"]),
    part("joined", &["P1", "P5", "P7", "A/A"]),
    part("ordered", &["P1", "P7"]),
    part("batched", &["P1", "P5", "P7"]),
    part("windowed", &["P1", "P2", "P7"]),
    part("joined-115", &["P3", "P5"]),
    part("http2", &["P4"]),
    part("one-by-one", &["P5"]),
    part("ten-thousand", &["P6"]),
    part("long-tasks", &["P6"]),
    part("width", &["P6"]),
    part("weight", &["P8"]),
    part("paint", &["P9"]),
    part("frames", &["P10"]),
    part("clicks", &["P11"]),
    part("memory", &["P12"]),
    part("simulated", &["P13"]),
    part("making", &["P14"]),
    part("first-request", &["P15"]),
    part("your-code", &["P16"]),
    part("recording", &["P17"]),
    part("large-bodies", &["P18"]),
    part("post", &["P19"]),
];

impl Part {
    /// Measures the part. Random orders depend on its number.
    pub(crate) async fn measure(&self, options: &Options, number: usize) -> Results {
        let mut results = Results::new(self.name, number);
        match self.name {
            "http2" => http2::measure(options, &mut results).await,
            "ten-thousand" => many_requests::ten_thousand(options, &mut results).await,
            "long-tasks" => many_requests::long_tasks(options, &mut results).await,
            "width" => many_requests::width(options, &mut results).await,
            "weight" => weight::measure(&mut results).await,
            "paint" => paint::measure(options, &mut results).await,
            "frames" => frames::frames(options, &mut results).await,
            "clicks" => frames::clicks(options, &mut results).await,
            "memory" => memory::measure(&mut results).await,
            "simulated" => simulated::measure(options, &mut results).await,
            "making" => build_times::measure(&mut results).await,
            "first-request" => first_request::measure(options, &mut results).await,
            "your-code" => your_code::measure(options, &mut results).await,
            "recording" => recording::measure(options, &mut results).await,
            "large-bodies" => large_bodies::measure(options, &mut results).await,
            "post" => post::measure(&mut results).await,
            name => network::measure(options, &mut results, name).await,
        }
        results
    }

    /// Whether the options ask for this part.
    pub(crate) fn is_chosen(&self, options: &Options) -> bool {
        let named = options.only.is_empty() || options.only.iter().any(|name| self.is_named(name));
        named && !(options.resume && Results::load(self.name).is_some())
    }

    /// Whether this is the name of the part or of one of its comparisons.
    fn is_named(&self, name: &str) -> bool {
        self.name == name || self.comparisons.contains(&name)
    }
}

/// Fails if the options name a comparison or a part that does not exist.
pub(crate) fn check_names(options: &Options) {
    for name in &options.only {
        let known = PARTS.iter().any(|part| part.is_named(name));
        assert!(
            known,
            "ONLY={name}: no comparison and no part has this name"
        );
    }
}
