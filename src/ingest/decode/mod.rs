//! Bytes to text, whatever wrote them: UTF-8, UTF-16, else Windows-1252.

mod mojibake;

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, WINDOWS_1252};

pub(super) use mojibake::{mojibake, unmangled};

/// The text of a whole file. A byte order mark decides and is taken off; without one it is UTF-16 where every other byte
/// is zero, else as [`record`].
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match Encoding::for_bom(bytes).or_else(|| utf16_without_mark(bytes).map(|encoding| (encoding, 0))) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0,
        None => record(bytes),
    }
}

/// UTF-16 that says so by nothing but its zeros: half of the bytes of any text in Latin letters.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const WITHIN: usize = 4096;
    let pairs = bytes[..bytes.len().min(WITHIN)].chunks_exact(2);
    let all = pairs.len();
    let [high, low] = pairs.fold([0usize; 2], |[high, low], pair| {
        [high + usize::from(pair[0] == 0 && pair[1] != 0), low + usize::from(pair[1] == 0 && pair[0] != 0)]
    });
    // Spaces and line breaks alone make a tenth of any text.
    match (low * 10 >= all * 7, high * 10 >= all * 7) {
        (true, false) if all >= 2 => Some(encoding_rs::UTF_16LE),
        (false, true) if all >= 2 => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The text of an HTML page: as [`text`], but where neither a mark nor UTF-8 decides, by what the page says of itself.
pub(super) fn html(bytes: &[u8]) -> Cow<'_, str> {
    const WITHIN: usize = 2048;
    if Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return text(bytes);
    }
    let head = bytes[..bytes.len().min(WITHIN)].to_ascii_lowercase();
    let label = memchr::memmem::find(&head, b"charset=").map(|at| {
        let value = head[at + b"charset=".len()..].trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b));
        &value[..end.unwrap_or(value.len())]
    });
    match label.and_then(Encoding::for_label) {
        // A page that is not what it says it is.
        Some(encoding) if encoding == encoding_rs::UTF_8 => text(bytes),
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
        None => text(bytes),
    }
}

/// The text of one record of a stream whose mark is gone: UTF-8, also where few of its bytes are broken, else Windows-1252,
/// in which every byte is a character.
pub(super) fn record(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    if sound > broken { String::from_utf8_lossy(bytes) } else { WINDOWS_1252.decode_without_bom_handling(bytes).0 }
}

/// A stream in some encoding, read as UTF-8. Sequences that are no text become U+FFFD.
pub(super) struct Utf8Reader<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Decoded text waiting to be taken, from `taken` on.
    text: String,
    taken: usize,
    ended: bool,
}

/// Bytes taken from the inner stream at once.
const STEP: usize = 16 << 10;

impl<R: Read> Utf8Reader<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { inner, decoder, raw: vec![0; STEP], text: String::new(), taken: 0, ended: false }
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.text.len() && !self.ended {
            let n = self.inner.read(&mut self.raw)?;
            self.ended = n == 0;
            self.text.clear();
            self.taken = 0;
            self.text.reserve(self.decoder.max_utf8_buffer_length(n).unwrap_or(4 * STEP));
            // The reserved room is enough for the worst case, so the decoder takes all of its input in one call.
            let _ = self.decoder.decode_to_string(&self.raw[..n], &mut self.text, self.ended);
        }
        let waiting = &self.text.as_bytes()[self.taken..];
        let n = waiting.len().min(out.len());
        out[..n].copy_from_slice(&waiting[..n]);
        self.taken += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_broken_bytes_do_not_make_another_encoding() {
        assert_eq!(text(b"Z\xc3\xbcrich, M\xc3\xbcnchen, K\xff"), "Zürich, München, K\u{fffd}");
        assert_eq!(text(b"Z\xfcrich, M\xfcnchen"), "Zürich, München");
        assert_eq!(html(b"<meta charset='ISO-8859-2'>\xb3"), "<meta charset='ISO-8859-2'>ł");
        assert_eq!(html(b"<meta charset=utf-8>\xfc"), "<meta charset=utf-8>ü");
    }

    #[test]
    fn every_encoding_reads_the_same() {
        for unmarked in [
            "Zürich – ok".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
            "Zürich – ok".encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ] {
            assert_eq!(text(&unmarked), "Zürich – ok");
        }
        let utf16: Vec<u8> = "\u{feff}Zürich – ok".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in ["Zürich – ok".as_bytes(), "\u{feff}Zürich – ok".as_bytes(), b"Z\xfcrich \x96 ok", &utf16] {
            assert_eq!(text(bytes), "Zürich – ok");
        }
        let mut streamed = String::new();
        Utf8Reader::new(&utf16[2..], encoding_rs::UTF_16LE).read_to_string(&mut streamed).unwrap();
        assert_eq!(streamed, "Zürich – ok");
    }
}
