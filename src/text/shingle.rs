//! Texts as sets of short runs of words, and how much two sets share.

/// Spreads the bits of a number: the finaliser of MurmurHash3 (public domain), a bijection.
pub(super) fn spread(mut h: u64) -> u64 {
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

/// ASCII letters and digits as small ones; 0 for every other byte.
const LOWER: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 128u8 {
        if b.is_ascii_alphanumeric() {
            table[b as usize] = b.to_ascii_lowercase();
        }
        b += 1;
    }
    table
};

/// A word in the making: its bytes, eight at a time.
#[derive(Default)]
struct Word {
    hash: u64,
    last: u64,
    length: u64,
}

impl Word {
    fn push(&mut self, byte: u8) {
        self.last = self.last << 8 | u64::from(byte);
        self.length += 1;
        if self.length.is_multiple_of(8) {
            self.hash = spread(self.hash ^ self.last);
            self.last = 0;
        }
    }

    fn end(&mut self, each: &mut impl FnMut(u64)) {
        if self.length > 0 {
            each(spread(self.hash ^ self.last) ^ self.length);
            *self = Self::default();
        }
    }
}

/// Calls `each` with a hash of every word of a text, in order: letters and digits in small letters, whatever marks and layout are
/// between them. The hashes are the same on every machine and in every version, as they are kept between runs.
fn words(text: &str, mut each: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut word = Word::default();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let lower = LOWER[usize::from(*byte)];
        if lower != 0 {
            word.push(lower);
            at += 1;
        } else if byte.is_ascii() {
            word.end(&mut each);
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            if c.is_alphanumeric() {
                let mut buffer = [0; 4];
                c.to_lowercase().for_each(|c| c.encode_utf8(&mut buffer).bytes().for_each(|byte| word.push(byte)));
            } else {
                word.end(&mut each);
            }
            at += c.len_utf8();
        }
    }
    word.end(&mut each);
}

/// Calls `each` with a hash of every run of `length` words, at most three; a shorter text is one run. Returns a hash of 128 bits of all
/// words in order.
pub(super) fn runs(text: &str, length: usize, mut each: impl FnMut(u64)) -> [u64; 2] {
    let (mut seen, mut last, mut all) = (0usize, [0u64; 3], [0u64, 1]);
    let run =
        |last: &[u64; 3], n: usize| last[3 - n..].iter().fold(n as u64, |h, word| spread(h.rotate_left(1) ^ word));
    words(text, |word| {
        last = [last[1], last[2], word];
        all = [spread(all[0] ^ word), all[1].wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29) ^ word];
        seen += 1;
        if seen >= length {
            each(run(&last, length));
        }
    });
    if (1..length).contains(&seen) {
        each(run(&last, seen));
    }
    [all[0], spread(all[1] ^ seen as u64)]
}

/// The runs of `length` words of a text as hashes, sorted, each once.
///
/// Two different runs share a hash of 64 bits once in some 10^19 pairs: a text of a thousand words compared with another
/// has one chance in 10^13 that their number in common is one too high.
pub(super) fn shingles(text: &str, length: usize) -> Vec<u64> {
    let mut out = Vec::with_capacity(text.len() / 6 + 1);
    runs(text, length, |run| out.push(run));
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether two sorted sets share at least `percent` of all they hold together (Jaccard), exactly.
pub(super) fn share(a: &[u64], b: &[u64], percent: u64) -> bool {
    let (mut i, mut j, mut both) = (0, 0, 0u64);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += u64::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    both * 100 >= percent * (a.len() as u64 + b.len() as u64 - both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_does_not_count_and_words_do() {
        let of = |text: &str| runs(text, 2, |_| {});
        for (one, other, same) in [
            ("• Go, Rust\nSQL", "GO\nrust - sql", true),
            ("École", "  école!", true),
            ("GoRust", "Go Rust", false),
            ("Go Rust", "Rust Go", false),
            ("Kubernetes", "kubernetes 1", false),
            ("abcdefgh", "abcdefgh\u{e9}", false),
            ("go go", "go", false),
            ("", "-", true),
        ] {
            assert_eq!(of(one) == of(other), same, "{one} | {other}");
        }
    }

    #[test]
    fn runs_of_words_are_compared_exactly() {
        let of = |text: &str| shingles(text, 2);
        assert_eq!(of("a b c").len(), 2);
        assert_eq!(of("a b a b").len(), 2, "each once");
        assert_eq!((of("a").len(), of("").len()), (1, 0));
        assert_ne!(of("a b"), of("b a"));
        // Three of five.
        let (one, other) = (of("a b c d e"), of("x b c d e"));
        assert!(share(&one, &other, 60) && !share(&one, &other, 61));
        assert!(share(&one, &one, 100) && !share(&one, &of("q r s"), 1));
    }
}
