//! The paragraphs of a document, header or note.

use quick_xml::events::BytesStart;

use super::run::Run;
use super::styles::{self, Look, Styles};
use super::table::{self, Table};
use super::{Seen, attribute, is_on, place, tabs, walk};
use crate::ingest::reject::Fault;
use crate::ingest::{Block, BlockKind, Limits};

/// Elements whose content is not the text as it stands: what was deleted or moved away, field codes, formatting as it
/// was before a change, readings above characters, and the second form of a text box.
const SKIPPED: [&str; 9] =
    ["Fallback", "del", "moveFrom", "instrText", "delText", "pPrChange", "rPrChange", "delInstrText", "rt"];

/// What a part holds.
#[derive(Default)]
pub(super) struct Part {
    pub(super) blocks: Vec<Block>,
    /// Text boxes with sections of their own, beside a text that has begun before them: they come after it.
    aside: Vec<Block>,
    /// Text that nobody sees.
    pub(super) hidden: Vec<String>,
}

/// Reads a part. What was read before an error is in `part` all the same. `on_ground`: something coloured may lie behind
/// the text, so that white letters may well be seen.
pub(super) fn read(xml: &str, styles: &Styles, on_ground: bool, limits: &Limits, part: &mut Part) -> Result<(), Fault> {
    let mut body = Body {
        styles,
        part,
        on_ground,
        open: Vec::new(),
        paragraphs: Vec::new(),
        runs: Vec::new(),
        carried: String::new(),
        tables: Vec::new(),
        boxes: Vec::new(),
        placeholder: false,
        unseen: Vec::new(),
        in_offset: false,
        in_properties: false,
        skipped: 0,
        in_text: 0,
    };
    let walked = walk(xml, limits, |seen| body.see(&seen));
    part.blocks = tabs::apart(std::mem::take(&mut part.blocks));
    part.blocks.append(&mut part.aside);
    walked
}

struct Body<'a> {
    styles: &'a Styles,
    part: &'a mut Part,
    on_ground: bool,
    /// Paragraphs, runs, cells, tables and boxes that are open, and whether what lies behind them has a colour.
    open: Vec<bool>,
    /// Paragraphs that are open: a text box holds paragraphs inside the one it hangs from.
    paragraphs: Vec<Paragraph>,
    /// Runs that are open.
    runs: Vec<Run>,
    /// Text of a paragraph whose end was deleted: it goes on in the next.
    carried: String,
    /// Tables that are open.
    tables: Vec<Table>,
    /// Where the blocks of each open text box begin.
    boxes: Vec<usize>,
    /// The content control that comes shows what to type into it, and nothing that was typed.
    placeholder: bool,
    /// Where a paragraph says of itself what it is.
    in_properties: bool,
    /// Rows and drawings that are open, and whether nobody sees what they hold.
    unseen: Vec<bool>,
    /// Where a drawing says how far from its place it hangs.
    in_offset: bool,
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
    /// All of it is hidden: by its style, its place or its size.
    hidden: bool,
    /// How its style makes it look.
    look: Look,
    /// Its end was deleted.
    joined: bool,
}

impl Body<'_> {
    fn see(&mut self, seen: &Seen<'_>) {
        match *seen {
            Seen::Start(name, _) if self.skipped > 0 || SKIPPED.contains(&name) => {
                // The mark at a paragraph's end was deleted.
                if self.skipped == 0 && name == "del" && self.in_properties {
                    self.paragraphs.last_mut().into_iter().for_each(|paragraph| paragraph.joined = true);
                }
                self.skipped += 1;
            }
            Seen::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Seen::Start("sdtContent", _) if std::mem::take(&mut self.placeholder) => self.skipped += 1,
            Seen::Start(name, start) => self.start(name, start),
            Seen::End(name) => self.end(name),
            Seen::Text(text) if self.in_offset => {
                let far = place::is_far(text);
                self.unseen.last_mut().into_iter().for_each(|anchor| *anchor |= far);
            }
            Seen::Text(text) if self.in_text > 0 => self.push(text),
            Seen::Text(_) => {}
        }
    }

    fn start(&mut self, name: &str, start: &BytesStart<'_>) {
        let value = || attribute(start, "val");
        match name {
            "p" => {
                self.enter(false);
                let hidden = self.unseen.iter().any(|unseen| *unseen);
                self.paragraphs.push(Paragraph { hidden, ..Paragraph::default() });
            }
            "r" => {
                self.enter(false);
                let look = self.paragraphs.last().map_or_else(Look::default, |paragraph| paragraph.look);
                self.runs.push(Run::styled(look));
            }
            "pPr" => self.in_properties = true,
            "tr" => {
                self.unseen.push(false);
                self.tables.last_mut().into_iter().for_each(Table::open_row);
            }
            "anchor" | "shape" => self.unseen.push(place::is_off_page(start)),
            // Where on the page a drawing hangs, and how high a row is.
            "trHeight" if place::is_flat(start) => self.unseen.last_mut().into_iter().for_each(|row| *row = true),
            "posOffset" => self.in_offset = true,
            "spacing" | "ind" | "framePr" if self.in_properties && self.runs.is_empty() => {
                let unseen = place::is_unseen(name, start);
                self.paragraphs.last_mut().into_iter().for_each(|paragraph| paragraph.hidden |= unseen);
            }
            "tc" => {
                self.enter(false);
                self.tables.last_mut().into_iter().for_each(|table| table.open_cell(self.part.blocks.len()));
            }
            // The fill of a box is not followed up: its letters are taken to be seen.
            "txbxContent" => {
                self.enter(true);
                self.boxes.push(self.part.blocks.len());
            }
            "tbl" => {
                self.enter(false);
                self.tables.push(Table::default());
            }
            // A style of tables shades rows and columns by rules of its own.
            "tblStyle" if !matches!(value().as_deref(), Some("TableGrid" | "TableNormal")) => self.fill(),
            "shd" if is_ground(start) => self.fill(),
            "highlight" if value().is_some_and(|colour| colour != "none" && colour != "white") => self.fill(),
            "t" => self.in_text += 1,
            "showingPlcHdr" => self.placeholder = is_on(start),
            "sdt" => self.placeholder = false,
            // Outside a run, tab elements are tab stops.
            "tab" | "ptab" if !self.runs.is_empty() => self.push("\t"),
            "br" | "cr" if !self.runs.is_empty() => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.symbol(),
            // Letters along a curve.
            "textpath" => self.push(&attribute(start, "string").unwrap_or_default()),
            "pStyle" | "outlineLvl" | "numId" => self.property(name, value().as_deref()),
            "rStyle" => {
                let Some(id) = value() else { return };
                let (hidden, look) = (self.styles.hides(&id), self.styles.look(&id));
                self.runs.last_mut().into_iter().for_each(|run| {
                    run.hidden |= hidden;
                    run.restyle(look);
                });
            }
            _ => {
                if let Some(run) = self.runs.last_mut() {
                    run.property(name, start);
                }
            }
        }
    }

    fn enter(&mut self, on_ground: bool) {
        self.open.push(on_ground || self.open.last().copied().unwrap_or(self.on_ground));
    }

    /// What is open innermost has a colour behind it.
    fn fill(&mut self) {
        self.open.last_mut().into_iter().for_each(|on_ground| *on_ground = true);
    }

    /// A glyph of a symbol font: a bullet where it stands first, else an icon.
    fn symbol(&mut self) {
        let first = self.paragraphs.last().is_some_and(|paragraph| paragraph.text.trim().is_empty())
            && self.runs.last().is_some_and(Run::is_blank);
        self.push(if first { "• " } else { " " });
    }

    fn property(&mut self, name: &str, value: Option<&str>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => {
                let Some(id) = value else { return };
                paragraph.style = self.styles.kind(id);
                paragraph.hidden |= self.styles.hides(id);
                paragraph.look = self.styles.look(id);
                if paragraph.look.on_ground {
                    self.fill();
                }
            }
            "outlineLvl" if styles::is_heading_level(value) => paragraph.own = Some(BlockKind::Heading),
            "numId" if value == Some("0") => paragraph.unlisted = true,
            "numId" if paragraph.own.is_none() => paragraph.own = Some(BlockKind::Item),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                self.open.pop();
                self.end_paragraph();
            }
            "r" => {
                let on_ground = self.open.pop().unwrap_or(true);
                let Some(run) = self.runs.pop() else { return };
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                if run.is_seen(on_ground) && !paragraph.hidden {
                    run.append_to(&mut paragraph.text);
                } else {
                    self.part.hide(&run.text());
                }
            }
            "pPr" => self.in_properties = false,
            "tc" => {
                self.open.pop();
                self.tables.last_mut().into_iter().for_each(|table| table.close_cell(self.part.blocks.len()));
            }
            "tbl" => {
                self.open.pop();
                self.tables.pop().into_iter().for_each(|table| table.read(&mut self.part.blocks));
            }
            "txbxContent" => {
                self.open.pop();
                self.boxes.pop().into_iter().for_each(|from| self.part.set_aside(from));
            }
            "tr" => drop(self.unseen.pop()),
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "posOffset" => self.in_offset = false,
            "anchor" | "shape" => drop(self.unseen.pop()),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if !self.carried.is_empty() {
            paragraph.text.insert_str(0, &std::mem::take(&mut self.carried));
        }
        if paragraph.joined {
            self.carried = paragraph.text;
        } else if paragraph.is_page() {
            let line = |text: &str| Block { kind: BlockKind::Line, text: text.to_owned() };
            self.part.blocks.extend(paragraph.text.split('\n').map(line));
        } else if !paragraph.text.trim().is_empty() {
            self.part.blocks.push(Block { kind: paragraph.kind(), text: paragraph.text });
        }
    }

    fn push(&mut self, text: &str) {
        match (self.runs.last_mut(), self.paragraphs.last_mut()) {
            (Some(run), _) => run.push(text),
            (None, Some(paragraph)) => paragraph.text.push_str(text),
            (None, None) => {}
        }
    }
}

impl Part {
    /// Sets the box that begins at block `from` aside if its sections would cut one that is open.
    fn set_aside(&mut self, from: usize) {
        let (before, own) = self.blocks.split_at(from.min(self.blocks.len()));
        if own.len() > 1 && own.iter().any(table::heads) && before.iter().any(table::heads) {
            self.aside.extend(self.blocks.drain(from..));
        }
    }

    /// Notes text that nobody sees; runs side by side are one text.
    fn hide(&mut self, text: &str) {
        if text.chars().any(char::is_alphanumeric) {
            self.hidden.push(text.trim().to_owned());
        }
    }
}

impl Paragraph {
    /// Whether it is a text pasted with the line breaks of its page: their number is no person's.
    fn is_page(&self) -> bool {
        const BREAKS_MIN: usize = 8;
        self.kind() == BlockKind::Paragraph && self.text.matches('\n').count() >= BREAKS_MIN
    }

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

/// Whether a shading shows on a white page.
pub(super) fn is_ground(start: &BytesStart<'_>) -> bool {
    attribute(start, "fill").is_some_and(|fill| is_colour(&fill))
}

/// Whether a fill shows on a white page.
fn is_colour(fill: &str) -> bool {
    fill != "auto" && !super::run::is_white(fill)
}
