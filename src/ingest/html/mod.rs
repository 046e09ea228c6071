//! HTML: the text that a person sees, block by block, and what a page says of itself to machines.
//!
//! Only the tokens of html5ever are used, never its tree: nothing here recurses, so that no nesting is too deep, and an
//! element left open costs nothing.

mod entity;
mod walk;

use super::BlockKind;

pub use entity::{has_entities, unescape};
use walk::Walk;

/// A block of text as HTML divides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlBlock {
    /// What it is: a heading, an item of a list, or a paragraph.
    pub kind: BlockKind,
    /// Its text; a line break is one that the author made.
    pub text: String,
    /// Whether it stands apart from the block before it, as a paragraph does and a mere line does not.
    pub apart: bool,
    /// Whether it lies in what the page calls its main part.
    pub(super) main: bool,
}

/// A whole page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its visible text.
    pub(super) blocks: Vec<HtmlBlock>,
    /// Text that it holds and does not show.
    pub(super) hidden: Vec<String>,
    /// `og:title`, else `<title>`; may be empty.
    pub(super) title: String,
    /// The link that calls itself canonical; may be empty.
    pub(super) url: String,
    /// Every `application/ld+json`, as it stands.
    pub(super) linked_data: Vec<String>,
}

/// What a page is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A text among others: page headers and asides go, as menus and footers do.
    Excerpt,
    /// The page is the document: only menus go.
    Document,
}

/// Characters of the main part from which on it is believed to be all that the page is about.
const MAIN_MIN: usize = 200;

impl Page {
    /// The blocks of the main part, if the page marks one that is worth the name, else all.
    pub(super) fn main(&self) -> impl Iterator<Item = &HtmlBlock> {
        let marked: usize = self.blocks.iter().filter(|block| block.main).map(|block| block.text.len()).sum();
        self.blocks.iter().filter(move |block| block.main || marked < MAIN_MIN)
    }
}

/// Reads a page.
pub(super) fn page(html: &str, purpose: Purpose) -> Page {
    Walk::over(html, purpose, false)
}

/// The blocks of a piece of HTML, such as a description in a cell of a table. Scripts, styles, menus, footers and text
/// that is not shown are left out. Where the only tags are those that stand inside a line, line breaks count as such.
pub fn html_blocks(html: &str) -> Vec<HtmlBlock> {
    Walk::over(html, Purpose::Excerpt, !has_any_tag(html, &BLOCK_TAGS)).blocks
}

/// Tags that divide a text into blocks, as ads hold them.
const BLOCK_TAGS: [&str; 14] =
    ["p", "li", "ul", "ol", "div", "h1", "h2", "h3", "h4", "table", "tr", "section", "article", "body"];

/// Tags that stand inside a line.
const LINE_TAGS: [&str; 9] = ["br", "strong", "b", "span", "em", "i", "u", "font", "a"];

/// Whether `text` holds tags that ads hold and that plain text does not.
pub fn is_html(text: &str) -> bool {
    memchr::memchr(b'<', text.as_bytes()).is_some() && (has_any_tag(text, &BLOCK_TAGS) || has_any_tag(text, &LINE_TAGS))
}

/// Whether one of the tags (in lower case) opens or ends anywhere in `text`.
fn has_any_tag(text: &str, names: &[&str]) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let rest = bytes[at + 1..].strip_prefix(b"/").unwrap_or(&bytes[at + 1..]);
        let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let closes = matches!(rest.get(len), Some(b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t'));
        // "<b x" is as likely a comparison: a tag ends somewhere.
        closes
            && names.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(&rest[..len]))
            && memchr::memchr(b'>', &rest[len..]).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let mark = |block: &HtmlBlock| match block.kind {
            BlockKind::Heading => "# ",
            BlockKind::Item => "- ",
            _ => "",
        };
        html_blocks(html).iter().map(|block| format!("{}{}", mark(block), block.text)).collect()
    }

    #[test]
    fn blocks_are_those_that_a_browser_shows() {
        let table: &[(&str, &[&str])] = &[
            (
                "<h2>You <b>know</b></h2>\n<ul>\n<li>Go\n  and Rust</li><li><p>C++</p></li></ul>",
                &["# You know", "- Go and Rust", "- C++"],
            ),
            ("<ul><li>Go<ul><li>gin</li></ul></li></ul>after", &["- Go", "- gin", "after"]),
            ("<ul><li>Go<li>Rust</ul><p>One<p>Two", &["- Go", "- Rust", "One", "Two"]),
            ("<div>a<br>b</div><div>c</div>", &["a\nb", "c"]),
            (
                "<table><tr><th>Languages</th><td>Go, Rust</td></tr><tr><td></td><td>SQL</td></tr></table>",
                &["Languages | Go, Rust", "SQL"],
            ),
            ("<p>R&amp;D &#8211; a&nbsp;b &lt; c</p>", &["R&D – a\u{a0}b < c"]),
            ("<p>J<span>ava</span> <i>Go</i>, <b>SQL</b></p>", &["Java Go, SQL"]),
            ("<p><span class='tag'>Go</span><span class='tag'>Rust</span></p>", &["Go Rust"]),
            (
                "<p>Go<script>if (a<b) x('</p>')</script><style>p{}</style></p><nav><ul><li>Home</nav><p>Rust</p>",
                &["Go", "Rust"],
            ),
            ("<nav><ul><li>Home</div></body>", &[]),
            (
                "<p>yes</p><p style='display: none'>no</p><p hidden>no</p><p style='font-size:0px'>no</p><p>yes</p>",
                &["yes", "yes"],
            ),
            ("<p style='color:#FFF'>no</p><p style='color:white;background:black'>yes</p>", &["yes"]),
            ("<pre>a\n b</pre>", &["a\n b"]),
            ("Needs:\nGo<br>\nRust <b>or</b> C", &["Needs:\nGo\nRust or C"]),
            ("a <!-- <p>no</p> --> b<p>c</p>", &["a b", "c"]),
            ("Engineer, Bern<span class=d>May 2020 - now</span>", &["Engineer, Bern May 2020 - now"]),
            ("<b>Example AG</b><span>Bern</span><i>2019</i>", &["Example AG Bern 2019"]),
            ("<b>J</b><i>Query</i> Git<span class=x>Hub</span> Java<b>Script</b>", &["JQuery GitHub JavaScript"]),
        ];
        for (html, expected) in table {
            assert_eq!(shown(html), *expected, "{html}");
        }
    }

    #[test]
    fn a_paragraph_stands_apart_and_a_line_does_not() {
        let apart = |html: &str| html_blocks(html).iter().map(|block| block.apart).collect::<Vec<_>>();
        assert_eq!(apart("<p>a</p><p>b</p>"), [true, true]);
        assert_eq!(apart("<div>a</div><div>b</div><div><br></div><div>c</div>"), [false, false, true]);
        assert_eq!(apart("<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>"), [true, true, false, true]);
    }

    #[test]
    fn a_page_says_what_it_is_about() {
        let html = "<html><head><title>Jobs &amp; more</title><link rel=canonical href='https://jobs.example/7'>\
            <script type='application/ld+json'>{\"a\": \"<p>\"}</script></head><body><header>Sign in</header>\
            <main><h1>Cook</h1><p>Soup.</p></main><footer>Imprint</footer>";
        let page = page(html, Purpose::Excerpt);
        assert_eq!((page.title.as_str(), page.url.as_str()), ("Jobs & more", "https://jobs.example/7"));
        assert_eq!(page.linked_data, ["{\"a\": \"<p>\"}"]);
        assert_eq!(page.main().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["Cook", "Soup."]);
    }

    #[test]
    fn tags_are_told_from_comparisons() {
        for text in ["<P>Go", "a<br/>b", "a<br>b", "<div class=x>Go", "x <strong>y</strong>"] {
            assert!(is_html(text), "{text}");
        }
        for text in ["under 10 ms < 20 ms", "a <b and c", "<ORGANIZATION>", "List<String>", "<10", "<p"] {
            assert!(!is_html(text), "{text}");
        }
    }

    #[test]
    fn no_input_takes_long_or_deep() {
        let n = 60_000;
        for html in ["<div>".repeat(n), "<b>".repeat(n) + &"</i>".repeat(n), format!("<p {}>x", "a b ".repeat(n))] {
            let started = std::time::Instant::now();
            html_blocks(&html);
            assert!(started.elapsed().as_secs() < 5, "{}", &html[..20]);
        }
    }
}
