//! The paragraphs of a document, header or note.

use quick_xml::events::BytesStart;

use super::styles::{self, Styles};
use super::{Seen, attribute, is_on, walk};
use crate::ingest::reject::Fault;
use crate::ingest::{Block, BlockKind, Limits};

/// Elements whose content is not the text as it stands: what was deleted or moved away, field codes, formatting as it
/// was before a change, and the second form of a text box.
const SKIPPED: [&str; 8] =
    ["Fallback", "del", "moveFrom", "instrText", "delText", "pPrChange", "rPrChange", "delInstrText"];

pub(super) fn read(xml: &str, styles: &Styles, limits: &Limits) -> Result<Vec<Block>, Fault> {
    let mut body =
        Body { styles, blocks: Vec::new(), paragraphs: Vec::new(), hidden: Vec::new(), skipped: 0, in_text: 0 };
    walk(xml, limits, |seen| body.see(&seen))?;
    Ok(body.blocks)
}

struct Body<'a> {
    styles: &'a Styles,
    blocks: Vec<Block>,
    /// Paragraphs that are open: a text box holds paragraphs inside the one it hangs from.
    paragraphs: Vec<Paragraph>,
    /// For each open run, whether it is hidden.
    hidden: Vec<bool>,
    /// Depth inside a skipped element.
    skipped: u32,
    /// Depth inside elements that hold text: white space elsewhere is layout of the XML.
    in_text: u32,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<BlockKind>,
    /// What the paragraph says of itself, over its style.
    own: Option<BlockKind>,
    /// A numbering with the id 0 takes the paragraph off the list of its style.
    unlisted: bool,
}

impl Body<'_> {
    fn see(&mut self, seen: &Seen<'_>) {
        match *seen {
            Seen::Start(name, _) if self.skipped > 0 || SKIPPED.contains(&name) => self.skipped += 1,
            Seen::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Seen::Start(name, start) => self.start(name, start),
            Seen::End(name) => self.end(name),
            Seen::Text(text) if self.in_text > 0 => self.push(text),
            Seen::Text(_) => {}
        }
    }

    fn start(&mut self, name: &str, start: &BytesStart<'_>) {
        let in_run = !self.hidden.is_empty();
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.hidden.push(false),
            "t" => self.in_text += 1,
            "vanish" | "specVanish" if is_on(start) => {
                if let Some(hidden) = self.hidden.last_mut() {
                    *hidden = true;
                }
            }
            // Outside a run, tab elements are tab stops.
            "tab" | "ptab" if in_run => self.push("\t"),
            "br" | "cr" if in_run => self.push("\n"),
            "noBreakHyphen" if in_run => self.push("-"),
            // A glyph of a symbol font: a bullet or an icon.
            "sym" if in_run => self.push(" "),
            "pStyle" | "outlineLvl" | "numId" => self.property(name, attribute(start, "val").as_deref()),
            _ => {}
        }
    }

    fn property(&mut self, name: &str, value: Option<&str>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = value.and_then(|id| self.styles.kind(id)),
            "outlineLvl" if styles::is_heading_level(value) => paragraph.own = Some(BlockKind::Heading),
            "numId" if value == Some("0") => paragraph.unlisted = true,
            "numId" if paragraph.own.is_none() => paragraph.own = Some(BlockKind::Item),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                let Some(paragraph) = self.paragraphs.pop() else { return };
                if !paragraph.text.trim().is_empty() {
                    self.blocks.push(Block { kind: paragraph.kind(), text: paragraph.text });
                }
            }
            "r" => drop(self.hidden.pop()),
            "t" => self.in_text = self.in_text.saturating_sub(1),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let (Some(paragraph), None | Some(false)) = (self.paragraphs.last_mut(), self.hidden.last()) {
            paragraph.text.push_str(text);
        }
    }
}

impl Paragraph {
    /// A numbered heading is a heading.
    fn kind(&self) -> BlockKind {
        match (self.style, self.own) {
            (Some(BlockKind::Heading), _) | (_, Some(BlockKind::Heading)) => BlockKind::Heading,
            (_, Some(BlockKind::Item)) => BlockKind::Item,
            (Some(BlockKind::Item), _) if !self.unlisted => BlockKind::Item,
            _ => BlockKind::Paragraph,
        }
    }
}
