//! Marks of items inside a line that was several: "Tasks: - know Go - write tests", "1. Design 2. Build 3. Run".

/// Whether a text begins as an item does: by a capital or a number.
fn begins_item(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Whether spaced dashes are the marks of items: three of four or more have a capital or a number behind them, and something of a
/// sentence between them ("Requirements - Knowledge of Go - Openness to others - Curiosity").
pub(super) fn are_items(line: &str, dashes: &[usize]) -> bool {
    let begun = |at: &&usize| line.get(**at + 3..).is_some_and(begins_item);
    let told = |pair: &&[usize]| line[pair[0] + 3..pair[1]].split(' ').count() > 2;
    dashes.len() > 3
        && dashes.iter().filter(begun).count() * 4 >= dashes.len() * 3
        && dashes.windows(2).filter(told).count() * 4 >= (dashes.len() - 1) * 3
}

/// Where the numbers of items stand that count on from one: "1. Design 2. Build 3. Run"; none where they do not reach three.
pub(super) fn numbers(line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let mut out = Vec::new();
    let (mut next, mut most) = (b'1', b'0');
    for at in memchr::memmem::find_iter(bytes, b". ").filter(|at| *at > 1 && bytes[at - 2] == b' ') {
        let number = bytes[at - 1];
        if begins_item(&line[at + 2..]) && (number == next || number == b'1' && next > b'3') {
            out.push(at - 1);
            (next, most) = (number + 1, most.max(number));
        }
    }
    if most < b'3' { Vec::new() } else { out }
}

/// "* Go", "* 3 years": a star that sets off an item; the product of two numbers has no capital.
pub(super) fn starts_item(rest: &str) -> bool {
    rest.strip_prefix("* ").is_some_and(begins_item)
}

/// "pipelines- Manage": a dash that sets off an item behind a text that it touches.
pub(super) fn glued_dash(before: u8, rest: &str) -> bool {
    (before.is_ascii_alphanumeric() || matches!(before, b'.' | b')' | b':' | b'+' | b'#') || before >= 0x80)
        && rest.strip_prefix("- ").is_some_and(begins_item)
}

/// "⭐ Essential skills": a picture that sets off a heading or an item.
pub(super) fn pictures_item(rest: &str) -> bool {
    let mut chars = rest.chars();
    let picture =
        matches!(chars.next(), Some('\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F300}'..='\u{1FAFF}'));
    picture && chars.as_str().strip_prefix(' ').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// "· Go": a dot that sets off an item.
pub(super) fn dots_item(rest: &str) -> bool {
    rest.strip_prefix('·').is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_ascii_uppercase()))
}
