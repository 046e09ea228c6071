//! DOCX: a zip of XML parts, read part by part.

mod body;
mod place;
mod run;
mod styles;
mod table;
mod tabs;

use std::borrow::Cow;
use std::io::{Cursor, ErrorKind, Read};

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::{ReadOutcome, words};
use crate::ingest::reject::Fault;
use crate::ingest::{Block, Limits, Reading, ReadingQuality, RejectCode, Remark, RemarkKind, decode};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Whether the bytes are a zip that holds a Word document: names of parts are not packed.
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && memmem::find(bytes, b"word/document").is_some()
}

/// Fewest words of a document whose end is lost that are worth reading.
const WORDS_MIN: usize = 20;

/// Page headers, the document with its text boxes and tables in order, notes, page footers. A header that stands in
/// several parts with the same text is read once. A broken part beside the document is left out.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> ReadOutcome {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let main = main_part(&zip).ok_or_else(|| broken("no document inside"))?;
    let mut left = limits.max_expanded_bytes;
    let mut quality = ReadingQuality::Ok;
    // Without styles a document reads less well, but reads.
    let styles = match aside(part(&mut zip, "word/styles.xml", &mut left, limits))?.flatten() {
        Some(xml) => aside(styles::read(&xml, limits))?.unwrap_or_default(),
        None => styles::Styles::default(),
    };
    let mut parts = Vec::new();
    for name in ordered_parts(&zip, &main) {
        let xml = part(&mut zip, &name, &mut left, limits);
        parts.push((name, xml));
    }
    let on_ground = parts.iter().any(|(_, xml)| matches!(xml, Ok(Some(xml)) if has_ground(xml)));
    let mut blocks: Vec<Block> = Vec::new();
    let mut hidden = Vec::new();
    for (name, xml) in parts {
        let mut read = body::Part::default();
        let outcome = match xml {
            Ok(Some(xml)) => body::read(&xml, &styles, on_ground, limits, &mut read),
            Ok(None) => continue,
            Err(fault) => Err(fault),
        };
        let words = read.blocks.iter().flat_map(|block| words(&block.text)).count();
        match outcome {
            Err((RejectCode::Damaged, _)) if name != main || words >= WORDS_MIN => quality = ReadingQuality::Truncated,
            outcome => outcome?,
        }
        if !blocks.windows(read.blocks.len().max(1)).any(|window| window == read.blocks) {
            blocks.extend(read.blocks);
        }
        hidden.extend(read.hidden);
    }
    let hidden = hidden.join(" ");
    let remarks = if hidden.is_empty() { Vec::new() } else { vec![Remark::new(RemarkKind::HiddenText, &hidden)] };
    Ok(Reading { blocks, quality, remarks })
}

/// The outcome of what a document can do without, unless it is there to do harm.
fn aside<T>(outcome: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err((RejectCode::Damaged, _)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Whether shapes lie behind the text somewhere: then white letters may well be seen.
fn has_ground(xml: &str) -> bool {
    const GROUNDS: [&str; 6] = ["behindDoc=\"1\"", "<v:rect", "<v:shape ", "<v:group", "<v:roundrect", "<w:background"];
    GROUNDS.iter().any(|ground| memmem::find(xml.as_bytes(), ground.as_bytes()).is_some())
}

/// The part that holds the text: `word/document.xml`; some producers number it.
fn main_part(zip: &Archive) -> Option<String> {
    let mut names = names(zip).filter(|name| name.starts_with("word/document") && name.ends_with(".xml"));
    let first = names.next()?;
    Some(names.fold(first, |held, name| if name.len() < held.len() { name } else { held }))
}

fn ordered_parts(zip: &Archive, main: &str) -> Vec<String> {
    let mut ordered = named(zip, &["word/header"]);
    ordered.push(main.to_owned());
    ordered.extend(named(zip, &["word/diagrams/data", "word/footnotes", "word/endnotes"]));
    ordered.extend(named(zip, &["word/footer"]));
    ordered
}

/// The XML parts whose names begin so, sorted.
fn named(zip: &Archive, prefixes: &[&str]) -> Vec<String> {
    let mut found: Vec<_> = names(zip)
        .filter(|name| name.ends_with(".xml") && prefixes.iter().any(|prefix| name.starts_with(prefix)))
        .collect();
    found.sort();
    found
}

fn names(zip: &Archive) -> impl Iterator<Item = String> {
    zip.file_names().filter_map(|name| name.ok().map(Cow::into_owned))
}

/// The text of a part, if it is there. What all parts expand to together is bounded, whatever the archive claims.
fn part(zip: &mut Archive, name: &str, left: &mut u64, limits: &Limits) -> Result<Option<String>, Fault> {
    let entry = match zip.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(broken(error)),
    };
    let mut bytes = Vec::new();
    let unpacked = entry.take(left.saturating_add(1)).read_to_end(&mut bytes);
    let Some(rest) = left.checked_sub(bytes.len() as u64) else {
        let most = limits.max_expanded_bytes;
        let reason =
            format!("the document expands to more than {most} bytes: save it again from your editor, or as PDF");
        return Err((RejectCode::TooLarge, reason));
    };
    *left = rest;
    match unpacked {
        Ok(_) => Ok(Some(decode::text(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::OutOfMemory => Err((
            RejectCode::TooLarge,
            "the document expands to more than fits into the memory it may take: save it as PDF".into(),
        )),
        // The XML breaks off with the data: its reader keeps what came before.
        Err(_) if !bytes.is_empty() => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) => Err(broken(error)),
    }
}

/// Calls `see` for every event of `xml` that can matter. An empty element comes as its start and its end.
///
/// # Errors
/// `too_large` for elements nested too deep, `damaged` for what is no XML.
fn walk(xml: &str, limits: &Limits, mut see: impl FnMut(Seen<'_>)) -> Result<(), Fault> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0u32;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(start) => {
                depth += 1;
                if depth > limits.max_xml_depth {
                    let most = limits.max_xml_depth;
                    let reason =
                        format!("the document nests elements deeper than {most}: save it again from your editor");
                    return Err((RejectCode::TooLarge, reason));
                }
                see(Seen::Start(start.local_name().as_ref(), &start));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                see(Seen::End(end.local_name().as_ref()));
            }
            Event::Empty(start) => {
                see(Seen::Start(start.local_name().as_ref(), &start));
                see(Seen::End(start.local_name().as_ref()));
            }
            Event::Text(text) => see(Seen::Text(&text.xml10_content())),
            Event::CData(text) => see(Seen::Text(&text.xml10_content())),
            Event::GeneralRef(entity) => {
                let character = match entity.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    _ => match &*entity {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                if let Some(character) = character {
                    see(Seen::Text(character.encode_utf8(&mut [0; 4])));
                }
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// What a part holds, element by element; names are without their prefix, which every producer chooses for itself.
enum Seen<'a> {
    Start(&'a str, &'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

/// The value of the attribute with this local name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// Whether a switch such as `<w:vanish/>` is on: it is, unless its value says otherwise.
fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

fn broken(error: impl std::fmt::Display) -> Fault {
    let reason = format!("the DOCX is broken or cut off ({error}): save it again from your editor");
    (RejectCode::Damaged, reason)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::ingest::BlockKind;

    fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(format!("<w:x xmlns:w='w'>{content}</w:x>").as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn blocks(document: &str) -> Vec<(BlockKind, String)> {
        let styles = "<w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
            <w:style w:styleId='Sub'><w:name w:val='x'/><w:basedOn w:val='berschrift1'/></w:style>\
            <w:style w:styleId='Aufz'><w:name w:val='y'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>";
        let bytes = docx(&[("word/styles.xml", styles), ("word/document.xml", document)]);
        assert!(is_docx(&bytes));
        let reading = read(&bytes, &Limits::default()).unwrap_or_else(|(_, why)| panic!("{why}"));
        reading.blocks.into_iter().map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn paragraphs_read_as_they_look() {
        use BlockKind::{Heading, Item, Paragraph};
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let styled = |style: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", run("A"));
        let table: &[(String, BlockKind, &str)] = &[
            (format!("<w:p>{}{}</w:p>", run("R&amp;D &#8211; "), run("AT&amp;T")), Paragraph, "R&D – AT&T"),
            (styled("berschrift1"), Heading, "A"),
            (styled("Sub"), Heading, "A"),
            (styled("Aufz"), Item, "A"),
            (styled("unknown"), Paragraph, "A"),
            ("<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>".into(), Heading, "A"),
            ("<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>A</w:t></w:r></w:p>".into(), Item, "A"),
            ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r></w:p>".into(), Paragraph, "A\tB\nC"),
            (format!("<w:p><w:del>{}</w:del><w:ins>{}</w:ins></w:p>", run("old"), run("new")), Paragraph, "new"),
            (format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>{}</w:p>", run("yes")), Paragraph, "yes"),
        ];
        for (document, kind, text) in table {
            assert_eq!(blocks(document), [(*kind, (*text).to_owned())], "{document}");
        }
    }

    #[test]
    fn a_page_pasted_into_one_paragraph_is_lines_of_a_page() {
        let lines = |n: usize| {
            let runs = (0..n).map(|at| format!("<w:t>line {at}</w:t><w:br/>")).collect::<String>();
            blocks(&format!("<w:p><w:r>{runs}</w:r></w:p>"))
        };
        assert_eq!(lines(3).len(), 1);
        let page = lines(9);
        assert!(page.len() == 10 && page.iter().all(|(kind, _)| *kind == BlockKind::Line), "{page:?}");
    }

    #[test]
    fn boxes_are_read_once() {
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let both = format!(
            "<w:p><w:r><w:t>host</w:t><mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>\
             </mc:AlternateContent></w:r></w:p>",
            paragraph("box")
        );
        let texts: Vec<_> = blocks(&both).into_iter().map(|b| b.1).collect();
        assert_eq!(texts, ["box", "host"]);
    }

    #[test]
    fn rows_of_short_cells_are_lines_and_others_are_read_cell_by_cell() {
        let paragraph = |text: &&str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let table: &[(&[&[&str]], &[&str])] = &[
            (&[&["Languages"], &["Go, Rust"]], &["Languages: Go, Rust"]),
            (&[&["Client :"], &["Acme"]], &["Client : Acme"]),
            (&[&["Client"], &[": Acme"]], &["Client : Acme"]),
            (&[&["BSc"], &["Example College"], &["2013"]], &["BSc | Example College | 2013"]),
            (&[&["2019"], &["Engineer"]], &["2019 | Engineer"]),
            (&[&["Skills"], &[]], &["Skills"]),
            (&[&["Skills"], &["Go", "Rust"]], &["Skills", "Go", "Rust"]),
        ];
        for (cells, expected) in table {
            let cell = |texts: &&[&str]| format!("<w:tc>{}</w:tc>", texts.iter().map(paragraph).collect::<String>());
            let row = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.iter().map(cell).collect::<String>());
            assert_eq!(blocks(&row).into_iter().map(|b| b.1).collect::<Vec<_>>(), *expected, "{row}");
        }
    }

    #[test]
    fn columns_of_a_layout_and_boxes_with_sections_are_read_by_themselves() {
        let paragraph = |text: &&str| {
            let style = if text.starts_with('#') { "<w:pPr><w:pStyle w:val='Sub'/></w:pPr>" } else { "" };
            format!("<w:p>{style}<w:r><w:t>{}</w:t></w:r></w:p>", text.trim_start_matches('#'))
        };
        let texts = |document: &str| blocks(document).into_iter().map(|b| b.1).collect::<Vec<_>>();
        let row = |cells: &[&str]| {
            let cells = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", paragraph(text))).collect::<String>();
            format!("<w:tr>{cells}</w:tr>")
        };
        let table =
            |rows: &[&[&str]]| format!("<w:tbl>{}</w:tbl>", rows.iter().map(|cells| row(cells)).collect::<String>());
        let layout = table(&[&["#Jobs", "SKILLS"], &["Engineer", "Go"], &["Built a shop", "#Studies"], &["", "BSc"]]);
        assert_eq!(texts(&layout), ["Jobs", "Engineer", "Built a shop", "SKILLS", "Go", "Studies", "BSc"]);
        let table_of_facts = table(&[&["DEGREE", "COLLEGE"], &["BSc", "Example"]]);
        assert_eq!(texts(&table_of_facts), ["DEGREE: COLLEGE", "BSc: Example"]);
        let rows = table(&[&["#Jobs", "Engineer"], &["SKILLS", "Go"]]);
        assert_eq!(texts(&rows), ["Jobs", "Engineer", "SKILLS: Go"]);
        let labels = table(&[&["#Skills", "#Basics"], &["JOBSITES", "Built a shop"], &["#Studies", "", "#BSc"]]);
        assert_eq!(texts(&labels), ["Skills", "Basics", "JOBSITES: Built a shop", "Studies", "BSc"]);
        let nested = format!("<w:tbl><w:tr><w:tc>{rows}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph(&"end"));
        assert_eq!(texts(&nested), ["Jobs", "Engineer", "SKILLS: Go", "end"]);
        let boxed = |inside: &[&str]| {
            let inside = inside.iter().map(paragraph).collect::<String>();
            format!("<w:p><w:r><w:t>host</w:t><w:txbxContent>{inside}</w:txbxContent></w:r></w:p>")
        };
        let around =
            |inside: &[&str]| format!("{}{}{}", paragraph(&"#Jobs"), boxed(inside), paragraph(&"Built a shop"));
        assert_eq!(texts(&around(&["#Skills", "Go"])), ["Jobs", "host", "Built a shop", "Skills", "Go"]);
        assert_eq!(texts(&around(&["#Skills"])), ["Jobs", "Skills", "host", "Built a shop"]);
        assert_eq!(texts(&boxed(&["#Skills", "Go"])), ["Skills", "Go", "host"]);
    }

    #[test]
    fn what_nobody_sees_is_left_out_and_remarked() {
        let run = |properties: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>trick</w:t></w:r>");
        let sound = "<w:p><w:r><w:t>Jo Doe </w:t></w:r></w:p>";
        let white = run("<w:color w:val='FFFFFF'/>");
        let read = |document: &str| {
            let reading = read(&docx(&[("word/document.xml", document)]), &Limits::default());
            let reading = reading.unwrap_or_else(|(_, why)| panic!("{why}"));
            (reading.blocks.iter().any(|b| b.text == "trick"), reading.remarks.iter().any(|r| r.text == "trick"))
        };
        for hidden in [run("<w:vanish/>"), run("<w:sz w:val='2'/>"), white.clone(), run("<w:color w:val='FEFEFE'/>")] {
            assert_eq!(read(&format!("{sound}<w:p>{hidden}</w:p>")), (false, true), "{hidden}");
        }
        let plain = run("");
        for place in [
            format!("<w:p><w:pPr><w:spacing w:line='20' w:lineRule='exact'/></w:pPr>{plain}</w:p>"),
            format!("<w:p><w:pPr><w:ind w:left='-20000'/></w:pPr>{plain}</w:p>"),
            format!("<w:p><w:pPr><w:framePr w:x='-15000'/></w:pPr>{plain}</w:p>"),
            format!(
                "<w:tbl><w:tr><w:trPr><w:trHeight w:val='1' w:hRule='exact'/></w:trPr><w:tc><w:p>{plain}</w:p></w:tc>\
                 </w:tr></w:tbl>"
            ),
            format!(
                "<w:p><w:r><w:drawing><wp:anchor><wp:positionV><wp:posOffset>-99999999</wp:posOffset></wp:positionV>\
                 <w:txbxContent><w:p>{plain}</w:p></w:txbxContent></wp:anchor></w:drawing></w:r></w:p>"
            ),
            format!(
                "<w:p><w:r><w:pict><v:shape style='position:absolute;margin-left:-5000pt'><w:txbxContent><w:p>{plain}\
                 </w:p></w:txbxContent></v:shape></w:pict></w:r></w:p>"
            ),
            format!("<w:p>{}</w:p>", run("<w:w w:val='1'/>")),
            format!("<w:p>{}</w:p>", run("<w:color w:themeColor='background1'/>")),
        ] {
            assert_eq!(read(&format!("{sound}{place}{sound}")), (false, true), "{place}");
        }
        for seen in [
            format!(
                "<w:p><w:pPr><w:spacing w:line='240' w:lineRule='exact'/><w:ind w:left='-720'/></w:pPr>{plain}</w:p>"
            ),
            format!(
                "<w:tbl><w:tr><w:trPr><w:trHeight w:val='1'/></w:trPr><w:tc><w:p>{plain}</w:p></w:tc></w:tr></w:tbl>"
            ),
            format!("<w:p>{}</w:p>", run("<w:vanish w:val='0'/><w:sz w:val='16'/>")),
            format!("<w:p><w:pPr><w:shd w:fill='1F3864'/></w:pPr>{white}</w:p>"),
            format!(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='222222'/></w:tcPr><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"
            ),
            format!("<w:p><w:r><w:pict><v:rect w:x='1'/></w:pict></w:r></w:p><w:p>{white}</w:p>"),
            format!("<w:p>{}</w:p>", run("<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>")),
        ] {
            assert_eq!(read(&format!("{sound}{seen}")), (true, false), "{seen}");
        }
    }

    #[test]
    fn controls_changes_and_symbols_read_as_they_look() {
        let run = |text: &str| format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>");
        let control = |more: &str| {
            format!("<w:sdt><w:sdtPr>{more}</w:sdtPr><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>", run("Go"))
        };
        let texts = |document: &str| blocks(document).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts(&control("<w:tag w:val='x'/>")), ["Go"]);
        assert_eq!(texts(&format!("{}{}", control("<w:showingPlcHdr/>"), control(""))), ["Go"]);
        let merged =
            format!("<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>", run("Go "), run("on"));
        assert_eq!(texts(&merged), ["Go on"]);
        let moved = format!("<w:p><w:moveFrom>{0}</w:moveFrom></w:p><w:p><w:moveTo>{0}</w:moveTo></w:p>", run("Go"));
        assert_eq!(texts(&moved), ["Go"]);
        let symbol = "<w:r><w:sym w:font='Wingdings' w:char='F0A7'/></w:r>";
        assert_eq!(texts(&format!("<w:p>{symbol}{}{symbol}</w:p>", run("Go"))), ["• Go "]);
    }

    #[test]
    fn a_broken_side_part_costs_itself_alone() {
        let text = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "word ".repeat(30));
        let parts =
            [("word/document.xml", text.as_str()), ("word/header1.xml", "<a></b>"), ("word/styles.xml", "<a></b>")];
        let reading = read(&docx(&parts), &Limits::default()).unwrap_or_else(|(_, why)| panic!("{why}"));
        assert_eq!((reading.blocks.len(), reading.quality), (1, ReadingQuality::Truncated));
        let reading = read(&docx(&[("word/document.xml", &format!("{text}<a></b>"))]), &Limits::default());
        assert_eq!(reading.map(|reading| reading.quality), Ok(ReadingQuality::Truncated));
    }

    #[test]
    fn bombs_are_refused() {
        let limits = Limits { max_expanded_bytes: 10_000, max_xml_depth: 50, ..Limits::default() };
        let deep = "<w:p>".repeat(60) + &"</w:p>".repeat(60);
        for document in [&"x".repeat(20_000), &deep] {
            let code = read(&docx(&[("word/document.xml", document)]), &limits).unwrap_err().0;
            assert_eq!(code, RejectCode::TooLarge);
        }
        assert_eq!(read(&docx(&[("word/document.xml", "<a></b>")]), &limits).unwrap_err().0, RejectCode::Damaged);
    }
}
