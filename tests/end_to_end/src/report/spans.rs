//! Numbers that follow from the instants of the requests.

use crate::report::request::Request;

/// The most requests in flight at one instant. Two requests do not overlap if one ends when the other starts.
pub(crate) fn peak_in_flight(requests: &[Request]) -> usize {
    let spans: Vec<(f64, f64)> = requests
        .iter()
        .filter_map(|request| Some((request.started?, request.finished.unwrap_or(f64::INFINITY))))
        .collect();
    let open_at = |instant: f64| {
        spans
            .iter()
            .filter(|(start, finish)| *start <= instant && instant < *finish)
            .count()
    };
    spans
        .iter()
        .map(|&(start, _)| open_at(start))
        .max()
        .unwrap_or(0)
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
