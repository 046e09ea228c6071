//! Headers and footers: what stands at the edge of several pages is read once, behind the text that it would cut.

use super::layout::Laid;
use crate::ingest::{Block, BlockKind};

/// Lines at the top and at the bottom of a page that can be header or footer.
const EDGE: usize = 3;

/// The blocks of all pages: the text first, with the rest of a sentence from the page before joined; then what is
/// repeated from page to page, and text that is not upright.
pub(super) fn blocks(pages: Vec<Laid>) -> Vec<Block> {
    let repeated = repeated(&pages);
    let (mut text, mut aside) = (Vec::new(), Vec::new());
    let mut last = None;
    for (number, page) in pages.into_iter().enumerate() {
        let count = page.lines.len();
        aside.extend(page.turned);
        let (body, edges): (Vec<_>, Vec<_>) = page
            .lines
            .into_iter()
            .enumerate()
            .partition(|(at, line)| !(is_edge(*at, count) && repeated.contains(&key(&line.block.text))));
        // The header of the first page heads the text.
        let (first, others): (Vec<_>, Vec<_>) = edges.into_iter().partition(|(at, _)| number == 0 && *at < EDGE);
        aside.extend(others.into_iter().map(|(_, line)| line.block));
        text.extend(first.into_iter().map(|(_, line)| line.block));
        for (at, (_, mut line)) in body.into_iter().enumerate() {
            if at == 0 && last.as_ref().is_some_and(|last: &super::lines::Line| last.goes_on_over(&line)) {
                line.block.kind = BlockKind::Wrapped;
            }
            text.push(line.block.clone());
            last = Some(line);
        }
    }
    if !aside.is_empty() {
        text.push(Block { kind: BlockKind::Paragraph, text: String::new() });
        for block in &mut aside {
            block.kind = BlockKind::Paragraph;
        }
        text.extend(aside);
    }
    text
}

fn is_edge(at: usize, count: usize) -> bool {
    at < EDGE || at + EDGE >= count
}

/// What a line says on every page: its digits count pages.
fn key(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_whitespace());
    plain.map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>().replace("00", "0")
}

/// Lines that stand at the edge of at least two pages, and of more than half of them.
fn repeated(pages: &[Laid]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for page in pages {
        let count = page.lines.len();
        let edges = page.lines.iter().enumerate().filter(|(at, _)| is_edge(*at, count));
        let mut of_page: Vec<String> = edges.map(|(_, line)| key(&line.block.text)).collect();
        of_page.sort();
        of_page.dedup();
        keys.extend(of_page);
    }
    keys.sort();
    let repeated = keys.chunk_by(|a, b| a == b).filter(|same| same.len() >= 2 && same.len() * 2 > pages.len());
    repeated.map(|same| same[0].clone()).collect()
}
