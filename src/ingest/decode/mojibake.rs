//! UTF-8 that was once read as Windows-1252 and saved so: "donâ€™t" for "don’t".

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// Characters that a single mangled sequence is believed to stand for: European letters, punctuation, marks of lists.
/// Others are believed where several stand together.
fn is_usual(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{24f}' | '\u{2000}'..='\u{206f}' | '€' | '™' | '\u{2190}'..='\u{27bf}' | '\u{fb00}'..='\u{fb06}' | '\u{feff}')
}

/// Whether `texts`, together one document, are mangled; if so, an example of it. A lone sequence of two characters may
/// be what its author meant ("Ä“" ends a quotation), so that it takes two of them, or a longer one.
pub(in crate::ingest) fn mojibake(texts: &[&str]) -> Option<String> {
    let mut weight = 0;
    let mut example = None;
    for text in texts {
        for (start, end, _) in mangled(text) {
            weight += text[start..end].chars().count() - 1;
            if example.is_none() {
                example = Some(around(text, start, end).to_owned());
            }
        }
    }
    example.filter(|_| weight > 1)
}

/// `text` with every mangled sequence as the characters that it stands for.
pub(in crate::ingest) fn unmangled(text: &str) -> Cow<'_, str> {
    // Some texts went through it twice.
    let once = unmangled_once(text);
    match unmangled_once(&once) {
        Cow::Owned(twice) => Cow::Owned(twice),
        Cow::Borrowed(_) => once,
    }
}

fn unmangled_once(text: &str) -> Cow<'_, str> {
    let found = mangled(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end, meant) in found {
        out.push_str(&text[from..start]);
        out.push_str(&meant);
        from = end;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// The mangled sequences of a text, with what they stand for. A run of characters beyond ASCII is one if its bytes in
/// Windows-1252 are UTF-8 from end to end.
fn mangled(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    // The first byte of such a sequence was one of Â Ã â ã Ð ð and their neighbours; without one there is nothing to see.
    let mut rest = 0;
    while let Some(at) = text[rest..].find(|c: char| ('\u{c2}'..='\u{f4}').contains(&c)) {
        let start = rest + at;
        let end = text[start..].find(|c: char| c.is_ascii()).map_or(text.len(), |at| start + at);
        let (bytes, _, lost) = WINDOWS_1252.encode(&text[start..end]);
        if let (false, Ok(meant)) = (lost, std::str::from_utf8(&bytes)) {
            let several = meant.chars().count() > 2;
            if several || meant.chars().all(is_usual) {
                found.push((start, end, meant.to_owned()));
            }
        }
        rest = end;
    }
    found
}

/// The words around a place.
fn around(text: &str, start: usize, end: usize) -> &str {
    let space = text[..start].char_indices().rfind(|(_, c)| c.is_whitespace());
    let from = space.map_or(0, |(at, c)| at + c.len_utf8());
    let to = text[end..].find(char::is_whitespace).map_or(text.len(), |at| end + at);
    text[from..to].trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mangled_is_put_right() {
        for (mangled, meant) in [
            ("donâ€™t â€“ â€¢ Go", "don’t – • Go"),
            ("ZÃ¼rich", "Zürich"),
            ("in\u{a0}ZÃ¼rich", "in\u{a0}Zürich"),
            ("a\u{c2}\u{a0}b", "a\u{a0}b"),
            ("donÃ¢â‚¬â„¢t", "don’t"),
            ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ] {
            assert_eq!(unmangled(mangled), meant, "{mangled}");
        }
    }

    #[test]
    fn what_is_meant_stays() {
        for text in ["Zürich – naïve café", "MENÜ–", "ÄÖÜ", "Привет", "plain", "São Paulo", "Ça va", "“Äpfel”"]
        {
            assert_eq!(unmangled(text), text);
        }
        assert_eq!(mojibake(&["a „BÄ“ b", "Zürich"]), None);
        assert_eq!(mojibake(&["I donâ€™t", "ok"]).as_deref(), Some("donâ€™t"));
        assert_eq!(mojibake(&["in ZÃ¼rich", "and MÃ¼nchen"]).as_deref(), Some("ZÃ¼rich"));
    }
}
