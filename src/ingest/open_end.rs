//! Ends of lines that leave a sentence open, whatever format they stand in.

/// Words that something must follow.
const AWAITING: [&str; 30] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "our", "over", "per", "than",
    "that", "the", "their", "through", "to", "under", "using", "via", "which", "while", "with", "und", "et",
];

/// Whether the last word of a line, in small letters as in running text, leaves it open.
pub fn awaits_more(line: &str) -> bool {
    // Alone it may be a cell of a table.
    const WORDS_MIN: usize = 4;
    line.rsplit(' ').next().is_some_and(|last| AWAITING.contains(&last)) && line.split(' ').count() >= WORDS_MIN
}
