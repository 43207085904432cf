//! Sorting.

use std::collections::BinaryHeap;

/// The items in ascending order. A heap sorts them, because the program contains
/// one anyway, for virtual time; the code of the library's `sort` is several times
/// as large.
pub(super) fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let heap: BinaryHeap<T> = items.into_iter().collect();
    heap.into_sorted_vec()
}
