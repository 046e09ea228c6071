//! A small PDF made in code: a page a stream of operators, in one font of one width.

/// A PDF of one page, 600 by 800 points, with these operators; `/F1` is Helvetica.
pub(crate) fn page(operators: &str) -> Vec<u8> {
    pdf(&[operators])
}

/// A PDF of several pages.
pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
    turned(pages, 0)
}

/// A PDF whose pages are shown turned clockwise by so many degrees.
pub(crate) fn turned(pages: &[&str], degrees: u32) -> Vec<u8> {
    let widths = vec!["500"; 224].join(" ");
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 \
             /Widths [{widths}] >>"
        ),
    ];
    for (at, operators) in pages.iter().enumerate() {
        let resources = "/Resources << /Font << /F1 3 0 R >> >>";
        let content = 5 + 2 * at;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate {degrees} {resources} /Contents {content} 0 R >>"
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{operators}\nendstream", operators.len()));
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let xref = out.len();
    let entries: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let size = objects.len() + 1;
    out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{entries}").bytes());
    out.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n").bytes());
    out
}

/// Lines of text below one another, the first at `top`.
pub(crate) fn lines(top: i32, lines: &[&str]) -> String {
    let escaped = |line: &str| line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    let shown = |(at, line): (i32, &&str)| format!("BT /F1 10 Tf 50 {} Td ({}) Tj ET\n", top - 14 * at, escaped(line));
    (0..).zip(lines).map(shown).collect()
}
