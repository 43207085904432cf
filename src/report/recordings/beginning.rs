//! The beginning of a file, which tells its format.

use crate::settings::shortened;

/// The first bytes of a file of text, without a byte order mark.
pub(super) struct Beginning<'a> {
    bytes: &'a [u8],
}

impl<'a> Beginning<'a> {
    /// The beginning of a file, unless it is empty or no text in UTF-8.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, String> {
        // With a byte order mark, or with every other byte a zero.
        let is_utf_16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
            || matches!(bytes, [first, second, ..] if (*first == 0) != (*second == 0));
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let is_blank = bytes.iter().all(u8::is_ascii_whitespace);
        let is_control = |byte: &u8| byte.is_ascii_control() && !b"\t\n\x0c\r".contains(byte);
        if is_blank {
            Err("the file is empty".into())
        } else if is_utf_16 {
            Err("the file is text in UTF-16: save it as UTF-8".into())
        } else if bytes.starts_with(b"\x1f\x8b") || bytes.starts_with(b"PK\x03\x04") {
            Err("the file is compressed: unpack it first".into())
        } else if bytes.iter().any(is_control) {
            Err("the file is not text; it may be a picture or a program".into())
        } else {
            Ok(Self { bytes })
        }
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The first line that is not blank, as far as it is here.
    pub(super) fn line(&self) -> String {
        let lines = self.bytes.split(|byte| b"\r\n".contains(byte));
        let line = lines.map(<[u8]>::trim_ascii).find(|line| !line.is_empty());
        String::from_utf8_lossy(line.unwrap_or_default()).into_owned()
    }

    /// Whether this begins an object of JSON.
    pub(super) fn is_object(&self) -> bool {
        self.bytes.trim_ascii_start().starts_with(b"{")
    }

    /// The keys of the object of JSON that begins here, as far as they are here.
    pub(super) fn keys(&self) -> Vec<String> {
        let (mut keys, mut depth, mut at) = (Vec::new(), 0_usize, 0);
        while let Some(byte) = self.bytes.get(at) {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth <= 1 => break,
                b'}' | b']' => depth -= 1,
                b'"' => {
                    let text = string(&self.bytes[at + 1..]);
                    at += text.len() + 1;
                    let after = self.bytes.get(at + 1..).unwrap_or_default();
                    if depth == 1 && after.trim_ascii_start().starts_with(b":") {
                        keys.push(String::from_utf8_lossy(text).into_owned());
                    }
                }
                _ if depth == 0 && !byte.is_ascii_whitespace() => break,
                _ => {}
            }
            at += 1;
        }
        keys
    }

    /// Why no format recognises this.
    pub(super) fn refused(&self, expected: &str) -> String {
        let line = self.line();
        let lower = line.to_ascii_lowercase();
        let what = if lower.starts_with("<?xml") || lower.starts_with("<testresults") {
            "is XML (JMeter can save its results as CSV)".into()
        } else if lower.starts_with('<') {
            "is HTML".into()
        } else {
            format!("begins with “{}”", shortened(&line))
        };
        format!("the file must be {expected}; this one {what}")
    }
}

/// What stands before the quote that ends a string.
fn string(bytes: &[u8]) -> &[u8] {
    let mut escaped = false;
    let end = bytes.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    &bytes[..end.unwrap_or(bytes.len())]
}
