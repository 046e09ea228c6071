//! One pass over the tokens of a page.

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, Tag, TagKind, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::{HtmlBlock, Page, Purpose};
use crate::ingest::BlockKind;

/// Elements without an end.
const VOID: [&str; 14] =
    ["br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source", "track", "param"];

/// Elements whose content is no text of the page.
const ASIDE: [&str; 17] = [
    "script", "style", "nav", "iframe", "noframes", "noscript", "template", "svg", "math", "object", "canvas", "audio",
    "video", "select", "button", "textarea", "title",
];

/// Further ones where the page is more than the text that is wanted.
const AROUND: [&str; 3] = ["footer", "aside", "dialog"];

/// Elements that stand apart from their neighbours.
const APART: [&str; 20] = [
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "article",
    "header",
    "blockquote",
    "pre",
    "figure",
    "form",
    "main",
    "address",
];

/// Elements that begin a line and no more.
const LINES: [&str; 15] = [
    "div", "li", "tr", "dt", "dd", "thead", "tbody", "details", "summary", "caption", "center", "body", "html",
    "footer", "aside",
];

/// Elements that are looked back for where one ends: what is open farther out stays open, so that a page of nothing but
/// tags that do not fit takes no more time than another.
const LOOK_BACK: usize = 256;

/// Attributes of one tag that are more than any page has; the tokenizer compares each with all before it.
const ATTRIBUTES_MAX: usize = 5_000;

/// What holds inside an open element.
#[derive(Debug, Clone, Copy, Default)]
struct Inside {
    /// Not read at all.
    aside: bool,
    /// Not shown to a person.
    hidden: bool,
    /// In the page's main part.
    main: bool,
    /// White space is kept.
    pre: bool,
    /// On a ground of its own colour, so that white letters show.
    coloured: bool,
    /// In an item of a list.
    item: bool,
}

/// Text that is collected for another purpose than to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Collected {
    Title,
    LinkedData,
}

pub(super) struct Walk {
    page: Page,
    purpose: Purpose,
    /// Line breaks of the source count.
    keep_lines: bool,
    open: Vec<(LocalName, Inside)>,
    /// The block that is being read.
    text: String,
    kind: BlockKind,
    apart: bool,
    cells: usize,
    /// Text not shown, since the last that is.
    hidden: String,
    collected: Option<(Collected, String)>,
    /// The element inside a line that ended right here.
    ended: Option<LocalName>,
    /// An element inside a line began right here that its page may set apart: after another, or by a class or style of its own.
    seam: Option<Seam>,
}

/// What stands before an element inside a line, without a space between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// Another such element.
    Element,
    /// Bare text.
    Text,
}

impl Walk {
    pub(super) fn over(html: &str, purpose: Purpose, keep_lines: bool) -> Page {
        let walk = Self {
            page: Page::default(),
            purpose,
            keep_lines,
            open: Vec::new(),
            text: String::new(),
            kind: BlockKind::Paragraph,
            apart: false,
            cells: 0,
            hidden: String::new(),
            collected: None,
            ended: None,
            seam: None,
        };
        let tokenizer = Tokenizer::new(Sink(RefCell::new(walk)), TokenizerOpts::default());
        if !has_endless_tag(html) {
            let input = BufferQueue::default();
            input.push_back(StrTendril::from(html));
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        let mut walk = tokenizer.sink.0.into_inner();
        walk.flush();
        walk.end_hidden();
        walk.page
    }

    fn inside(&self) -> Inside {
        self.open.last().map(|(_, inside)| *inside).unwrap_or_default()
    }

    fn start(&mut self, tag: Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let ended = self.ended.take();
        // A paragraph ends where a block begins, an item where the next does, whether or not a tag says so.
        let block = APART.contains(&name) || LINES.contains(&name);
        if self.open.last().is_some_and(|(open, _)| {
            *open == tag.name && matches!(name, "p" | "li" | "td" | "th" | "tr" | "dt" | "dd")
                || block && &**open == "p"
        }) {
            self.flush();
            self.open.pop();
        }
        if VOID.contains(&name) {
            self.void(name, &tag);
            return TokenSinkResult::Continue;
        }
        let inside = self.inside_of(&tag);
        if !inside.aside {
            self.begin(name, inside);
            // Labels side by side are apart on the page though no space stands between them.
            if ended.as_ref() == Some(&tag.name) && (name != "span" || attribute(&tag, "class").is_some()) {
                self.push(" ");
            }
            let styled = matches!(name, "span" | "time" | "small")
                && (attribute(&tag, "class").is_some() || attribute(&tag, "style").is_some());
            self.seam = match ended {
                Some(_) if !block => Some(Seam::Element),
                None if styled => Some(Seam::Text),
                _ => None,
            };
        }
        let raw = match name {
            "script" => Some(ScriptData),
            "style" | "iframe" | "noframes" => Some(Rawtext),
            "title" | "textarea" => Some(Rcdata),
            _ => None,
        };
        match name {
            "title" if self.page.title.is_empty() => self.collected = Some((Collected::Title, String::new())),
            "script" if attribute(&tag, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                self.collected = Some((Collected::LinkedData, String::new()));
            }
            _ => {}
        }
        if !tag.self_closing || raw.is_some() {
            self.open.push((tag.name, inside));
        }
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    fn void(&mut self, name: &str, tag: &Tag) {
        match name {
            "br" => self.break_line(),
            "hr" => {
                self.flush();
                self.apart = true;
            }
            "meta" if attribute(tag, "property").as_deref() == Some("og:title") => {
                self.page.title = attribute(tag, "content").unwrap_or_default();
            }
            "link" if attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.page.url = attribute(tag, "href").unwrap_or_default();
            }
            _ => {}
        }
    }

    /// What holds inside the element that starts.
    fn inside_of(&self, tag: &Tag) -> Inside {
        let name: &str = &tag.name;
        let mut inside = self.inside();
        let role = attribute(tag, "role").unwrap_or_default();
        let around = AROUND.contains(&name) || name == "header" && !inside.main;
        inside.aside |= ASIDE.contains(&name) || role == "navigation";
        inside.aside |= self.purpose == Purpose::Excerpt && around;
        inside.main |= matches!(name, "main" | "article") || role == "main";
        inside.pre |= name == "pre";
        inside.item = (inside.item || name == "li") && !matches!(name, "td" | "th");
        let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
        inside.coloured |= style.contains("background") || attribute(tag, "bgcolor").is_some();
        inside.hidden |= attribute(tag, "hidden").is_some() || hides(&style, inside.coloured);
        inside
    }

    fn begin(&mut self, name: &str, inside: Inside) {
        match name {
            "td" | "th" => {
                if self.cells > 0 && !self.text.trim().is_empty() {
                    self.text.truncate(self.text.trim_end().len());
                    self.text.push_str(" | ");
                }
                self.cells += 1;
                return;
            }
            "tr" => self.cells = 0,
            _ => {}
        }
        let apart = APART.contains(&name);
        if !apart && !LINES.contains(&name) {
            return;
        }
        self.flush();
        // What stands in an item belongs to its list.
        self.apart |= apart && !inside.item;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.kind = BlockKind::Heading,
            "li" => self.kind = BlockKind::Item,
            _ => {}
        }
    }

    fn end(&mut self, tag: Tag) {
        let name: &str = &tag.name;
        self.ended = None;
        if let Some((what, text)) = self.collected.take() {
            match what {
                Collected::Title => self.page.title = text.split_whitespace().collect::<Vec<_>>().join(" "),
                Collected::LinkedData => self.page.linked_data.push(text),
            }
        }
        if name == "br" {
            return self.break_line();
        }
        let apart = APART.contains(&name);
        let aside = self.inside().aside;
        if (apart || LINES.contains(&name)) && !aside {
            self.flush();
            if matches!(name, "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                self.kind = BlockKind::Paragraph;
            }
        }
        let from = self.open.len().saturating_sub(LOOK_BACK);
        if let Some(at) = self.open[from..].iter().rposition(|(open, _)| *open == tag.name) {
            self.open.truncate(from + at);
        }
        self.apart |= apart && !aside && !self.inside().item;
        if !apart && !aside {
            self.ended = Some(tag.name);
        }
    }

    fn break_line(&mut self) {
        if !self.inside().aside && self.collected.is_none() {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push('\n');
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((_, collected)) = &mut self.collected {
            collected.push_str(text);
            return;
        }
        let inside = self.inside();
        if inside.aside {
            return;
        }
        let seam = self.seam.take();
        let out = if inside.hidden { &mut self.hidden } else { &mut self.text };
        if seam.is_some_and(|seam| is_parted(out, text, seam)) {
            out.push(' ');
        }
        if inside.pre {
            out.push_str(text);
            return;
        }
        let breaks = self.keep_lines;
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c.is_ascii_whitespace()) {
            out.push_str(&rest[..at]);
            let white = rest[at..].len() - rest[at..].trim_ascii_start().len();
            let lines = rest[at..at + white].bytes().filter(|b| *b == b'\n').count();
            rest = &rest[at + white..];
            if breaks && lines > 0 {
                // A break that a tag has made already is not made twice.
                let made = usize::from(out.ends_with('\n'));
                (made..lines).for_each(|_| out.push('\n'));
            } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        }
        out.push_str(rest);
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let text = self.text.trim_end();
        let text = text.strip_suffix(" |").unwrap_or(text).trim_end();
        let shown = text.trim_start_matches(['\n', ' ', '\u{a0}']);
        if shown.is_empty() {
            // An empty line is how editors part paragraphs.
            self.apart |= self.text.contains(['\n', '\u{a0}']);
            self.text.clear();
            return;
        }
        let block = HtmlBlock { kind: self.kind, text: shown.to_owned(), apart: self.apart, main: self.inside().main };
        self.page.blocks.push(block);
        self.end_hidden();
        self.text.clear();
        self.apart = false;
        self.kind = BlockKind::Paragraph;
    }

    fn end_hidden(&mut self) {
        let hidden = std::mem::take(&mut self.hidden);
        if hidden.chars().any(char::is_alphanumeric) {
            self.page.hidden.push(hidden.trim().to_owned());
        }
    }
}

/// Whether a style (in lower case) takes the text from a person's eye.
fn hides(style: &str, coloured: bool) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let (property, value) = (property.trim(), value.trim().trim_end_matches("!important").trim_end());
        match property {
            "display" => value == "none",
            "visibility" => value == "hidden",
            "opacity" => value.parse() == Ok(0.0),
            "font-size" => {
                let digits = value.trim_end_matches(char::is_alphabetic);
                let absolute = value.ends_with("px") || value.ends_with("pt") || digits == value;
                absolute && digits.parse().is_ok_and(|size: f32| size <= 2.0)
            }
            "color" => {
                let white = ["white", "#fff", "#ffffff", "rgb(255,255,255)", "rgb(255, 255, 255)", "transparent"];
                white.contains(&value) && !coloured
            }
            _ => false,
        }
    })
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| attribute.value.to_string())
}

/// Whether some tag has more attributes than can be read in reasonable time.
fn has_endless_tag(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        at += next + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut attributes, mut quote) = (0, None);
        while let Some(&b) = bytes.get(at) {
            match (quote, b) {
                (None, b'>') => break,
                (None, b'"' | b'\'') if bytes[at - 1] == b'=' => quote = Some(b),
                (Some(open), b) if open == b => quote = None,
                (None, b' ' | b'\n' | b'\t' | b'/') => attributes += 1,
                _ => {}
            }
            at += 1;
        }
        if attributes > ATTRIBUTES_MAX {
            return true;
        }
    }
    false
}

/// Whether a page sets apart what an element holds from what stands before it: a capital or digit behind the end of a word. Behind bare text
/// one word may be the rest of a name ("GitHub" with its second half in a colour).
fn is_parted(before: &str, text: &str, seam: Seam) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), text.chars().next()) else { return false };
    let ends = match seam {
        Seam::Element => last.is_alphanumeric() || matches!(last, ')' | '.' | ','),
        Seam::Text => {
            (last.is_lowercase() || matches!(last, ')' | '.' | ','))
                && text.trim().contains(|c: char| c.is_whitespace() || c.is_ascii_digit())
        }
    };
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().map_or(0, str::len);
    ends && (first.is_uppercase() || first.is_ascii_digit() && !last.is_ascii_digit())
        && (word != 1 || !last.is_alphabetic())
}

struct Sink(RefCell<Walk>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut walk = self.0.borrow_mut();
        match token {
            TagToken(tag) if tag.kind == TagKind::StartTag => return walk.start(tag),
            TagToken(tag) => walk.end(tag),
            CharacterTokens(text) => {
                walk.ended = None;
                walk.push(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
