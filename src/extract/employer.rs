//! What the employer makes itself: named where it tells of itself, it asks for nothing.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::taxonomy::{SkillId, Taxonomy};

/// A word that stands near an employer's name, and the words that lead from the name to it.
struct Mark {
    word: Finder<'static>,
    /// What must stand right before the word, behind the name; none where the name follows the word.
    leads: &'static [&'static str],
}

/// Built once: a posting is searched for them in a few microseconds.
static MARKS: LazyLock<[Mark; 5]> = LazyLock::new(|| {
    let mark = |word, leads| Mark { word: Finder::new(word), leads };
    [
        mark(" equal ", &[" is an", " is proud to be an", " is committed to providing"]),
        mark(" process", &["'s employment", "'s hiring", "'s recruitment", "'s interview"]),
        mark("employment with ", &[]),
        mark("\nAbout ", &[]),
        mark("At ", &[]),
    ]
});

/// Longest name of an employer that is looked for, in words.
const WORDS: usize = 2;

/// The names, in small letters, by which a posting calls its employer, and that of the `company` which the input names; mostly
/// one, and often none.
pub(super) fn employers(text: &str, company: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |name: &str| {
        let name = name.to_lowercase();
        if !out.contains(&name) {
            out.push(name);
        }
    };
    for mark in MARKS.iter() {
        for at in mark.word.find_iter(text.as_bytes()) {
            if mark.leads.is_empty() {
                first_names(&text[at + mark.word.needle().len()..]).into_iter().for_each(&mut add);
            } else if let Some(name) = mark.leads.iter().find_map(|lead| text[..at].strip_suffix(lead)) {
                last_names(name).into_iter().for_each(&mut add);
            }
        }
    }
    let company = without_form(company);
    if !company.is_empty() {
        add(company);
    }
    out
}

/// A firm's name without its legal form: "Acme Inc.".
fn without_form(company: &str) -> &str {
    const FORMS: [&str; 19] = [
        "ab",
        "ag",
        "as",
        "bv",
        "co",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "limited",
        "llc",
        "ltd",
        "nv",
        "plc",
        "pte",
        "pty",
        "pvt",
        "sa",
        "se",
    ];
    let mut name = company.trim();
    while let Some((lead, last)) = name.rsplit_once([' ', ',']) {
        let form = last.replace('.', "").to_lowercase();
        if !(form.is_empty() || FORMS.contains(&form.as_str())) {
            break;
        }
        name = lead.trim_end_matches([',', ' ']);
    }
    name
}

/// The capitalised word, and the two, that `text` ends with.
fn last_names(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = text.len();
    for _ in 0..WORDS {
        let lead = text[..from].trim_end();
        let start = lead.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |n| n + 1);
        if !lead[start..].starts_with(|c: char| c.is_uppercase()) {
            break;
        }
        from = start;
        out.push(&text[from..]);
    }
    out
}

/// The capitalised word, and the two, that `text` begins with.
fn first_names(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut to = 0;
    for _ in 0..WORDS {
        let rest = &text[to..];
        let word = rest.strip_prefix(' ').unwrap_or(rest);
        let lead = rest.len() - word.len();
        let len = word.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '&'))).unwrap_or(word.len());
        if len == 0 || !word.starts_with(|c: char| c.is_uppercase()) {
            break;
        }
        to += lead + len;
        out.push(&text[..to]);
    }
    out
}

/// Whether a name is that of an employer, and not of a product of its own.
pub(super) fn calls_employer(employers: &[String], name: &str) -> bool {
    employers.iter().any(|e| name.eq_ignore_ascii_case(e))
}

/// Whether one of the `employers` makes the product: a spelling of it, or of what it is a part of, begins with the name.
pub(super) fn makes(taxonomy: &Taxonomy, employers: &[String], skill: SkillId) -> bool {
    let named = |spelling: &str| {
        employers.iter().any(|e| {
            let lead = spelling.get(..e.len()).is_some_and(|lead| lead.eq_ignore_ascii_case(e));
            lead && (spelling.len() == e.len() || spelling.as_bytes()[e.len()] == b' ')
        })
    };
    let own = |skill: SkillId| {
        let skill = taxonomy.skill(skill);
        named(&skill.name) || skill.aliases.iter().any(|a| named(&a.text))
    };
    own(skill) || taxonomy.skill(skill).implies.iter().any(|whole| own(*whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_employer_names_itself() {
        for (text, expected) in [
            ("We work. Acme is an equal opportunity employer.", vec!["acme"]),
            ("Here at Acme we sing.\nAbout Big Acme\nWe sing.", vec!["big", "big acme"]),
            ("At Acme, we sing.", vec!["acme"]),
            ("We work at night. the team is an equal opportunity employer", vec![]),
        ] {
            assert_eq!(employers(text, ""), expected, "{text:?}");
        }
    }

    #[test]
    fn a_legal_form_is_no_name() {
        for (company, name) in [
            ("Acme Inc.", "acme"),
            ("Acme Hats Pte. Ltd", "acme hats"),
            ("Acme, Inc", "acme"),
            ("Inc", "inc"),
            ("", ""),
        ] {
            let expected: Vec<&str> = Some(name).filter(|name| !name.is_empty()).into_iter().collect();
            assert_eq!(employers("We sing.", company), expected, "{company:?}");
        }
    }
}
