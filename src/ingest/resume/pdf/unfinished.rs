//! Ends of lines that cannot be the end of what was written.

use crate::ingest::month::opens_month;

/// Whether a line ends in a month and the next opens with its year.
pub(super) fn parts_date(line: &str, next: &str) -> bool {
    let line = line.trim_end_matches(['-', '\u{2013}']);
    let last = line.rsplit([' ', '(', '-', '\u{2013}', '\t']).next().unwrap_or_default();
    let month = last.trim_end_matches(['\'', '\u{2019}', ',', '.']).to_lowercase();
    let year = next.trim_end_matches(|c: char| !c.is_ascii_digit());
    opens_month(&month)
        && year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && year.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line ends in the first part of a word and the next opens with its rest.
pub(super) fn parts_word(line: &str, next: &str) -> bool {
    let Some(word) = line.strip_suffix(['-', '\u{AD}', '\u{2010}']) else { return false };
    word.ends_with(char::is_lowercase) && next.starts_with(char::is_lowercase)
}

/// Whether a word is a year with four digits.
pub(super) fn is_year(word: &str) -> bool {
    let word = word.rsplit(['/', '.', '-', '\u{2013}']).next().unwrap_or_default();
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word can be a part of a range of dates.
pub(super) fn is_of_date(word: &str) -> bool {
    let small = word.trim_end_matches([',', '.']).to_lowercase();
    let between =
        matches!(small.as_str(), "-" | "\u{2013}" | "\u{2014}" | "to" | "present" | "current" | "now" | "today");
    let digits = small.bytes().all(|b| b.is_ascii_digit() || b"/.-".contains(&b)) && small.len() > 1;
    between || digits || is_year(&small) || opens_month(&small)
}

/// Whether a word is the address of a mailbox or page, which stands for itself.
pub(super) fn is_address(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::awaits_more;

    #[test]
    fn parted_words_and_addresses_are_told() {
        assert!(parts_word("looks after the soft-", "ware") && parts_word("soft\u{AD}", "ware"));
        assert!(!parts_word("2019 -", "present") && !parts_word("UTF-", "Eight") && !parts_word("software", "and"));
        assert!(["May", "2019", "06/2017", "-", "Present"].iter().all(|word| is_of_date(word)));
        assert!(is_year("06/2017") && is_year("2019") && !is_year("1.9") && !is_year("24000") && !is_of_date("ms"));
        assert!(is_address("jo@example.org") && is_address("www.example.org") && !is_address("Node.js"));
    }

    #[test]
    fn open_ends_are_told() {
        for (line, next, date, more) in [
            ("Example Ltd. (Nov 2014 \u{2013} May", "2016)", true, false),
            ("Net Example Feb'", "2014 to July' 2015", true, false),
            ("Example Ltd. from 1-Jan-2014 to 31st Dec-", "2014.", true, false),
            ("Raised money from Example and", "Founders", false, true),
            ("On call in", "2016", false, false),
            ("Marketing", "2016", false, false),
            ("one could say that they may", "2016 items", true, false),
            ("Worked with R and C", "2016", false, false),
        ] {
            let first = next.split(' ').next().unwrap_or_default();
            assert_eq!((parts_date(line, first), awaits_more(line)), (date, more), "{line} | {next}");
        }
    }
}
