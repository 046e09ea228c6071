//! What the employer makes itself: named where it tells of itself, it asks for nothing.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::taxonomy::{SkillId, Taxonomy};

/// Words behind an employer's name, and words before one, of which no letter is rare.
const EQUALS: [&str; 3] = [" is an", " is proud to be an", " is committed to providing"];
const PROCESSES: [&str; 4] =
    ["'s employment process", "'s hiring process", "'s recruitment process", "'s interview process"];
static EMPLOYMENT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("employment with "));

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
    // By letters that are rare where the words stand.
    for at in memchr::memchr3_iter(b'A', b'q', b'\'', text.as_bytes()) {
        let (before, behind) = text.split_at(at);
        let names = match text.as_bytes()[at] {
            b'A' => {
                let about = || behind.strip_prefix("About ").filter(|_| before.ends_with('\n'));
                behind.strip_prefix("At ").or_else(about).map(first_names)
            }
            b'q' => {
                let lead = before.strip_suffix(" e").filter(|_| behind.starts_with("qual "));
                lead.and_then(|lead| EQUALS.iter().find_map(|words| lead.strip_suffix(words))).map(last_names)
            }
            _ => PROCESSES.iter().any(|words| behind.starts_with(words)).then(|| last_names(before)),
        };
        names.into_iter().flatten().for_each(&mut add);
    }
    let employment = EMPLOYMENT.find_iter(text.as_bytes()).map(|at| &text[at + EMPLOYMENT.needle().len()..]);
    employment.flat_map(first_names).for_each(&mut add);
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
        let part = lead.char_indices().rfind(|(_, c)| c.is_whitespace() || *c == '(');
        let start = part.map_or(0, |(n, c)| n + c.len_utf8());
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
