//! A table as CSV: RFC 4180 quoting, UTF-8, one header line, lines ended by a line feed as polars, pandas and Excel read
//! them.
//!
//! Lists are joined with "; ", a cell without a value is empty, a decimal has all its digits. A text that a spreadsheet
//! would run as a formula is led by an apostrophe, which spreadsheets take as "this is text"; numbers never are.

use std::fmt::Write as _;
use std::io::Write;

use super::cell::{List, Sink};
use super::table::{Cells, Row};

/// What a list's items are joined with.
pub(super) const SEPARATOR: &str = "; ";

/// Writes rows of one table as CSV.
pub(super) struct CsvWriter<W: Write> {
    out: ::csv::Writer<W>,
    scratch: String,
    /// Texts that are made as they are written.
    made: String,
    error: Option<::csv::Error>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the header, so that a table without a row still has its columns.
    pub(super) fn new<R: Row>(out: W) -> Result<Self, ::csv::Error> {
        let mut out = ::csv::WriterBuilder::new().buffer_capacity(1 << 18).from_writer(out);
        out.write_record(R::COLUMNS.iter().map(|column| column.name))?;
        Ok(Self { out, scratch: String::new(), made: String::new(), error: None })
    }

    /// Writes a row.
    pub(super) fn write(&mut self, row: &impl Cells) -> Result<(), ::csv::Error> {
        row.visit(self);
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        self.out.write_record(None::<&[u8]>)
    }

    /// Writes what is still held back and gives the file up.
    pub(super) fn finish(mut self) -> std::io::Result<()> {
        self.out.flush()
    }

    fn field(&mut self, field: &[u8]) {
        if let Err(error) = self.out.write_field(field) {
            self.error.get_or_insert(error);
        }
    }

    /// Formats a cell that is no text; writing into a `String` cannot fail.
    fn formatted(&mut self, format: Option<std::fmt::Arguments<'_>>) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        if let Some(format) = format {
            let _ = scratch.write_fmt(format);
        }
        self.field(scratch.as_bytes());
        self.scratch = scratch;
    }
}

impl<W: Write> Sink for CsvWriter<W> {
    fn text(&mut self, value: Option<&str>) {
        match value {
            Some(text) if runs_as_formula(text) => self.formatted(Some(format_args!("'{text}"))),
            Some(text) => self.field(text.as_bytes()),
            None => self.field(b""),
        }
    }

    fn room(&mut self) -> &mut String {
        &mut self.made
    }

    fn list(&mut self, value: List<'_>) {
        let mut joined = std::mem::take(&mut self.scratch);
        joined.clear();
        for (i, item) in value.iter().enumerate() {
            if i == 0 && runs_as_formula(item) {
                joined.push('\'');
            } else if i > 0 {
                joined.push_str(SEPARATOR);
            }
            joined.push_str(item);
        }
        self.field(joined.as_bytes());
        self.scratch = joined;
    }

    fn bool(&mut self, value: Option<bool>) {
        self.field(value.map_or("", |value| if value { "true" } else { "false" }).as_bytes());
    }

    fn count(&mut self, value: Option<u32>) {
        self.long(value.map(u64::from));
    }

    fn long(&mut self, value: Option<u64>) {
        match value {
            Some(value) => self.formatted(Some(format_args!("{value}"))),
            None => self.field(b""),
        }
    }

    fn number(&mut self, value: Option<f64>) {
        match value {
            Some(value) => self.formatted(Some(format_args!("{value}"))),
            None => self.field(b""),
        }
    }

    fn decimal(&mut self, value: Option<u32>, digits: u8) {
        let Some(value) = value else { return self.field(b"") };
        let unit = 10_u32.pow(u32::from(digits));
        let (whole, rest, width) = (value / unit, value % unit, usize::from(digits));
        self.formatted(Some(format_args!("{whole}.{rest:0width$}")));
    }
}

/// Whether a spreadsheet would take the text for a formula, by its first character; full-width forms count.
pub(super) fn runs_as_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(put: impl FnOnce(&mut CsvWriter<&mut Vec<u8>>)) -> String {
        let mut bytes = Vec::new();
        let out = ::csv::Writer::from_writer(&mut bytes);
        let mut writer = CsvWriter { out, scratch: String::new(), made: String::new(), error: None };
        put(&mut writer);
        writer.out.write_field("|").expect("a vector takes bytes");
        writer.finish().expect("a vector takes bytes");
        let line = String::from_utf8(bytes).expect("CSV is UTF-8");
        line.trim_end_matches(",|").to_owned()
    }

    #[test]
    fn texts_are_quoted_and_never_formulas() {
        let table = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("＝1", "'＝1"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (text, want) in table {
            assert_eq!(cell(|w| w.text(Some(text))), want, "{text:?}");
            assert_eq!(cell(|w| w.made(|out| out.push_str(text))), want, "{text:?}");
        }
    }

    #[test]
    fn lists_are_joined_and_numbers_keep_their_digits() {
        assert_eq!(cell(|w| w.list(List::All(&["Go".into(), "C#".into()]))), "Go; C#");
        assert_eq!(cell(|w| w.list(List::All(&["-a".into(), "-b".into()]))), "'-a; -b");
        assert_eq!(cell(|w| w.list(List::All(&[]))), "");
        assert_eq!(cell(|w| w.decimal(Some(8_705), 2)), "87.05");
        assert_eq!(cell(|w| w.decimal(Some(10_000), 4)), "1.0000");
        assert_eq!(cell(|w| w.decimal(None, 2)), "");
        assert_eq!(cell(|w| w.number(Some(-1.5))), "-1.5");
        assert_eq!(cell(|w| w.bool(Some(false))), "false");
        assert_eq!(cell(|w| w.long(Some(u64::MAX))), u64::MAX.to_string());
    }
}
