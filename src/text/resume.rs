//! A resume's text from its reader's blocks: wrapped lines joined, lists marked, a blank line before each heading.

use super::fold::{fold, push_squeezed};
use super::line::{ITEM_MARK, item_mark_len, number_len};
use crate::ingest::{Block, BlockKind, awaits_more, opens_month};

/// The normalised text of a resume.
pub fn resume_text(blocks: &[Block]) -> String {
    let mut out = String::with_capacity(blocks.iter().map(|b| b.text.len() + 4).sum());
    let wide = typical_width(blocks);
    let mut open: Option<OpenLine> = None;
    // A soft hyphen is in the word for the sake of the break alone.
    let mut soft = false;
    for block in blocks {
        let folded = fold(&block.text);
        let was_soft = std::mem::replace(&mut soft, block.text.trim_end().ends_with('\u{AD}'));
        match block.kind {
            BlockKind::Heading => {
                open = None;
                if !out.is_empty() {
                    out.push('\n');
                }
                for line in folded.split('\n') {
                    push_line(&mut out, line, false);
                }
            }
            BlockKind::Item => {
                open = None;
                push_line(&mut out, &folded.replace('\n', " "), true);
            }
            BlockKind::Paragraph => {
                open = None;
                for line in folded.split('\n') {
                    push_line(&mut out, line, false);
                }
            }
            BlockKind::Wrapped => {
                for line in folded.split('\n') {
                    push_wrapped(&mut out, line.trim(), was_soft);
                }
            }
            BlockKind::Line => {
                for line in folded.split('\n') {
                    push_page_line(&mut out, &mut open, line, wide);
                }
            }
        }
    }
    out
}

/// The line of a page that the next one may go on.
#[derive(Clone, Copy)]
struct OpenLine {
    /// Whether it began as an item of a list.
    item: bool,
    /// Characters of its last piece as laid out.
    width: usize,
}

/// Appends a line that the author ended. Blank ones become one blank line.
fn push_line(out: &mut String, raw: &str, item: bool) {
    let line = raw.trim();
    let mark = item_mark_len(line);
    let rest = line[mark..].trim_start();
    if rest.is_empty() {
        if mark == 0 && !item && !out.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        return;
    }
    if item || mark > 0 {
        out.push_str(ITEM_MARK);
    }
    // A number is a part of what was written; a glyph is none.
    push_cells(out, if number_len(line) > 0 { line } else { rest });
    out.push('\n');
}

/// Stands between the cells of an entry's head, as wide white does on the page: "Engineer   Example Works, 2019 - 2021".
pub(crate) const CELL_MARK: char = '\u{2003}';

/// Appends a line whose cells tabs part. In the head of an entry, which has a year, only white tells a title from a firm.
fn push_cells(out: &mut String, line: &str) {
    let is_year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let head = line.contains('\t') && line.split(|c: char| !c.is_ascii_digit()).any(is_year);
    if !head {
        return push_squeezed(out, line);
    }
    let dates = |cell: &str| {
        let mut words = cell.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words
            .next()
            .is_none_or(|first| first.starts_with(|c: char| c.is_ascii_digit()) || opens_month(&first.to_lowercase()))
    };
    let mut before: Option<&str> = None;
    for cell in line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()) {
        if let Some(before) = before {
            let ended = before.ends_with([',', '|', ':', ';', '-', '–', '—', '•', '·']);
            out.push(if ended || dates(before) || dates(cell) { ' ' } else { CELL_MARK });
        }
        push_squeezed(out, cell);
        before = Some(cell);
    }
}

/// Joins the rest of a line to the line before.
fn push_wrapped(out: &mut String, line: &str, soft: bool) {
    if out.is_empty() || out.ends_with("\n\n") {
        push_line(out, line, false);
    } else if !line.is_empty() {
        out.pop();
        if soft {
            push_squeezed(out, line);
        } else {
            join(out, line);
        }
        out.push('\n');
    }
}

/// Appends a line of a page, joined to the one before where that one was only wrapped.
fn push_page_line(out: &mut String, open: &mut Option<OpenLine>, raw: &str, wide: usize) {
    let line = raw.trim();
    let mark = item_mark_len(line);
    let width = line.chars().count();
    if line.is_empty() {
        *open = None;
        push_line(out, line, false);
        return;
    }
    if mark == 0
        && let Some(before) = *open
        && goes_on(out, before, line, wide)
    {
        out.pop();
        join(out, line);
        out.push('\n');
        *open = Some(OpenLine { item: before.item, width });
        return;
    }
    // A glyph alone on its line: the item's text is the next line.
    if mark == line.len() && mark > 0 {
        *open = None;
        out.push_str(ITEM_MARK);
        return;
    }
    let bare_mark = out.ends_with(ITEM_MARK);
    if bare_mark {
        push_squeezed(out, line);
        out.push('\n');
    } else {
        push_line(out, line, false);
    }
    *open = Some(OpenLine { item: mark > 0 || bare_mark, width });
}

/// Whether `line` is the rest of the line before it: that one is nearly as wide as the page allows and ends inside a
/// sentence, and this one does not look like a new start. An item needs less proof than running text, because its
/// next sibling would have a mark.
fn goes_on(out: &str, before: OpenLine, line: &str, wide: usize) -> bool {
    let last = out.trim_end_matches('\n').chars().next_back();
    let first = line.chars().next().unwrap_or(' ');
    if matches!(last, Some(',' | '-' | '/' | '&' | '(')) && before.width * 2 > wide {
        return true;
    }
    let full = before.width * 10 >= wide * 7;
    let ended = matches!(last, Some('.' | '!' | '?' | ':' | ';'));
    let before_it = out.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    // "... moved from the old one" over "(Perl) to the new one"
    let bracket = first == '(' && !ended;
    if before.width * 2 > wide && (bracket || awaits_more(before_it) && !looks_like_heading(line)) {
        return true;
    }
    match (first.is_lowercase(), before.item) {
        (true, true) => before.width * 3 > wide,
        (true, false) => before.width * 2 > wide && !ended,
        (false, true) => full && !ended && !looks_like_heading(line),
        (false, false) => false,
    }
}

/// Short lines in capitals start something new.
fn looks_like_heading(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic());
    line.len() < 40 && letters.clone().count() > 2 && letters.clone().all(char::is_uppercase)
}

/// Words that end compounds and no word that is parted at the end of a line.
const COMPOUND_ENDS: [&str; 22] = [
    "based",
    "class",
    "critical",
    "driven",
    "end",
    "facing",
    "first",
    "friendly",
    "functional",
    "impact",
    "level",
    "oriented",
    "party",
    "performance",
    "quality",
    "ready",
    "scale",
    "source",
    "term",
    "threaded",
    "time",
    "user",
];

/// Whether the hyphen before `rest` is of a compound ("event-", "driven"), and not of a word that found no room.
fn is_compound(before: &str, rest: &str) -> bool {
    // Nobody parts a word before its last two letters, or behind its first two.
    const SHORT: usize = 2;
    let first = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    first.len() <= SHORT || last.len() > SHORT && COMPOUND_ENDS.contains(&first)
}

/// Joins the rest of a wrapped line; a hyphen at the break goes where small letters meet around it, unless it is of a compound.
fn join(out: &mut String, line: &str) {
    let hyphenated = out.ends_with('-')
        && line.starts_with(char::is_lowercase)
        && out[..out.len() - 1].ends_with(char::is_lowercase)
        && !is_compound(&out[..out.len() - 1], line);
    // "C+" and "+" on the next line.
    let parted = out.ends_with('+') && line.starts_with('+');
    if !parted && !out.ends_with('-') && !out.ends_with('/') {
        out.push(' ');
    } else if hyphenated {
        out.pop();
    }
    push_squeezed(out, line);
}

/// Characters of a full line of this document: the 90th percentile of its page lines, which short headings and the
/// odd over-long line do not move.
fn typical_width(blocks: &[Block]) -> usize {
    let mut widths: Vec<usize> = blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Line)
        .map(|b| b.text.trim().chars().count())
        .filter(|w| *w > 0)
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[&str]) -> String {
        let blocks: Vec<Block> = lines.iter().map(|l| Block { kind: BlockKind::Line, text: (*l).to_owned() }).collect();
        resume_text(&blocks)
    }

    #[test]
    fn wrapped_items_become_one_line() {
        let text = page(&[
            "EXPERIENCE",
            "Engineer, Example Ltd, 2020 - 2023",
            "● Built the billing service in Go and moved its queue from",
            "Rabbit to Kafka, which cut the delay by half",
            "● Led two people",
            "SKILLS",
            "Go, Kafka",
        ]);
        assert_eq!(
            text,
            "EXPERIENCE\nEngineer, Example Ltd, 2020 - 2023\n• Built the billing service in Go and moved its queue from \
             Rabbit to Kafka, which cut the delay by half\n• Led two people\nSKILLS\nGo, Kafka\n"
        );
    }

    #[test]
    fn white_in_the_head_of_an_entry_is_kept_where_only_it_parts() {
        for (line, expected) in [
            ("Engineer\tExample Works, 2019 - 2021", "Engineer\u{2003}Example Works, 2019 - 2021\n"),
            ("Engineer\tExample Works\tMay 2019 - 2021", "Engineer\u{2003}Example Works May 2019 - 2021\n"),
            ("Engineer,\tExample Works\t2019", "Engineer, Example Works 2019\n"),
            ("Languages\tGo, Java", "Languages Go, Java\n"),
        ] {
            let blocks = [Block { kind: BlockKind::Paragraph, text: line.to_owned() }];
            assert_eq!(resume_text(&blocks), expected, "{line:?}");
        }
    }

    #[test]
    fn hyphens_at_the_break_go_inside_a_word_only() {
        let text =
            page(&["- Designed the contract of a public inter-", "face for partners and its fail-", "Over tests"]);
        assert!(text.contains("interface") && text.contains("fail-Over"), "{text}");
        let text = page(&[
            "Moved the reports of the shop from the old page",
            "(Perl) to a new one that was written with",
            "Svelte",
        ]);
        assert_eq!(
            text,
            "Moved the reports of the shop from the old page (Perl) to a new one that was written with Svelte\n"
        );
        let text =
            page(&["- Built an event-", "driven and end-", "to-end tested micro-", "service of open re-", "sources"]);
        assert_eq!(text, "• Built an event-driven and end-to-end tested microservice of open resources\n");
    }

    #[test]
    fn wrapped_blocks_end_where_their_reader_says() {
        let block = |kind, text: &str| Block { kind, text: text.into() };
        let blocks = [
            block(BlockKind::Paragraph, "2. Cut the cost of trans\u{AD}"),
            block(BlockKind::Wrapped, "actions and of low-"),
            block(BlockKind::Wrapped, "Volume queries by"),
            block(BlockKind::Wrapped, "40 % in a micro-"),
            block(BlockKind::Wrapped, "service"),
            block(BlockKind::Paragraph, "Next"),
            block(BlockKind::Paragraph, "Go and C+"),
            block(BlockKind::Wrapped, "+ too"),
        ];
        let expected = "• 2. Cut the cost of transactions and of low-Volume queries by 40 % in a microservice\nNext\nGo and C++ too\n";
        assert_eq!(resume_text(&blocks), expected);
    }

    #[test]
    fn headings_stand_alone() {
        let blocks = [
            Block { kind: BlockKind::Paragraph, text: "Ada Example".into() },
            Block { kind: BlockKind::Heading, text: "Skills".into() },
            Block { kind: BlockKind::Item, text: "Go".into() },
        ];
        assert_eq!(resume_text(&blocks), "Ada Example\n\nSkills\n• Go\n");
    }
}
