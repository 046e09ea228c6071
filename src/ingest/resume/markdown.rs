//! Markdown: its headings, items and paragraphs.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::ReadOutcome;
use crate::ingest::{Block, BlockKind, Limits, ReadingQuality, decode};

/// Soft breaks join lines, hard breaks stay; the text of links and code is kept, HTML tags and front matter are not.
pub(super) fn read(bytes: &[u8], _: &Limits) -> ReadOutcome {
    let text = decode::text(bytes);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut walk = Walk::default();
    for event in Parser::new_ext(&text, options) {
        walk.event(event);
    }
    walk.flush(BlockKind::Paragraph);
    Ok((walk.blocks, ReadingQuality::Ok).into())
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    /// Text of the block that is being read.
    text: String,
    /// Items that are open, around one another.
    items: usize,
    /// Inside front matter, which is no text.
    aside: bool,
    /// Cells so far of the row that is being read.
    cells: usize,
}

impl Walk {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ if self.aside => {}
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text.push_str(&text);
            }
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.text.push('\n'),
            Event::Rule => self.flush(self.kind()),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Item => {
                self.flush(self.kind());
                self.items += 1;
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::CodeBlock(_) => self.flush(self.kind()),
            Tag::TableHead | Tag::TableRow => {
                self.flush(self.kind());
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text.push_str(" | ");
                }
                self.cells += 1;
            }
            Tag::MetadataBlock(_) => self.aside = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.flush(BlockKind::Item);
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Heading(_) => self.flush(BlockKind::Heading),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow => self.flush(self.kind()),
            TagEnd::MetadataBlock(_) => self.aside = false,
            _ => {}
        }
    }

    fn kind(&self) -> BlockKind {
        if self.items > 0 { BlockKind::Item } else { BlockKind::Paragraph }
    }

    fn flush(&mut self, kind: BlockKind) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.blocks.push(Block { kind, text: text.trim_end().to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Reading;

    #[test]
    fn markdown_reads_as_its_blocks() {
        let text = "---\ntitle: cv\n---\n# Jane *Roe*\nsoft\nbreak  \nhard\n\n- one `Go`\n  - two [site](https://x.y)\n\n\
                    <div>dropped</div>\n\n| a | b |\n|---|---|\n| c | d |\n\nR&amp;D\n";
        let Reading { blocks, .. } = read(text.as_bytes(), &Limits::default()).unwrap();
        let shown: Vec<_> = blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        let expected = [
            (BlockKind::Heading, "Jane Roe"),
            (BlockKind::Paragraph, "soft break\nhard"),
            (BlockKind::Item, "one Go"),
            (BlockKind::Item, "two site"),
            (BlockKind::Paragraph, "a | b"),
            (BlockKind::Paragraph, "c | d"),
            (BlockKind::Paragraph, "R&D"),
        ];
        assert_eq!(shown, expected);
    }
}
