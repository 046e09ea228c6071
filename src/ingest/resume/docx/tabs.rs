//! Two columns set with a tab in every line: read one after the other.

use super::table::heads;
use crate::ingest::{Block, BlockKind};

/// The blocks with such columns one after the other, the left one as lines of a page, which its author had to end by hand. They begin
/// with two headings side by side; a table of facts has these too, but no items of lists.
pub(super) fn apart(blocks: Vec<Block>) -> Vec<Block> {
    const ROWS_MIN: usize = 4;
    let Some(first) =
        blocks.iter().position(|block| cells(block).is_some_and(|(l, r)| heads(&line(l)) && heads(&line(r))))
    else {
        return blocks;
    };
    let run = blocks[first..].iter().take_while(|block| block.kind == BlockKind::Paragraph).count();
    let rows = || blocks[first..first + run].iter();
    let items = rows().filter_map(cells).any(|(left, right)| is_item(left) || is_item(right));
    if !items || rows().filter(|row| cells(row).is_some()).count() < ROWS_MIN {
        return blocks;
    }
    let left = rows().filter_map(|row| match cells(row) {
        Some((left, _)) => Some(left),
        None => (!row.text.starts_with('\t')).then_some(row.text.as_str()),
    });
    let right = rows().filter_map(|row| match cells(row) {
        Some((_, right)) => Some(right),
        None => row.text.starts_with('\t').then_some(row.text.as_str()),
    });
    let lines = |texts: Vec<&str>| texts.into_iter().map(line).collect::<Vec<_>>();
    let page = lines(left.collect()).into_iter().map(|block| Block { kind: BlockKind::Line, ..block });
    let aside = lines(right.collect());
    let (before, behind) = (&blocks[..first], &blocks[first + run..]);
    before.iter().cloned().chain(page).chain(aside).chain(behind.iter().cloned()).collect()
}

/// The two parts of a paragraph that has one tab, or several together, inside.
fn cells(block: &Block) -> Option<(&str, &str)> {
    let (left, right) = block.text.split_once('\t').filter(|_| block.kind == BlockKind::Paragraph)?;
    let right = right.trim_start_matches('\t');
    (!left.trim().is_empty() && !right.trim().is_empty() && !right.contains(['\t', '\n'])).then_some((left, right))
}

fn is_item(cell: &str) -> bool {
    cell.trim_start().starts_with(['-', '•', '*', '–', '▪', '·'])
}

fn line(text: &str) -> Block {
    Block { kind: BlockKind::Paragraph, text: text.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &[&str]) -> Vec<String> {
        apart(rows.iter().map(|row| line(row)).collect()).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn columns_are_told_from_tables_of_facts() {
        let columns = ["Jo Doe", "EXPERIENCE\tSKILLS", "Engineer\tGo", "- Built a\tRust", "  shop\tKafka", "STUDIES"];
        let expected =
            ["Jo Doe", "EXPERIENCE", "Engineer", "- Built a", "shop", "STUDIES", "SKILLS", "Go", "Rust", "Kafka"];
        assert_eq!(read(&columns), expected);
        for facts in [
            &["DEGREE\tCOLLEGE", "BSc\tExample", "MSc\tOther", "PhD\tThird", "BA\tFourth"][..],
            &["Client\tExample", "- Role\tDeveloper", "Tools\tGo", "Team\tFive", "Time\tLong"],
            &["EXPERIENCE\tSKILLS", "- Built a shop\tGo"],
        ] {
            assert_eq!(read(facts), facts);
        }
    }
}
