//! Characters that mean the same become the same.

use std::borrow::Cow;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Folds one piece of text: compatibility forms (NFKC: ligatures, full-width letters, no-break spaces), quotation marks
/// and hyphens to their plain forms; control, zero-width and trade-mark signs away; private-use glyphs (icon fonts) to a
/// bullet, as well as the numbers of glyphs ("(cid:127)"). Line feeds stay; carriage returns go.
///
/// Plain ASCII comes back as it is, so that the usual text costs one scan.
pub fn fold(text: &str) -> Cow<'_, str> {
    match without_numbers(text) {
        None => fold_characters(text),
        Some(text) => Cow::Owned(fold_characters(&text).into_owned()),
    }
}

/// What readers of PDFs print for a glyph of which the file does not tell the character; nearly all are bullets and icons.
const GLYPH: &str = "(cid:";

/// The text with a bullet for each number of a glyph; none where it has none.
fn without_numbers(text: &str) -> Option<String> {
    memchr::memmem::find(text.as_bytes(), GLYPH.as_bytes())?;
    let mut parts = text.split(GLYPH);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.strip_prefix(')').filter(|_| rest.len() < part.len()) {
            Some(rest) => out.extend(["•", rest]),
            None => out.extend([GLYPH, part]),
        }
    }
    Some(out)
}

fn fold_characters(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let plain = plain_prefix(rest.as_bytes());
    if plain == rest.len() {
        return Cow::Borrowed(text);
    }
    let mut out = Folded { text: String::with_capacity(text.len() + 16), run: String::new(), compatible: true };
    // Runs of plain characters are copied whole; even a text with a bullet a line is nearly all such runs.
    while !rest.is_empty() {
        let (plain, more) = rest.split_at(plain_prefix(rest.as_bytes()));
        if !plain.is_empty() {
            out.push_plain(plain);
        }
        rest = more;
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        match c {
            // Signs that NFKC would turn into letters ("Java™" into "JavaTM") go first.
            '\r' | '™' | '®' | '©' | '℠' | '\u{AD}' | '\u{FEFF}' => {}
            '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{202A}'..='\u{202E}' => {}
            '\u{FE00}'..='\u{FE0F}' => {}
            '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}' => out.push_plain("\n"),
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => out.push_wide('•'),
            '‐' | '‑' | '−' => out.push_plain("-"),
            '‘' | '’' | '‛' | '′' => out.push_plain("'"),
            '“' | '”' | '„' | '‟' | '″' => out.push_plain("\""),
            '\u{A0}' => out.push_plain(" "),
            // What bullets become where a symbol font is taken for letters, and what Windows puts among the control characters.
            '\u{7F}' | '\u{95}' => out.push_wide('•'),
            '\u{91}' | '\u{92}' => out.push_plain("'"),
            '\u{93}' | '\u{94}' => out.push_plain("\""),
            '\u{96}' | '\u{97}' => out.push_wide('–'),
            c if c.is_control() => out.push_plain(" "),
            c => out.push_wide(c),
        }
    }
    out.flush();
    Cow::Owned(out.text)
}

/// How many bytes at the start of `bytes` mean themselves: printable ASCII, spaces, tabs and line feeds.
fn plain_prefix(bytes: &[u8]) -> usize {
    let is_plain = |b: u8| matches!(b, b'\n' | b'\t' | b' '..=b'~');
    // Whole chunks without a branch a byte: the compiler makes vector code of it (five times the speed of `all`).
    let chunks = bytes.chunks_exact(32).take_while(|c| c.iter().fold(true, |plain, b| plain & is_plain(*b))).count();
    let from = chunks * 32;
    from + bytes[from..].iter().take_while(|b| is_plain(**b)).count()
}

/// Folded text in the making. Composition never reaches over a plain character but the one right before a run of others, so
/// that NFKC is applied run by run and not to the whole text.
struct Folded {
    text: String,
    /// Characters beyond ASCII since the last plain one.
    run: String,
    /// Whether the run is known to be NFKC already.
    compatible: bool,
}

impl Folded {
    fn push_plain(&mut self, plain: &str) {
        self.flush();
        self.text.push_str(plain);
    }

    fn push_wide(&mut self, c: char) {
        // Marks may need another order or join what is before them, which is not to be told from one alone.
        let sure =
            c == '•' || is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0;
        self.compatible &= sure;
        self.run.push(c);
    }

    fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        if self.compatible {
            self.text.push_str(&self.run);
        } else {
            let before = self.text.pop();
            self.text.extend(before.into_iter().chain(self.run.chars()).nfkc());
        }
        self.run.clear();
        self.compatible = true;
    }
}

/// Appends `line` to `out` with its edges trimmed and every run of white space as one space.
pub(super) fn push_squeezed(out: &mut String, line: &str) {
    // Nearly all lines are squeezed already, which one pass without branches tells.
    let bytes = line.as_bytes();
    let odd = |b: u8| (b == b'\t') | (b == 0xE3);
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let loose = pairs.fold(false, |loose, (a, b)| loose | odd(*a) | ((*a == b' ') & (*b == b' ')));
    let edges = [bytes.first(), bytes.last()];
    if !loose && !edges.iter().flatten().any(|b| **b == b' ' || odd(**b)) {
        return out.push_str(line);
    }
    let mut words = line.split([' ', '\t', '\u{3000}']).filter(|w| !w.is_empty());
    if let Some(first) = words.next() {
        out.push_str(first);
    }
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_mean_the_same_become_the_same() {
        for (raw, folded) in [
            ("plain C++ text", "plain C++ text"),
            ("eﬃcient o\u{FB03}ce", "efficient office"),
            ("Ｃ＋＋　１７", "C++ 17"),
            ("Java™ and .NET®", "Java and .NET"),
            ("client’s “API”", "client's \"API\""),
            ("zero\u{200B}width\u{AD}soft", "zerowidthsoft"),
            ("\u{F0B7} item", "• item"),
            ("a\r\nb", "a\nb"),
            ("\u{7F} item\n\u{95}item \u{92}s \u{96}", "• item\n•item 's –"),
            ("(cid:127) item (cid:9)(cid:x) (cid:", "• item •(cid:x) (cid:"),
            ("non\u{A0}break", "non break"),
            ("back‑end", "back-end"),
            ("e\u{200B}\u{301}a\u{323}\u{307}…", "éạ\u{307}..."),
        ] {
            assert_eq!(fold(raw), folded, "{raw:?}");
        }
    }
}
