//! Numbers that follow from the instants of the requests.

use crate::report::request::Request;

/// The most requests in flight at one instant: the least and the greatest possible number, because the report does not
/// say whether a request that starts when another one ends started before or after that. (A clock that ticks in
/// milliseconds, as that of Firefox, makes such requests common.)
pub(crate) fn peak_in_flight(requests: &[Request]) -> (usize, usize) {
    let spans: Vec<(f64, f64)> = requests
        .iter()
        .flat_map(|request| &request.in_flight)
        .map(|(start, finish)| (*start, finish.unwrap_or(f64::INFINITY)))
        .collect();
    let most = |is_open: &dyn Fn(f64, f64) -> bool| {
        let open_at = |instant: f64| {
            let open = spans.iter();
            open.filter(|(start, finish)| *start <= instant && is_open(instant, *finish))
                .count()
        };
        let counts = spans.iter().map(|&(start, _)| open_at(start));
        counts.max().unwrap_or(0)
    };
    (
        most(&|instant, finish| instant < finish),
        most(&|instant, finish| instant <= finish),
    )
}

/// The number of deliveries after a delivery with a higher index: the least and the greatest possible number, because
/// the report does not say which of two deliveries at the same instant came first.
pub(crate) fn inversions(requests: &[Request]) -> (usize, usize) {
    let mut deliveries: Vec<(f64, usize)> = requests
        .iter()
        .filter_map(|request| Some((request.delivered?, request.index)))
        .collect();
    deliveries.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let fewest = overtaken(&deliveries);
    deliveries.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    (fewest, overtaken(&deliveries))
}

fn overtaken(deliveries: &[(f64, usize)]) -> usize {
    let mut highest = 0;
    let late = deliveries.iter().filter(|(_, index)| {
        highest = highest.max(*index);
        *index < highest
    });
    late.count()
}
