//! An HTML page: the postings that it describes to search engines (schema.org `JobPosting`), else its main text as one.

use std::io::Read;

use super::columns::Column;
use super::fields::{Field, Fields};
use super::linked_data;
use super::source::{Source, read_fault};
use super::{FEWER_BYTES, Fault, Records, Terms};
use crate::ingest::html::{HtmlBlock, Page, Purpose, page};
use crate::ingest::{BlockKind, InputFile, RejectCode, decode};

pub(super) fn open(file: &InputFile, terms: &Terms) -> Result<Records, Fault> {
    read(Source::open(file)?, &file.source_path, terms)
}

/// A page that describes several postings gives them numbers; the only one of a page has none.
pub(super) fn read(source: Source, source_path: &str, terms: &Terms) -> Result<Records, Fault> {
    let mut bytes = Vec::new();
    let limit = terms.limits.max_record_bytes;
    source.into_reader().take(limit + 1).read_to_end(&mut bytes).map_err(|error| read_fault(&error))?;
    if bytes.len() as u64 > limit {
        return Err((RejectCode::TooLarge, format!("the page is longer than {limit} bytes: {FEWER_BYTES}")));
    }
    let page = page(&decode::html(&bytes), Purpose::Excerpt);
    let mut described: Vec<Fields> = page.linked_data.iter().flat_map(|json| linked_data::postings(json)).collect();
    if described.is_empty() {
        described.push(plain(&page));
    }
    for fields in &mut described {
        fields.put((Column::Url, usize::MAX), Field::Text(page.url.clone()));
    }
    let alone = described.len() == 1;
    let source_path = source_path.to_owned();
    Ok(Box::new((1..).zip(described).map(move |(number, fields)| {
        let number = (!alone).then_some(number);
        (number, Ok(fields.into_posting(&source_path, number).into()))
    })))
}

/// The title is the first heading of the main part, else what the page calls itself; the description is what follows it.
fn plain(page: &Page) -> Fields {
    let blocks: Vec<&HtmlBlock> = page.main().collect();
    let heading = blocks.iter().position(|block| block.kind == BlockKind::Heading);
    // A heading far down is that of a section.
    let heading = heading.filter(|at| *at < 10);
    let title = heading.map_or(page.title.clone(), |at| blocks[at].text.replace('\n', " "));
    let mut text = String::new();
    for block in blocks.iter().skip(heading.map_or(0, |at| at + 1)) {
        if block.apart || block.kind == BlockKind::Heading {
            text.push('\n');
        }
        if block.kind == BlockKind::Item {
            text.push_str("- ");
        }
        text.push_str(&block.text);
        text.push('\n');
    }
    let mut fields = Fields::default();
    fields.put((Column::Title, 0), Field::Text(title));
    fields.put((Column::Description, 0), Field::Text(text));
    fields
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::ingest::PostingRecord;
    use crate::ingest::format::Record;

    fn read_page(html: &str) -> Vec<(Option<u64>, PostingRecord)> {
        let Ok(source) = Source::of(Box::new(Cursor::new(html.as_bytes().to_vec()))) else { panic!("opens") };
        let Ok(records) = read(source, "jobs/page.html", &Terms::default()) else { panic!("reads") };
        let posting = |record: Result<Record, Fault>| match record {
            Ok(Record::Read(posting, _)) => *posting,
            _ => panic!("no posting"),
        };
        records.map(|(number, record)| (number, posting(record))).collect()
    }

    #[test]
    fn a_described_posting_is_read_from_its_description() {
        let html = r#"<html><head><title>x</title><link rel="canonical" href="https://example.org/p/1">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
            {"@type": ["JobPosting"], "title": "R&amp;D Engineer", "description": "&lt;p&gt;Go&lt;/p&gt;",
             "identifier": {"@type": "PropertyValue", "value": 17}, "datePosted": "2026-10-05",
             "hiringOrganization": {"@type": "Organization", "name": "Examplesoft"},
             "jobLocation": [{"@type": "Place", "address": {"addressLocality": "Lyon", "addressCountry": "FR"}}],
             "jobLocationType": "TELECOMMUTE", "skills": ["Go", "SQL"],
             "baseSalary": {"currency": "EUR", "value": {"minValue": 50000, "maxValue": 60000, "unitText": "YEAR"}}}]}
            </script></head><body><h1>Something else</h1></body></html>"#;
        let postings = read_page(html);
        let [(None, job)] = &postings[..] else { panic!("{postings:?}") };
        assert_eq!(
            (job.posting_id.as_str(), job.title.as_str(), job.company.as_str()),
            ("17", "R&D Engineer", "Examplesoft")
        );
        assert_eq!((job.location.as_str(), job.is_remote), ("Lyon, FR", Some(true)));
        assert_eq!(
            (job.date_posted.as_deref(), job.url.as_deref()),
            (Some("2026-10-05"), Some("https://example.org/p/1"))
        );
        assert_eq!((job.salary_min, job.salary_max, job.currency.as_deref()), (Some(50e3), Some(60e3), Some("EUR")));
        assert_eq!(
            (job.description.as_str(), &job.tags),
            ("&lt;p&gt;Go&lt;/p&gt;", &vec!["Go".to_owned(), "SQL".to_owned()])
        );
    }

    #[test]
    fn a_page_without_a_description_is_read_as_a_person_reads_it() {
        let html = "<html><head><title>Cook - Example Inn</title></head><body><nav>Home</nav><h1>Cook</h1>\
            <p>You know</p><ul><li>soup</li></ul><footer>Imprint</footer><script>var a = 1;</script></body></html>";
        let postings = read_page(html);
        let [(None, job)] = &postings[..] else { panic!("{postings:?}") };
        assert_eq!((job.title.as_str(), job.description.as_str()), ("Cook", "\nYou know\n\n- soup\n"));
        let postings = read_page("<title>Cook</title><p>You know soup.");
        assert_eq!((postings[0].1.title.as_str(), postings[0].1.description.trim()), ("Cook", "You know soup."));
    }
}
