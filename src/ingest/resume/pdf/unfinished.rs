//! Ends of lines that cannot be the end of what was written.

use crate::ingest::month::opens_month;

/// Words that something must follow.
const AWAITING: [&str; 30] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "our", "over", "per", "than",
    "that", "the", "their", "through", "to", "under", "using", "via", "which", "while", "with", "und", "et",
];

/// Whether the last word of a line, in small letters as in running text, leaves it open.
pub(super) fn awaits_more(line: &str) -> bool {
    // Alone it may be a cell of a table.
    const WORDS_MIN: usize = 4;
    line.rsplit(' ').next().is_some_and(|last| AWAITING.contains(&last)) && line.split(' ').count() >= WORDS_MIN
}

/// Whether a line ends in a month and the next opens with its year.
pub(super) fn parts_date(line: &str, next: &str) -> bool {
    let last = line.rsplit([' ', '(', '-', '\u{2013}', '\t']).next().unwrap_or_default();
    let month = last.trim_end_matches(['\'', '\u{2019}', ',', '.']).to_lowercase();
    let year = next.trim_end_matches(|c: char| !c.is_ascii_digit());
    opens_month(&month)
        && year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && year.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_ends_are_told() {
        for (line, next, date, more) in [
            ("Example Ltd. (Nov 2014 \u{2013} May", "2016)", true, false),
            ("Net Example Feb'", "2014 to July' 2015", true, false),
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
