//! Numbers as people write them: "1,200", "310.000", "1 200", "99,95", "2.3m", "two million", "1,1 Mio.".

/// How many bytes at the start of `text` are one number in digits, its separators included.
pub(super) fn digits_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = digits(0);
    loop {
        // A thin or hard space was made a plain one by the text room.
        let Some(&mark) = bytes.get(at) else { return at };
        let next = digits((at + 1).min(bytes.len()));
        let joins = match mark {
            b'.' | b',' => next > 0,
            // "1 200": groups of three, the first of at most three. A year is no group: "in 2019 200 users".
            b' ' | b'\'' => next == 3 && group_len(&bytes[..at]) <= 3 && !bytes[..at].contains(&b'.'),
            _ => false,
        };
        if !joins {
            return at;
        }
        at += 1 + next;
    }
}

fn group_len(bytes: &[u8]) -> usize {
    bytes.iter().rev().take_while(|b| b.is_ascii_digit()).count()
}

/// The value of digits with separators; none for versions and dates. `percent` tells that a percent sign follows: 99.999 is
/// then no ninety-nine thousand.
pub(super) fn parse(digits: &str, percent: bool) -> Option<f64> {
    let is_mark = |b: &u8| !b.is_ascii_digit();
    let marks = || digits.bytes().filter(is_mark);
    let Some(last) = digits.bytes().rposition(|b| is_mark(&b)) else { return Some(value(digits)) };
    let (mark, n) = (digits.as_bytes()[last], marks().count());
    let decimal = |at: usize| {
        let part = &digits[at + 1..];
        value(&digits[..at]) + value(part) / 10f64.powi(part.len() as i32)
    };
    if marks().any(|b| b != mark) {
        // Two kinds of marks: the last one is the decimal point, once.
        return (marks().filter(|b| *b == mark).count() == 1).then(|| decimal(last));
    }
    let mut groups = digits.split(|c: char| !c.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let thousands = (1..=3).contains(&first.len())
        && first != "0"
        && groups.all(|g| g.len() == 3 || mark == b',' && g.len() == 2 && n > 1)
        && digits.len() - last - 1 == 3;
    match (mark, n) {
        (b'.', 1) if percent => Some(decimal(last)),
        (b',', 1) if percent && first.len() < 3 => Some(decimal(last)),
        _ if thousands => Some(value(digits)),
        (b'.' | b',', 1) => Some(decimal(last)),
        _ => None,
    }
}

/// The value of the digits alone, whatever stands between them: exact to the fifteenth.
fn value(digits: &str) -> f64 {
    digits.bytes().filter(u8::is_ascii_digit).fold(0.0, |value, b| value * 10.0 + f64::from(b - b'0'))
}

/// Number words by their value.
pub(super) const WORDS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// Number words by their tens.
pub(super) const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Words that multiply a number and stand by themselves.
pub(super) const FACTORS: [&str; 17] = [
    "tsd", "mio", "mln", "mrd", "hundred", "thousand", "million", "millions", "billion", "billions", "trillion",
    "lakh", "lakhs", "lac", "crore", "crores", "dozen",
];

/// What a word behind a number multiplies it by. `glued` words may be one letter.
pub(super) fn factor(word: &str, glued: bool) -> Option<f64> {
    Some(match word {
        "k" | "tsd" => 1e3,
        "mm" | "mn" | "mln" | "mio" => 1e6,
        "bn" | "mrd" => 1e9,
        "m" if glued => 1e6,
        "b" if glued => 1e9,
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "millions" => 1e6,
        "billion" | "billions" => 1e9,
        "trillion" => 1e12,
        "lakh" | "lakhs" | "lac" => 1e5,
        "crore" | "crores" | "cr" => 1e7,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// The value of a number word; "one" and "a" count only before a factor or a period, which is for the caller to see.
pub(super) fn spelled(word: &str) -> Option<f64> {
    let of = |list: &[&str]| list.iter().position(|w| *w == word);
    of(&WORDS).map(|n| n as f64).or_else(|| of(&TENS).map(|n| (n as f64 + 2.0) * 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_factor_multiplies() {
        assert!(FACTORS.iter().all(|word| factor(word, false).is_some()));
    }

    #[test]
    fn separators_of_all_countries_are_read() {
        for (text, percent, value) in [
            ("1,200", false, Some(1200.0)),
            ("1 200", false, Some(1200.0)),
            ("310.000", false, Some(310_000.0)),
            ("1'200'000", false, Some(1_200_000.0)),
            ("1.234,5", false, Some(1234.5)),
            ("1,234.5", false, Some(1234.5)),
            ("12,50,000", false, Some(1_250_000.0)),
            ("99,95", true, Some(99.95)),
            ("99.999", true, Some(99.999)),
            ("99,995", true, Some(99.995)),
            ("1.8", false, Some(1.8)),
            ("0.125", false, Some(0.125)),
            ("3.11.2", false, None),
            ("10.0.0.1", false, None),
        ] {
            assert_eq!(digits_len(text), text.len(), "{text}");
            assert_eq!(parse(text, percent), value, "{text}");
        }
        assert_eq!(digits_len("2019 200 users"), 4);
        assert_eq!(digits_len("12, 13"), 2);
        assert_eq!(digits_len("5."), 1);
    }
}
