//! The pages of a file as blocks in reading order.

use super::columns::regions;
use super::labels;
use super::lines::{Line, lines};
use super::page::{ASKEW, Glyph};
use super::words::{Row, Word, joined_letters, rows, words};
use crate::ingest::{Block, BlockKind};

/// What a page reads as.
pub(super) struct Laid {
    pub(super) lines: Vec<Line>,
    /// Whether columns were found and read one after the other.
    pub(super) columns: bool,
    /// Text that is not upright: a note at the margin, a stamp.
    pub(super) turned: Vec<Block>,
}

/// The visible glyphs of a page in lines.
pub(super) fn page(glyphs: &[Glyph]) -> Laid {
    let upright = words(glyphs.iter().filter(|glyph| glyph.turn == 0));
    let body = body(&upright);
    let (regions, columns) = regions(rows(upright), body);
    let mut lines: Vec<Line> =
        regions.into_iter().map(|rows| labels::apart(rows, body)).flat_map(|rows| lines(rows, body)).collect();
    let turned = (1..=ASKEW).map(|turn| (turn, rows(words(glyphs.iter().filter(move |glyph| glyph.turn == turn)))));
    let turned = turned.flat_map(|(turn, rows)| labels::beside(&mut lines, rows, turn, body));
    let turned = turned.map(|row| Block { kind: BlockKind::Paragraph, text: plain(row) }).collect();
    Laid { lines, columns, turned }
}

pub(super) fn plain(row: Row) -> String {
    joined_letters(row).iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The size of ordinary text: the median by letters.
fn body(words: &[Word]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = words.iter().map(|word| (word.size, word.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut seen = 0;
    let median = sizes.iter().find(|(_, letters)| {
        seen += letters;
        seen > half
    });
    median.map_or(10.0, |(size, _)| *size).max(4.0)
}

#[cfg(test)]
mod tests {
    use super::super::furniture::blocks;
    use super::super::hidden;
    use super::super::page::{Area, Ink};
    use super::*;

    /// A line of ten points, six points a letter, starting at `x`.
    fn line(x: f32, y: f32, text: &str) -> Vec<Glyph> {
        let glyph = |(c, at): (char, u8)| {
            let left = x + 6.0 * f32::from(at);
            Glyph { c, left, right: left + 6.0, base: y, size: 10.0, bold: false, ink: Ink::Colour, turn: 0 }
        };
        text.chars().zip(0u8..).map(glyph).collect()
    }

    /// Lines as (left edge, text), twelve points apart from the top down.
    fn lines_of(lines: &[(f32, &str)]) -> Vec<Glyph> {
        let at = |(at, (x, text)): (u8, &(f32, &str))| line(*x, 700.0 - 12.0 * f32::from(at), text);
        (0u8..).zip(lines).flat_map(at).collect()
    }

    fn read(pages: &[Vec<Glyph>]) -> Vec<(BlockKind, String)> {
        let laid = pages.iter().map(|glyphs| page(glyphs)).collect();
        blocks(laid).into_iter().map(|block| (block.kind, block.text)).collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        read(&[glyphs]).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other_under_their_header() {
        let mut glyphs = line(100.0, 700.0, "a header that spans both of the columns of it");
        for i in 0..6u8 {
            let y = 680.0 - 12.0 * f32::from(i);
            glyphs.extend(line(50.0, y, "left text is here"));
            glyphs.extend(line(300.0, y - 4.0, "right text is there"));
        }
        let texts = texts(glyphs);
        assert!(texts[0].starts_with("a header"));
        assert!(texts[1..7].iter().all(|text| text == "left text is here"), "{texts:?}");
        assert!(texts[7..].iter().all(|text| text == "right text is there"), "{texts:?}");
    }

    #[test]
    fn dates_at_the_margin_stay_in_their_line() {
        let entry = |i: u8| {
            let y = 680.0 - 12.0 * f32::from(i);
            [line(50.0, y, "An employer and a title"), line(450.0, y, "2020")].concat()
        };
        let texts = texts((0..8).flat_map(entry).collect());
        assert!(texts.iter().all(|text| text == "An employer and a title\t2020"), "{texts:?}");
    }

    #[test]
    fn what_stands_beside_an_entry_joins_its_first_line() {
        let mut glyphs = lines_of(&[
            (50.0, "Example Works, Engineer"),
            (50.0, "• Built the ledger of the shop that takes the"),
            (62.0, "orders of three countries"),
            (50.0, "\u{FFFD} Led two people"),
        ]);
        for (at, text) in [(0u8, "Basel"), (1, "May 2021 - now"), (2, "2 years")] {
            glyphs.extend(line(350.0, 700.0 - 12.0 * f32::from(at), text));
        }
        let read = read(&[glyphs]);
        let expected = [
            (BlockKind::Paragraph, "Example Works, Engineer\tBasel\tMay 2021 - now\t2 years"),
            (BlockKind::Paragraph, "• Built the ledger of the shop that takes the"),
            (BlockKind::Wrapped, "orders of three countries"),
            (BlockKind::Paragraph, "• Led two people"),
        ];
        let shown: Vec<_> = read.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn full_lines_go_on_unless_the_next_opens_a_group() {
        let text = "Tools: Docker and Kubernetes with Helm and many more";
        let glyphs =
            lines_of(&[(50.0, text), (50.0, "Databases: PostgreSQL and Redis"), (50.0, text), (50.0, "of them")]);
        let kinds: Vec<BlockKind> = read(&[glyphs]).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Wrapped]);
    }

    #[test]
    fn letters_that_are_set_apart_are_words() {
        let mut glyphs = lines_of(&[(50.0, "E X P E R I E N C E   &   S K I L L S"), (50.0, "Go, C and R")]);
        assert_eq!(texts(glyphs.clone()), ["EXPERIENCE\t&\tSKILLS", "Go, C and R"]);
        // The same without a space drawn.
        glyphs.retain(|glyph| glyph.c != ' ' || glyph.base < 700.0);
        assert_eq!(texts(glyphs)[0], "EXPERIENCE\t&\tSKILLS");
    }

    #[test]
    fn a_footer_does_not_cut_a_sentence() {
        let full = "A long line of running text that fills the whole width of the page and";
        let pages = [
            lines_of(&[(50.0, "Jo Roe"), (50.0, full), (50.0, full), (50.0, full), (50.0, "Roe 1 / 2")]),
            lines_of(&[(50.0, "goes on."), (50.0, "One."), (50.0, "Two."), (50.0, "Three."), (50.0, "Roe 2 / 2")]),
        ];
        let read = read(&pages);
        assert_eq!(read[4], (BlockKind::Wrapped, "goes on.".to_owned()), "{read:?}");
        let last: Vec<&str> = read[read.len() - 2..].iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(last, ["Roe 1 / 2", "Roe 2 / 2"]);
    }

    #[test]
    fn what_nobody_sees_is_taken_out() {
        let shown = Area { left: 0.0, bottom: 0.0, right: 600.0, top: 800.0 };
        let bar = Area { left: 0.0, bottom: 696.0, right: 600.0, top: 720.0 };
        let mut glyphs = lines_of(&[(50.0, "on a bar"), (50.0, "on white"), (50.0, "tiny"), (50.0, "no ink")]);
        glyphs.extend(line(-200.0, 400.0, "off the page"));
        glyphs.extend(line(50.0, 300.0, "Plain text that everybody sees"));
        for glyph in &mut glyphs {
            match glyph.base as i32 {
                700 | 688 => glyph.ink = Ink::White,
                676 => glyph.size = 1.0,
                664 => glyph.ink = Ink::None,
                _ => {}
            }
        }
        let page = super::super::page::Page { glyphs, shown, painted: vec![bar], dots: vec![] };
        let mut pages = [page];
        let found: Vec<String> = hidden::take(&mut pages).into_iter().map(|remark| remark.text).collect();
        assert_eq!(found, ["on white", "tiny", "off the page", "no ink"]);
        assert_eq!(texts(std::mem::take(&mut pages[0].glyphs)), ["on a bar", "Plain text that everybody sees"]);
        // All without ink is the text layer of a scan.
        let mut scan = lines_of(&[(50.0, "read by a machine from a picture")]);
        scan.iter_mut().for_each(|glyph| glyph.ink = Ink::None);
        let mut pages = [super::super::page::Page { glyphs: scan, shown, painted: vec![], dots: vec![] }];
        assert!(hidden::take(&mut pages).is_empty() && !pages[0].glyphs.is_empty());
    }
}
