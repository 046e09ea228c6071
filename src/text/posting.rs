//! A posting's text: title, tags, description without markup, a line break between them.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::fold::{fold, push_squeezed};
use super::line::{ITEM_MARK, item_mark_len};
use super::seam::seams;
use crate::ingest::{BlockKind, HtmlBlock, has_entities, html_blocks, is_html, unescape};

/// The normalised text of a posting: its title, a line break, its tags (joined with ", "), a line break, its description
/// without markup. The first two lines are there even where they are empty, so that a kept text tells its parts.
pub fn posting_text(title: &str, tags: &[String], description: &str) -> String {
    let mut out = String::with_capacity(title.len() + description.len() + 64);
    push_squeezed(&mut out, &fold(title).replace('\n', " "));
    out.push('\n');
    for (i, tag) in tags.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        push_squeezed(&mut out, &fold(tag).replace('\n', " "));
    }
    out.push('\n');
    push_lines(&mut out, &fold(&without_markup(description)));
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// Appends `text` line by line: white space squeezed, list marks made one, at most one blank line in a row, and the breaks
/// of long lines put back where they were lost.
fn push_lines(out: &mut String, text: &str) {
    let floor = out.len();
    let mut blank = true;
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    for end in breaks {
        let line = text[start..end].trim();
        start = end + 1;
        if line.is_empty() {
            if !blank {
                out.push('\n');
            }
            blank = true;
            continue;
        }
        let mut from = 0;
        for seam in seams(line).into_iter().chain([line.len()]) {
            blank &= !push_line(out, floor, line[from..seam].trim());
            from = seam;
        }
    }
}

/// Appends a line, unless it is nothing but the mark of an item; what stands before `floor` is no line of the description.
fn push_line(out: &mut String, floor: usize, line: &str) -> bool {
    let mark = item_mark_len(line);
    let rest = line[mark..].trim_start();
    if rest.is_empty() {
        return false;
    }
    if mark > 0 {
        out.push_str(ITEM_MARK);
    } else if let Some(broken) = broken_at(&out[floor..]) {
        out.truncate(floor + broken);
        out.push(' ');
    }
    push_squeezed(out, rest);
    out.push('\n');
    true
}

/// Where the last line of `out` ends, if it goes on: it was broken by what breaks lines at every dot or at a width, or inside a
/// bracket.
fn broken_at(out: &str) -> Option<usize> {
    /// Bytes of a line that may have been too long for a page or a mail.
    const WIDE: std::ops::Range<usize> = 50..130;
    /// Words that no line ends with.
    const NEED_MORE: [&str; 14] =
        ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "or", "the", "to", "with"];
    let lines = out.strip_suffix('\n')?;
    if ["e.g.", "e.g .", "i.e.", "i.e ."].iter().any(|cut| lines.ends_with(cut)) {
        return Some(lines.len());
    }
    // "(Go, Java,", a blank line, "Kotlin ...)"
    if let Some(lines) = lines.strip_suffix('\n').filter(|lines| lines.ends_with(',')) {
        let last = last_line(lines);
        let open = last.rfind('(').is_some_and(|at| !last[at..].contains(')'));
        return open.then_some(lines.len());
    }
    let last = last_line(lines);
    let word = last.rsplit(' ').next().unwrap_or_default();
    (WIDE.contains(&last.len()) && (word.ends_with(',') || NEED_MORE.contains(&word))).then_some(lines.len())
}

fn last_line(lines: &str) -> &str {
    &lines[memchr::memrchr(b'\n', lines.as_bytes()).map_or(0, |at| at + 1)..]
}

/// Bytes of a description that may be Markdown. No ad has so many, and a text of nothing but marks takes a hundred times its size in memory.
const MARKDOWN_MAX: usize = 1 << 20;

/// The text of a description, whichever markup it is written in; HTML may have been escaped on its way, even twice.
fn without_markup(description: &str) -> Cow<'_, str> {
    const ESCAPED_AT_MOST: usize = 3;
    let mut text = Cow::Borrowed(description);
    for _ in 0..ESCAPED_AT_MOST {
        if is_html(&text) || !has_entities(&text) {
            break;
        }
        text = Cow::Owned(unescape(&text).into_owned());
    }
    if is_html(&text) {
        text = Cow::Owned(html_lines(&html_blocks(&text)));
        // An entity that is still there was escaped twice.
        if has_entities(&text) {
            text = Cow::Owned(unescape(&text).into_owned());
        }
    }
    if text.len() <= MARKDOWN_MAX && is_markdown(&text) { Cow::Owned(without_markdown(&text)) } else { text }
}

/// Blocks as lines of plain text.
fn html_lines(blocks: &[HtmlBlock]) -> String {
    let mut out = String::with_capacity(blocks.iter().map(|block| block.text.len() + 8).sum());
    for block in blocks {
        if block.apart || block.kind == BlockKind::Heading {
            out.push('\n');
        }
        if block.kind == BlockKind::Item {
            out.push_str(ITEM_MARK);
            // Some authors put a glyph of their own into an item.
            out.push_str(block.text[item_mark_len(&block.text)..].trim_start());
        } else {
            out.push_str(&block.text);
        }
        out.push('\n');
        if block.kind == BlockKind::Heading {
            out.push('\n');
        }
    }
    out
}

/// Markup whose loss would not show in the text of an ad that has none.
fn is_markdown(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has = |needle: &str| memchr::memmem::find(bytes, needle.as_bytes()).is_some();
    let escaped = memchr::memchr_iter(b'\\', bytes).any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation));
    escaped || has("**") || has("__") || has("](") || has("```") || has("\n#") || text.starts_with('#')
}

/// The text of Markdown, the author's line breaks kept, a blank line before each heading.
fn without_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Start(Tag::Heading { .. }) => out.push_str("\n\n"),
            Event::Start(Tag::Item) => out.push_str("\n- "),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_)) => out.push('\n'),
            Event::Start(Tag::Paragraph)
                // A loose list puts a paragraph into each item: the mark and its text stay on one line.
                if !out.ends_with("- ") => {
                    out.push('\n');
                }
            Event::Text(t) | Event::Code(t) => out.push_str(&t),
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push('\n'),
            // Not a tag after all ("<10 ms", "<ORGANIZATION>"): it is text.
            Event::InlineHtml(t) | Event::Html(t) => out.push_str(&t),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_lines_stay() {
        for (raw, text) in [
            ("Plain line\n\n\n- one\n-   two\n", "Plain line\n\n• one\n• two\n"),
            ("**Needs**\n\n* C\\#\n* C\\+\\+ \\& Go\n", "Needs\n\n• C#\n• C++ & Go\n"),
            ("## Needs\nwe ask\nfor `Go`", "Needs\n\nwe ask\nfor Go\n"),
            ("<p>Needs</p><ul><li>Go</li><li>R&amp;D</li></ul>", "Needs\n\n• Go\n• R&D\n"),
            ("Go<br>Rust<script>alert(1)</script>", "Go\nRust\n"),
            ("&lt;p&gt;Needs&lt;/p&gt;&lt;ul&gt;&lt;li&gt;R&amp;amp;D&lt;/li&gt;&lt;/ul&gt;", "Needs\n\n• R&D\n"),
            ("&amp;lt;p&amp;gt;Go&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Rust&amp;lt;/p&amp;gt;", "Go\n\nRust\n"),
            ("<h3>Needs</h3><div>· Go</div><ul><li>• C\\# or a*b</li></ul>", "Needs\n\n• Go\n\n• C# or a*b\n"),
            ("**Needs**<br>\n- Go<br>\n- R&amp;D", "Needs\n\n• Go\n• R&D\n"),
            ("R&amp;D with AT&T, C&#43;&#43;", "R&D with AT&T, C++\n"),
            ("under 10 ms < 20 ms", "under 10 ms < 20 ms\n"),
            ("clouds ( e.g .\nAWS )", "clouds ( e.g . AWS )\n"),
        ] {
            assert_eq!(posting_text("T", &["a".into(), "b".into()], raw), format!("T\na, b\n{text}"), "{raw:?}");
        }
    }
}
