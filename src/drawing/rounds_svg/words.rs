//! Words in a drawing, which breaks no lines by itself.

/// The most characters in a line of the caption.
const CHARACTERS: usize = 110;

/// The most characters beside a strip.
const BESIDE: usize = 24;

/// Words in lines that are not too long; a word that is gets broken.
pub(super) fn lines(words: &str) -> Vec<String> {
    let (mut lines, mut room) = (Vec::new(), 0);
    for piece in words.split_inclusive(' ').flat_map(pieces) {
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

fn pieces(word: &str) -> Vec<Vec<char>> {
    let characters: Vec<char> = word.chars().collect();
    characters
        .chunks(CHARACTERS)
        .map(<[char]>::to_vec)
        .collect()
}

/// As much of some words as fits beside a strip.
pub(super) fn fitting(words: &str) -> String {
    let mut fitting: String = words.chars().take(BESIDE).collect();
    if fitting.len() < words.len() {
        fitting.push('…');
    }
    fitting
}
