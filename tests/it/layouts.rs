//! Pages as designers lay them out, read as a person reads them. With `GAPRANK_PDFIUM` set they are read by libpdfium too.

use std::fmt::Write as _;
use std::path::PathBuf;

use gaprank::ingest::{Limits, Means, ResumeReader};
use gaprank::text::resume_text;

use crate::pdf;

/// The text of a PDF, by every reader that is at hand.
fn read(content: &[u8]) -> Vec<String> {
    let pdfium = std::env::var_os("GAPRANK_PDFIUM").map(PathBuf::from);
    let readers = [None].into_iter().chain(pdfium.map(Some));
    let text = |pdfium| {
        let document =
            ResumeReader::new(Means { limits: Limits::default(), pdfium }).read_bytes("cv.pdf", content).unwrap();
        resume_text(&document.blocks)
    };
    readers.map(text).collect()
}

/// One line in a size, from `x` and `y`.
fn line(x: f32, y: f32, size: u32, text: &str) -> String {
    format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

/// A filled disc of this radius.
fn disc(x: f32, y: f32, radius: f32) -> String {
    let (r, k) = (radius, 0.55 * radius);
    format!(
        "{} {y} m {} {} {} {} {x} {} c {} {} {} {} {} {y} c {} {} {} {} {x} {} c {} {} {} {} {} {y} c h f\n",
        x + r,
        x + r,
        y + k,
        x + k,
        y + r,
        y + r,
        x - k,
        y + r,
        x - r,
        y + k,
        x - r,
        x - r,
        y - k,
        x - k,
        y - r,
        y - r,
        x + k,
        y - r,
        x + r,
        y - k,
        x + r
    )
}

const JOB: [&str; 3] = [
    "Engineer, Example Ltd, January 2020 - March 2021",
    "Built the importer of a shop and its ledger",
    "Wrote the runbook that four teams go by when a queue fills up at night",
];

#[test]
fn bullets_that_are_drawn_are_bullets() {
    // A clip, as browsers set one on each page; the larger discs are a timeline's, and those behind a text a scale's.
    let mut page = String::from("q 0 0 600 800 re W n\n");
    page += &(line(50.0, 700.0, 10, JOB[0]) + &disc(40.0, 703.0, 4.0));
    let full = "Built the importer of a shop and cut its time from ten hours to one for";
    page += &(line(60.0, 686.0, 10, full) + &line(60.0, 672.0, 10, "four countries") + &disc(54.0, 689.0, 1.7));
    page += &(line(60.0, 658.0, 10, JOB[2]) + &disc(54.0, 661.0, 1.7));
    page += &line(50.0, 630.0, 10, "Rust");
    (0..4u8).for_each(|at| page += &disc(200.0 + 6.0 * f32::from(at), 633.0, 1.7));
    page += "Q\n";
    for text in read(&pdf::page(&page)) {
        let expected = format!("{}\n\u{2022} {full} four countries\n\u{2022} {}\nRust\n", JOB[0], JOB[2]);
        assert_eq!(text, expected);
    }
}

#[test]
fn headings_at_the_margin_head_what_stands_beside_them() {
    let rows = |top: f32, out: &mut String| {
        for (row, text) in (0u8..).zip(JOB) {
            *out += &line(180.0, top - 14.0 * f32::from(row), 10, text);
        }
    };
    let expected = |first: &str, second: &str| {
        let job = JOB.join("\n");
        format!("Jo Doe\n\n{first}\n{job}\n\n{second}\n{job}\n")
    };
    let mut upright = line(50.0, 760.0, 10, "Jo Doe");
    let mut turned = upright.clone();
    for (top, heading) in [(700.0, "EXPERIENCE"), (600.0, "PROJECTS")] {
        rows(top, &mut upright);
        rows(top, &mut turned);
        upright += &line(50.0, top, 13, heading);
        let below = top + 10.0 - 6.0 * heading.len() as f32;
        writeln!(turned, "BT /F1 12 Tf 0 1 -1 0 80 {below} Tm ({heading}) Tj ET").unwrap();
    }
    for page in [upright, turned] {
        for text in read(&pdf::page(&page)) {
            assert_eq!(text, expected("EXPERIENCE", "PROJECTS"), "{page}");
        }
    }
    // Two rows of a heading are one, and what stands below the column has none.
    let mut page = line(50.0, 760.0, 10, "Jo Doe");
    for (top, first, second) in [(700.0, "WORK", "EXPERIENCE"), (600.0, "OTHER", "PROJECTS")] {
        rows(top, &mut page);
        page += &line(50.0, top, 10, first);
        page += &line(50.0, top - 12.0, 10, second);
    }
    page += &line(50.0, 500.0, 10, "Name and place of the person");
    for text in read(&pdf::page(&page)) {
        // In the size of the text they are lines like others, which words alone tell from them.
        let lines = expected("WORK EXPERIENCE", "OTHER PROJECTS").replace("\n\n", "\n");
        assert_eq!(text, lines + "Name and place of the person\n", "{page}");
    }
}

#[test]
fn dates_that_had_no_room_beside_their_entry_belong_to_it() {
    let wide = "Built the importer of a shop and cut its time from ten hours to one in all of the countries";
    let page = line(50.0, 700.0, 10, "Engineer, Example Ltd, Bern")
        + &line(60.0, 686.0, 10, "\u{95} Wrote the runbook that four teams go by")
        + &line(415.0, 688.0, 10, "January 2020 - May 2021")
        + &line(60.0, 672.0, 10, &format!("\u{95} {wide}"))
        + &line(50.0, 644.0, 10, "Tester, Other Ltd, Thun")
        + &line(430.0, 644.0, 10, "March 2018 - May 2019")
        + &line(60.0, 630.0, 10, &format!("\u{95} {wide}"));
    let bytes = pdf::page(&page.replace('\u{95}', "\\225"));
    for text in read(&bytes) {
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "Engineer, Example Ltd, Bern January 2020 - May 2021", "{text}");
        assert_eq!(lines[1], "\u{2022} Wrote the runbook that four teams go by", "{text}");
        assert_eq!(lines[3], "Tester, Other Ltd, Thun March 2018 - May 2019", "{text}");
    }
}

#[test]
fn what_stands_across_the_page_cuts_no_line() {
    let text = pdf::lines(700, &JOB) + "BT /F1 60 Tf .7 .7 -.7 .7 100 560 Tm (DRAFT) Tj ET\n";
    for text in read(&pdf::page(&text)) {
        assert_eq!(text, format!("{}\n\nDRAFT\n", JOB.join("\n")));
    }
}

#[test]
fn a_page_that_is_shown_turned_is_read_as_it_is_shown() {
    let upright = read(&pdf::page(&pdf::lines(560, &JOB)));
    let page = format!("q 0 1 -1 0 600 0 cm {} Q", pdf::lines(560, &JOB));
    assert_eq!(read(&pdf::turned(&[&page], 90)), upright);
    let page = format!("q 0 -1 1 0 0 800 cm {} Q", pdf::lines(560, &JOB));
    assert_eq!(read(&pdf::turned(&[&page], 270)), upright);
}

#[test]
fn what_stands_below_a_head_with_its_dates_at_the_edge_is_a_line_of_its_own() {
    // The head reaches from edge to edge and has words enough for running text, which would go on.
    for head in ["Example Ltd, Team of Seven, Bern", "Software Engineer, Example Works of the North"] {
        let mut page = line(50.0, 700.0, 10, head) + &line(470.0, 700.0, 10, "Sept 2018 - May 2023");
        page += &line(50.0, 686.0, 10, "Senior Engineer");
        page += &line(50.0, 672.0, 10, &format!("{} so that they sleep at night and do not wake up at all", JOB[2]));
        for text in read(&pdf::page(&page)) {
            assert!(text.starts_with(&format!("{head} Sept 2018 - May 2023\nSenior Engineer\n")), "{text}");
        }
    }
}
