//! A file of limited size.

use std::io::{self, BufRead, Read};

use super::MOST_BYTES;

/// The first [`MOST_BYTES`] of a file; reading more is an error.
pub(super) struct Limited<'a> {
    input: &'a mut dyn BufRead,
    left: u64,
}

impl<'a> Limited<'a> {
    pub(super) fn new(input: &'a mut dyn BufRead) -> Self {
        let left = MOST_BYTES;
        Self { input, left }
    }
}

impl BufRead for Limited<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let buffer = self.input.fill_buf()?;
        if self.left == 0 && !buffer.is_empty() {
            let limit = MOST_BYTES >> 20;
            let why = format!("the file is too large: it must have at most {limit} MiB");
            return Err(io::Error::other(why));
        }
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        Ok(&buffer[..buffer.len().min(left)])
    }

    fn consume(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes as u64);
        self.input.consume(bytes);
    }
}

impl Read for Limited<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}
