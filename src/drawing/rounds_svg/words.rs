//! Line breaks and ellipses, which SVG text does not have.

/// The most characters in a line of the caption.
const CHARACTERS: usize = 110;

/// The most characters of a text beside a strip.
const BESIDE_STRIP: usize = 24;

/// A text in lines of at most [`CHARACTERS`]; a word that is longer than a line
/// is broken.
pub(super) fn lines(text: &str) -> Vec<String> {
    let (mut lines, mut room) = (Vec::new(), 0);
    for piece in text.split_inclusive(' ').flat_map(pieces) {
        if piece.len() > room || lines.is_empty() {
            lines.push(String::new());
            room = CHARACTERS;
        }
        room -= piece.len();
        if let Some(line) = lines.last_mut() {
            line.extend(piece);
        }
    }
    lines
}

/// A word in pieces that each fit into a line.
fn pieces(word: &str) -> Vec<Vec<char>> {
    let characters: Vec<char> = word.chars().collect();
    characters
        .chunks(CHARACTERS)
        .map(<[char]>::to_vec)
        .collect()
}

/// A text, cut to what fits beside a strip.
pub(super) fn shortened(text: &str) -> String {
    let mut shortened: String = text.chars().take(BESIDE_STRIP).collect();
    if shortened.len() < text.len() {
        shortened.push('…');
    }
    shortened
}
