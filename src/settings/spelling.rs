//! Other spellings of names and values: what people paste, type and misspell.

use std::borrow::Cow;

/// The zeros of the scripts whose digits keyboards have: ASCII, Arabic, Persian,
/// Devanagari and full-width.
const ZEROS: [char; 5] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];

/// How other tools mark the place of the number in a URL, in lower case.
const PLACEHOLDERS: [&str; 15] = [
    "{{id}}", "{{ id }}", "${id}", "#{id}", "{ id }", "{id}", "<id>", "[id]", "/:id", "=:id", "%s",
    "%d", "{}", "{0}", "{n}",
];

/// Names that sites and advertisers add to links begin so.
const TRACKER_STARTS: [&str; 17] = [
    "_", "utm", "ref", "hs", "mc_", "mkt_", "mtm_", "matomo_", "piwik_", "pk_", "oly_", "gad_",
    "fb_", "share", "source", "campaign", "aff",
];

/// Others end so.
const TRACKER_ENDS: [&str; 2] = ["id", "clsrc"];

/// The rest of such names.
const TRACKERS: [&str; 9] = [
    "igsh", "si", "spm", "src", "trk", "via", "from", "epik", "cjevent",
];

/// The digits of a number as the table of settings reads them: without spaces
/// around them or between thousands, without the unit, with a point before the
/// decimals.
pub(super) fn number(text: &str, unit: &str) -> String {
    let text = trimmed(text);
    let number = trimmed(text.strip_suffix(unit).unwrap_or(text));
    let digits: String = number.chars().map(ascii).collect();
    let digits = without_group_spaces(&digits).unwrap_or(digits);
    match digits.strip_prefix('.') {
        Some(decimals) if decimals.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("0.{decimals}")
        }
        _ => digits,
    }
}

/// The text without spaces and invisible characters around it.
pub(super) fn trimmed(text: &str) -> &str {
    let invisible = |c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.trim_matches(|c: char| c.is_whitespace() || invisible(c))
}

/// A digit of another script as an ASCII digit, and a decimal comma as a point.
fn ascii(c: char) -> char {
    let of = |zero: char| {
        u32::from(c)
            .checked_sub(u32::from(zero))
            .and_then(|digit| char::from_digit(digit, 10))
    };
    match c {
        ',' | '\u{66b}' => '.',
        _ => ZEROS.into_iter().find_map(of).unwrap_or(c),
    }
}

/// The number without the spaces between its groups of three digits; `None` if
/// it has none there, or others.
fn without_group_spaces(number: &str) -> Option<String> {
    let groups: Vec<_> = number.split(char::is_whitespace).collect();
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let grouped = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    (!rest.is_empty() && grouped && groups.iter().all(digits)).then(|| groups.concat())
}

/// Which of the known names a misspelt one resembles, if one does: a third of the
/// letters may differ, or all after the fourth.
pub(super) fn nearest(
    name: &str,
    known: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let name = trimmed(name).to_ascii_lowercase();
    // Longer names are not compared, because the time would grow with the square of their length.
    let length = name.chars().count();
    if length > 24 {
        return None;
    }
    let distance = |known: &str| {
        let distance = strsim::osa_distance(known, &name);
        let same_start = known.get(..4).is_some_and(|start| name.starts_with(start));
        (distance <= 1.max(length / 3) || same_start).then_some(distance)
    };
    let near = known.filter_map(|known| Some((distance(known)?, known)));
    near.min().map(|(_, name)| name)
}

/// Whether sites or advertisers add this name to links, to see where readers come
/// from.
pub(super) fn is_tracker(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKER_STARTS.iter().any(|start| name.starts_with(start))
        || TRACKER_ENDS.iter().any(|end| name.ends_with(end))
        || TRACKERS.contains(&&*name)
}

/// A URL with `{id}` where an address bar has percent-encoded it.
pub(super) fn with_braces(url: &str) -> Cow<'_, str> {
    const ENCODED: [&str; 4] = ["%7Bid%7D", "%7bid%7d", "%7Bid%7d", "%7bid%7D"];
    let encoded = ENCODED.into_iter().find(|one| url.contains(one));
    match encoded {
        Some(encoded) if !url.contains("{id}") => url.replace(encoded, "{id}").into(),
        _ => url.into(),
    }
}

/// How another tool would mark the place of the number in a URL, if it is marked
/// so; `None` if it is marked as `{id}` or not at all.
pub(super) fn foreign_placeholder(url: &str) -> Option<&'static str> {
    let url = percent_encoding::percent_decode_str(url).decode_utf8_lossy();
    let marked = |placeholder: &&str| {
        let find = |one: &str| url.to_ascii_lowercase().contains(one);
        // `{ID}` is the mark of another tool, `{id}` is ours.
        find(placeholder) && (*placeholder != "{id}" || !url.contains("{id}"))
    };
    let mut foreign = PLACEHOLDERS.into_iter().filter(marked);
    // Beside `{id}`, only a longer mark that contains it is one.
    foreign.find(|one| !url.contains("{id}") || one.contains("{id}"))
}
