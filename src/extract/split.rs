//! Names whose first letter stands apart, as converters leave it: "A ngular", "P HP".

use crate::taxonomy::is_english;

use super::scan::{Extractor, Name, Scan};

/// Letters of a name that is put together; fewer are abbreviations and initials.
const LETTERS_MIN: usize = 3;

impl Extractor {
    /// Adds the names of which a capital stands apart: put together it is a name, and what follows is no word by itself.
    pub(super) fn add_split(&self, scan: &mut Scan<'_>) {
        let found: Vec<Name> =
            (1..scan.tokens.len() as u32).filter_map(|second| self.split_name(scan, second)).collect();
        for name in found {
            // The letter alone may be a language.
            scan.names.retain(|other| other.tokens.1 <= name.tokens.0 || other.tokens.0 >= name.tokens.1);
            let at = scan.names.partition_point(|other| other.span.start < name.span.start);
            scan.names.insert(at, name);
        }
    }

    /// The name that token `second` and the letter before it make.
    fn split_name(&self, scan: &Scan<'_>, second: u32) -> Option<Name> {
        let (letter, rest) = (scan.tokens[second as usize - 1], scan.tokens[second as usize]);
        let capital =
            scan.text.as_bytes()[letter.start as usize].is_ascii_uppercase() && letter.end == letter.start + 1;
        if !capital || &scan.text[letter.end as usize..rest.start as usize] != " " {
            return None;
        }
        let (first, second) = (second - 1, second);
        let joined = [scan.word(first), scan.word(second)].concat();
        let skill = self.name_of(&joined).filter(|_| joined.len() >= LETTERS_MIN)?;
        // "J Unit" and "C SQL" are words by themselves.
        if is_english(&scan.word(second).to_lowercase()) || self.name_of(scan.word(second)).is_some() {
            return None;
        }
        let span = crate::text::Span { start: letter.start, end: rest.end };
        Some(Name { skill, guard: None, span, tokens: (first, second + 1) })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn letters_that_stand_apart_are_put_to_their_names() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let skills = |text: &str| -> Vec<String> {
            let profile = extractor.resume(&format!("Jo Doe\n\nSkills\n{text}\n"));
            let named = profile.named.iter().map(|(skill, _)| extractor.taxonomy().skill(*skill).name.clone());
            named.collect()
        };
        for (text, expected) in [
            ("P HP, MySQL", &["PHP", "MySQL"][..]),
            ("Java, C lickHouse, C", &["Java", "ClickHouse", "C"]),
            ("K ubernetes and A ngular", &["Kubernetes", "Angular"]),
            // What follows is a word, or a name, or no name comes of it.
            ("plan B ash", &[]),
            ("C, R", &["C", "R"]),
            ("Vitamin C sharpens", &[]),
        ] {
            let found = skills(text);
            assert_eq!(found, expected, "{text}");
        }
    }
}
