//! What holds for every input, whatever is in it: nothing panics, and what is found stands in the text. Shared by the fuzz targets and the
//! test that replays `corpus/`.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use gaprank::extract::{Extractor, Stated};
use gaprank::ingest::{Block, BlockKind, InputFile, Limits, PostingReader, ResumeReader};
use gaprank::review::{Wording, review, rewrite};
use gaprank::taxonomy::Taxonomy;
use gaprank::text::{Likeness, Signature, Span, lines, posting_text, resume_text};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The targets.
#[allow(dead_code)]
pub(crate) const TARGETS: [&str; 9] =
    ["pdf", "page", "docx", "html", "markdown", "text", "json_resume", "postings", "sections"];

/// Ends the process where our own code panics. A panic of a library inside a reader is contained by design, and goes on.
#[allow(dead_code, clippy::print_stderr)]
pub(crate) fn watch() {
    let library = "/.cargo/registry/";
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        if !place.contains(library) && !place.contains("/rustc/") {
            eprintln!("{info}\n{}", std::backtrace::Backtrace::force_capture());
            std::process::abort();
        }
    }));
}

/// Checks one input of a target.
pub(crate) fn check(target: &str, data: &[u8]) {
    match target {
        "pdf" => resume("cv.pdf", data),
        "page" => resume("cv.pdf", &pdf(data)),
        "docx" => resume("cv.docx", &docx(data)),
        "html" => resume("cv.html", data),
        "markdown" => resume("cv.md", data),
        "text" => resume("cv.txt", data),
        "json_resume" => resume("cv.json", data),
        "postings" => postings(data),
        _ => {
            let text = String::from_utf8_lossy(data).into_owned();
            shown(&resume_text(&[Block { kind: BlockKind::Line, text }]));
        }
    }
}

fn limits() -> Limits {
    Limits { max_file_bytes: 1 << 20, max_expanded_bytes: 1 << 20, max_record_bytes: 1 << 20, ..Limits::default() }
}

fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::new(Taxonomy::built_in().unwrap()).unwrap())
}

fn resume(name: &str, bytes: &[u8]) {
    let Ok(document) = ResumeReader::new(limits()).read_bytes(name, bytes) else { return };
    let text = resume_text(&document.blocks);
    shown(&text);
    assert!(!text.contains(['\r', '\0']), "control characters are folded");
}

/// What a resume shows stands in its text.
fn shown(text: &str) {
    let extractor = extractor();
    let profile = extractor.resume(text);
    let quote = |span: Span| assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
    profile.skills.iter().for_each(|skill| quote(skill.quote));
    profile.roles.iter().for_each(|role| quote(role.span));
    profile.tricks.iter().for_each(|trick| quote(trick.span));
    profile.relevant.iter().for_each(|span| quote(*span));
    profile.statements.iter().for_each(|statement| quote(statement.span));
    lines(text).iter().for_each(|line| quote(line.span));
    extractor.remarks(text, &profile, Vec::new());
    let review = review(extractor.taxonomy(), text, &profile, profile.newest);
    for bullet in &review.bullets {
        quote(bullet.span);
        quote(bullet.opener_span);
        bullet.metrics.iter().for_each(|metric| quote(metric.span));
        bullet.signals.iter().for_each(|proof| quote(proof.span));
        rewrite(text, bullet, review.level, &Wording::default());
    }
    // Folding case twice is not the same for every letter of every language.
    let other = if text.is_ascii() { text.to_uppercase() } else { text.to_owned() };
    assert_eq!(Signature::of(text, Likeness::RESUME), Signature::of(&other, Likeness::RESUME));
}

/// The first byte tells the format.
fn postings(data: &[u8]) {
    const ENDINGS: [&str; 7] = ["csv", "tsv", "jsonl", "json", "html", "md", "txt"];
    let Some((first, content)) = data.split_first() else { return };
    let name = format!("ads.{}", ENDINGS[usize::from(*first) % ENDINGS.len()]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(&name);
    std::fs::write(&path, content).unwrap();
    let file = InputFile { path, source_path: name, stdin: false, regular: true };
    for record in PostingReader::new(vec![file], limits()).take(200).flatten() {
        let text = posting_text(&record.title, &record.tags, &record.description);
        let profile = extractor().posting(&text);
        for requirement in profile.requirements.iter() {
            let span = requirement.quote;
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
            assert!(!requirement.any_of.is_empty());
        }
        Stated::of(&text);
    }
}

/// A document with these paragraphs in its body.
fn docx(body: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<w:document xmlns:w='w'><w:body>").unwrap();
    zip.write_all(body).unwrap();
    zip.write_all(b"</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

/// A page with these operators.
fn pdf(operators: &[u8]) -> Vec<u8> {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_vec(),
        [format!("<< /Length {} >>\nstream\n", operators.len()).as_bytes(), operators, b"\nendstream"].concat(),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        places += &format!("{:010} 00000 n \n", out.len());
        out.extend(format!("{number} 0 obj\n").bytes().chain(object.iter().copied()).chain(*b"\nendobj\n"));
    }
    let xref = out.len();
    out.extend(format!("xref\n0 6\n0000000000 65535 f \n{places}trailer\n<< /Size 6 /Root 1 0 R >>\n").bytes());
    out.extend(format!("startxref\n{xref}\n%%EOF\n").bytes());
    out
}
