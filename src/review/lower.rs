//! A text in small letters, and where the runs of bytes stand that its words are read from.

use crate::text::Span;
use crate::text::mask::{BLOCK, masks};

/// A text in small letters, byte by byte as it stands.
pub(super) struct Lower {
    text: String,
    /// For each block of the text its bytes in runs, and those of them that are no letter of ASCII.
    runs: Vec<[u64; 2]>,
}

/// Bits of what a byte is: letters, digits, the marks within words, and all beyond ASCII stand in runs.
const IN_RUN: u8 = 1;
const NO_LETTER: u8 = 2;

#[inline(always)]
fn class(b: u8) -> u8 {
    let letter = b.wrapping_sub(b'a') < 26;
    let digit = b.wrapping_sub(b'0') < 10;
    let mark =
        (b == b'-') | (b == b'/') | (b == b'+') | (b == b'.') | (b == b'#') | (b == b'%') | (b == b'\'') | (b >= 0x80);
    (u8::from(letter | digit | mark) * IN_RUN) | (u8::from(digit | mark) * NO_LETTER)
}

impl Lower {
    pub(super) fn of(text: &str) -> Self {
        let text = text.to_ascii_lowercase();
        let runs = masks(text.as_bytes(), class);
        Self { text, runs }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Shows each run of `within`, from its first byte to behind its last, and whether it has letters of ASCII alone.
    #[inline(always)]
    pub(super) fn each_run(&self, within: Span, mut see: impl FnMut(usize, usize, bool)) {
        let (from, to) = (within.start as usize, within.end as usize);
        // Where a run began whose end was not seen.
        let mut open = None;
        // The block of what stands behind is one of them, so that the last run ends.
        for block in from / BLOCK..=to / BLOCK {
            let base = block * BLOCK;
            let [mut runs, others] = self.runs.get(block).copied().unwrap_or_default();
            if block == from / BLOCK {
                runs &= u64::MAX << (from % BLOCK);
            }
            if block == to / BLOCK {
                runs &= !(u64::MAX << (to % BLOCK));
            }
            // Where a run begins, and where one ended before, by turns.
            let mut edges = runs ^ (runs << 1 | u64::from(open.is_some()));
            while edges != 0 {
                let start = open.take().unwrap_or_else(|| {
                    let at = base + edges.trailing_zeros() as usize;
                    edges &= edges - 1;
                    at
                });
                if edges == 0 {
                    open = Some(start);
                    break;
                }
                let bit = edges.trailing_zeros() as usize;
                edges &= edges - 1;
                let end = base + bit;
                let letters = match start.checked_sub(base) {
                    Some(first) => others >> first & !(u64::MAX << (bit - first)) == 0,
                    None => self.has_letters_alone(start, end),
                };
                see(start, end, letters);
            }
        }
    }

    /// Whether all bytes of a run are letters of ASCII; no for long ones.
    #[inline(always)]
    fn has_letters_alone(&self, start: usize, end: usize) -> bool {
        let (block, bit) = (start / BLOCK, start % BLOCK);
        let ahead = self.runs.get(block + 1).map_or(0, |block| block[1]);
        let others = self.runs[block][1] >> bit | ahead << 1 << (63 - bit);
        end - start < BLOCK && others & !(u64::MAX << (end - start)) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_wherever_blocks_end() {
        let text = "Don't use ci/cd, (naïve) ….5 – ";
        for n in 0..2 * BLOCK {
            let padded = format!("x{}{text}{}y", " ".repeat(n), "z".repeat(BLOCK + 3));
            let lower = Lower::of(&padded);
            let mut found = Vec::new();
            lower.each_run(Span::new(n + 1, padded.len() - 1), |start, end, letters| {
                found.push((&lower.text()[start..end], letters));
            });
            let long = "z".repeat(BLOCK + 3);
            let expected = [
                ("don't", false),
                ("use", true),
                ("ci/cd", false),
                ("naïve", false),
                ("….5", false),
                ("–", false),
                (long.as_str(), false),
            ];
            assert_eq!(found, expected, "{n}");
        }
    }
}
