//! The tables as one Excel workbook, a sheet each: the header stays in view, and every column can be filtered.
//!
//! A cell holds a text, a number or a truth value, never a formula: what a document says is written as a string, and marked so
//! (`quotePrefix`) where a spreadsheet would make a formula of it once somebody edits the cell. Rows go to disk as they come.
//! Excel holds 1,048,576 rows a sheet and 32,767 characters a cell: a longer table goes on in another sheet, a longer text is
//! cut with a mark, and [`Book::save`] says both.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell::{Kind, List, Sink};
use super::csv::{SEPARATOR, runs_as_formula};
use super::table::{Cells, Column, Row};
use super::tables::TABLES;
use crate::error::{Error, Result};

/// Rows that a sheet holds under its header.
const ROWS: u32 = 1_048_575;
/// UTF-16 units that a cell holds.
const CELL: usize = 32_767;
/// What stands at the end of a text that is cut.
const CUT: &str = " [cut here: Excel holds no more]";

/// A workbook under construction; clones are the same workbook.
#[derive(Clone)]
pub struct Book {
    inner: Arc<Mutex<Inner>>,
    path: PathBuf,
}

#[derive(Default)]
struct Inner {
    workbook: Workbook,
    /// Finished sheets: the table's place in [`TABLES`], the part of it, the sheet.
    sheets: Vec<(usize, u32, Worksheet)>,
    /// By the table's place: what could not stand as it is.
    notes: Vec<(usize, String)>,
}

impl Book {
    /// A workbook that will be written to `path`. Rows are held in temporary files beside it.
    ///
    /// # Errors
    /// [`Error::Table`] where its folder cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        let mut inner = Inner::default();
        let folder = path.parent().unwrap_or(path);
        inner.workbook.set_tempdir(folder).map_err(|e| failed(path, &e))?;
        // A fixed day: the same tables are the same bytes.
        let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|e| failed(path, &e))?;
        inner.workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
        Ok(Self { inner: Arc::new(Mutex::new(inner)), path: path.to_owned() })
    }

    /// Writes the file and tells what of the tables Excel cannot hold, if anything.
    ///
    /// # Errors
    /// [`Error::Table`] where the file cannot be written.
    pub fn save(self) -> Result<Vec<String>> {
        self.with(|inner| {
            inner.sheets.sort_by_key(|(table, part, _)| (*table, *part));
            for (_, _, sheet) in inner.sheets.drain(..) {
                inner.workbook.push_worksheet(sheet);
            }
            inner.workbook.save(&self.path)?;
            inner.notes.sort();
            Ok(inner.notes.drain(..).map(|(_, note)| note).collect())
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> Result<T, XlsxError>) -> Result<T> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        act(&mut inner).map_err(|e| failed(&self.path, &e))
    }
}

fn failed(path: &Path, error: &XlsxError) -> Error {
    Error::Table { path: path.to_owned(), message: error.to_string() }
}

/// Writes the rows of one table to its sheets.
pub(super) struct SheetWriter {
    book: Book,
    table: usize,
    name: &'static str,
    columns: &'static [Column],
    rows: u32,
    part: u32,
    sheet: Worksheet,
    /// The row under way, from 1 under the header, and its column.
    at: (u32, u16),
    cut: u64,
    error: Option<XlsxError>,
    /// Texts that are made as they are written.
    made: String,
    quoted: Format,
    decimals: [Format; 2],
}

impl SheetWriter {
    /// A sheet of `book` with its header.
    pub(super) fn new<R: Row>(book: &Book) -> Result<Self> {
        Self::with_rows::<R>(book, ROWS)
    }

    fn with_rows<R: Row>(book: &Book, rows: u32) -> Result<Self> {
        Ok(Self {
            sheet: book.with(|inner| opened(&mut inner.workbook, R::NAME, R::COLUMNS, 1))?,
            book: book.clone(),
            table: TABLES.iter().position(|t| t.name == R::NAME).unwrap_or(TABLES.len()),
            name: R::NAME,
            columns: R::COLUMNS,
            rows,
            part: 1,
            made: String::new(),
            at: (1, 0),
            cut: 0,
            error: None,
            quoted: Format::new().set_quote_prefix(),
            decimals: [Format::new().set_num_format("0.00"), Format::new().set_num_format("0.0000")],
        })
    }

    /// Writes a row.
    pub(super) fn write(&mut self, row: &impl Cells) -> Result<()> {
        if self.at.0 > self.rows {
            self.close()?;
            self.part += 1;
            self.sheet = self.book.with(|inner| opened(&mut inner.workbook, self.name, self.columns, self.part))?;
            self.at.0 = 1;
        }
        self.at.1 = 0;
        row.visit(self);
        self.at.0 += 1;
        self.error.take().map_or(Ok(()), |error| Err(failed(&self.book.path, &error)))
    }

    /// Gives the sheet to the workbook, with what of the table it cannot hold.
    pub(super) fn finish(mut self) -> Result<()> {
        self.close()?;
        let (name, parts, cut) = (self.name, self.part, self.cut);
        self.book.with(|inner| {
            if parts > 1 {
                let note = format!("a sheet of Excel holds {ROWS} rows: {name} goes on in the sheets \"{name} 2\" to \"{name} {parts}\"");
                inner.notes.push((self.table, note));
            }
            if cut > 0 {
                let note = format!("a cell of Excel holds {CELL} characters: {cut} of {name} are cut and say so; CSV and Parquet have them whole");
                inner.notes.push((self.table, note));
            }
            Ok(())
        })
    }

    fn close(&mut self) -> Result<()> {
        let last = self.columns.len().saturating_sub(1) as u16;
        let mut sheet = std::mem::take(&mut self.sheet);
        let filtered = sheet.autofilter(0, 0, self.at.0 - 1, last).map(|_| ());
        filtered.map_err(|e| failed(&self.book.path, &e))?;
        self.book.with(|inner| {
            inner.sheets.push((self.table, self.part, sheet));
            Ok(())
        })
    }

    fn put(&mut self, write: impl FnOnce(&mut Self, u32, u16) -> Result<(), XlsxError>) {
        let (row, column) = self.at;
        self.at.1 += 1;
        if let Err(error) = write(self, row, column) {
            self.error.get_or_insert(error);
        }
    }

    fn string(&mut self, text: &str) {
        let cut = cut(text);
        self.cut += u64::from(cut.is_some());
        let text = cut.as_deref().unwrap_or(text);
        self.put(|this, row, column| {
            let quoted = runs_as_formula(text);
            match text {
                "" => {}
                text if quoted => drop(this.sheet.write_string_with_format(row, column, text, &this.quoted)?),
                text => drop(this.sheet.write_string(row, column, text)?),
            }
            Ok(())
        });
    }
}

/// A sheet with its header, for the `part`-th part of a table.
fn opened(workbook: &mut Workbook, name: &str, columns: &[Column], part: u32) -> Result<Worksheet, XlsxError> {
    let mut sheet = workbook.new_worksheet_with_constant_memory()?;
    sheet.set_name(if part == 1 { name.to_owned() } else { format!("{name} {part}") })?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, at) in columns.iter().zip(0..) {
        let long = matches!(column.kind, Kind::Text | Kind::List);
        sheet.set_column_width(at, if long { 26.0 } else { 12.0_f64.max(column.name.len() as f64 + 3.0) })?;
        sheet.write_string_with_format(0, at, column.name, &bold)?;
    }
    Ok(sheet)
}

/// The beginning of a text that is too long for a cell, with a mark; none where it fits.
fn cut(text: &str) -> Option<String> {
    // A character has at least as many bytes as UTF-16 units.
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return None;
    }
    let mut units = 0;
    let fits = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL - CUT.len()
    });
    Some(format!("{}{CUT}", &text[..fits.map_or(text.len(), |(at, _)| at)]))
}

impl Sink for SheetWriter {
    fn text(&mut self, value: Option<&str>) {
        self.string(value.unwrap_or_default());
    }

    fn room(&mut self) -> &mut String {
        &mut self.made
    }

    fn list(&mut self, value: List<'_>) {
        let items: Vec<&str> = value.iter().collect();
        self.string(&items.join(SEPARATOR));
    }

    fn bool(&mut self, value: Option<bool>) {
        self.put(|this, row, column| match value {
            Some(value) => this.sheet.write_boolean(row, column, value).map(|_| ()),
            None => Ok(()),
        });
    }

    fn count(&mut self, value: Option<u32>) {
        self.number(value.map(f64::from));
    }

    fn long(&mut self, value: Option<u64>) {
        // Excel's numbers are doubles: a longer integer stays whole as text.
        match value {
            Some(value) if value > 1 << 53 => self.string(&value.to_string()),
            value => self.number(value.map(|value| value as f64)),
        }
    }

    fn number(&mut self, value: Option<f64>) {
        self.put(|this, row, column| match value {
            Some(value) => this.sheet.write_number(row, column, value).map(|_| ()),
            None => Ok(()),
        });
    }

    fn decimal(&mut self, value: Option<u32>, digits: u8) {
        self.put(|this, row, column| match value {
            Some(value) => {
                let number = f64::from(value) / f64::from(10_u32.pow(u32::from(digits)));
                let format = &this.decimals[usize::from(digits > 2)];
                this.sheet.write_number_with_format(row, column, number, format).map(|_| ())
            }
            None => Ok(()),
        });
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::report::{RejectRow, Text, UnlockRow};

    /// The XML of a part of a workbook.
    fn part(path: &Path, name: &str) -> String {
        let mut archive = ::zip::ZipArchive::new(std::fs::File::open(path).expect("a file")).expect("a workbook");
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("XML");
        text
    }

    fn reject(reason: &str) -> RejectRow {
        let kind = Text::Fixed("resume");
        RejectRow { kind, source_path: "a.pdf".into(), record: None, code: "damaged".into(), reason: reason.into() }
    }

    fn book(rows: &[RejectRow], limit: u32) -> (tempfile::TempDir, PathBuf, Vec<String>) {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("book.xlsx");
        let book = Book::create(&path).expect("a workbook");
        let unlocks = SheetWriter::new::<UnlockRow>(&book).expect("a sheet");
        let mut rejects = SheetWriter::with_rows::<RejectRow>(&book, limit).expect("a sheet");
        rows.iter().for_each(|row| rejects.write(row).expect("a row"));
        rejects.finish().expect("a sheet");
        unlocks.finish().expect("a sheet");
        let notes = book.save().expect("a file");
        (home, path, notes)
    }

    #[test]
    fn what_looks_like_a_formula_is_a_string() {
        let planted = ["=HYPERLINK(\"https://example.com\",\"x\")", "+1+1", "-2", "@SUM(A1)", "plain <b> & \u{1} text"];
        let rows: Vec<RejectRow> = planted.iter().map(|text| reject(text)).collect();
        let (_home, path, notes) = book(&rows, ROWS);
        assert!(notes.is_empty(), "{notes:?}");
        let sheet = part(&path, "xl/worksheets/sheet2.xml");
        assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink"), "{sheet}");
        assert_eq!(sheet.matches("t=\"inlineStr\"").count(), 5 + 4 * planted.len(), "{sheet}");
        assert!(sheet.contains("<t>=HYPERLINK(&quot;") || sheet.contains("<t>=HYPERLINK(\""), "{sheet}");
        assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:E6\""), "{sheet}");
        assert!(part(&path, "xl/styles.xml").contains("quotePrefix=\"1\""));
        let names = part(&path, "xl/workbook.xml");
        assert!(
            names.find("\"unlocks\"") < names.find("\"rejects\""),
            "sheets are in the order of the tables: {names}"
        );
    }

    #[test]
    fn the_limits_of_excel_are_kept_and_said() {
        let long = "ä".repeat(CELL + 1);
        let (_home, path, notes) = book(&[reject("first"), reject(&long), reject("third")], 2);
        assert_eq!(notes.len(), 2, "{notes:?}");
        assert!(notes[0].contains("1 of rejects are cut") && notes[1].contains("\"rejects 2\""), "{notes:?}");
        assert!(part(&path, "xl/worksheets/sheet2.xml").contains(CUT.trim_start()));
        assert!(part(&path, "xl/worksheets/sheet3.xml").contains("third"));
        for text in [long.as_str(), &"𝄞".repeat(CELL), &"a".repeat(CELL + 1)] {
            assert!(cut(text).expect("too long").encode_utf16().count() <= CELL);
        }
        assert_eq!(cut(&"a".repeat(CELL)), None);
    }

    #[test]
    fn the_same_rows_are_the_same_bytes() {
        let (one, two) = (book(&[reject("why")], ROWS), book(&[reject("why")], ROWS));
        assert_eq!(std::fs::read(&one.1).expect("a file"), std::fs::read(&two.1).expect("a file"));
    }
}
