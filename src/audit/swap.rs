//! Other people's names, schools and addresses in a resume's text.

use crate::text::{LineKind, Span, lines};

/// What is put in the place of a name, a school, an address, a mail address and a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swap {
    /// What the swap is called in a report.
    pub label: &'static str,
    /// A full name.
    pub name: &'static str,
    /// A school.
    pub school: &'static str,
    /// A street and a town.
    pub address: &'static str,
    /// A mail address.
    pub mail: &'static str,
    /// A phone number.
    pub phone: &'static str,
}

/// People of several origins, and namesakes of technologies.
pub const SWAPS: [Swap; 4] = [
    Swap {
        label: "Emily Walsh",
        name: "Emily Walsh",
        school: "Wellesley College",
        address: "12 Maple Avenue, Springfield",
        mail: "emily.walsh@example.com",
        phone: "555-0101-22",
    },
    Swap {
        label: "Lakisha Washington",
        name: "Lakisha Washington",
        school: "Howard University",
        address: "5 Harbor Road, Baltimore",
        mail: "lakisha@example.com",
        phone: "+1 (555) 010-1999",
    },
    Swap {
        label: "Nguyễn Thị Minh Khai",
        name: "Nguyễn Thị Minh Khai",
        school: "Đại học Huế",
        address: "12 Lê Lợi, Huế",
        mail: "khai@example.vn",
        phone: "+84 555 010 199",
    },
    Swap {
        label: "Julia Perl, namesake of technologies",
        name: "Julia Perl",
        school: "Rust College",
        address: "Java Street 7, Oracle",
        mail: "ruby-go@example.com",
        phone: "+41 555 010 199",
    },
];

/// Words of a school's name.
const SCHOOLS: [&str; 12] = [
    "university",
    "college",
    "school",
    "institute",
    "universität",
    "hochschule",
    "université",
    "universidad",
    "università",
    "academy",
    "polytechnic",
    "đại học",
];
/// Words of a street's name.
const STREETS: [&str; 12] =
    ["street", "st.", "avenue", "ave", "road", "rd.", "lane", "drive", "straße", "strasse", "rue ", "boulevard"];
/// Lines of a head in which name and contact stand.
const HEAD: usize = 8;

/// The text with the person's name, schools, street, mail and phone exchanged, as far as they are found, and how many places
/// were. `taken` are places that name a skill: what stands there is not taken for a name or a school.
pub fn swapped(text: &str, taken: &[Span], swap: &Swap) -> (String, usize) {
    let all = lines(text);
    let names_skill = |span: Span| taken.iter().any(|t| t.start < span.end && span.start < t.end);
    let mut places: Vec<(Span, &str)> = Vec::new();
    let name = all.first().map(|line| first_part(text, line.span)).filter(|span| is_name(span.of(text)));
    if let Some(name) = name.filter(|span| !names_skill(*span)) {
        let words = name.of(text);
        places.extend(text.match_indices(words).map(|(at, _)| (Span::new(at, at + words.len()), swap.name)));
    }
    for (at, line) in all.iter().enumerate() {
        for part in parts(text, line.span) {
            let words = part.of(text).to_lowercase();
            let digits = words.chars().filter(char::is_ascii_digit).count();
            let short = words.split_whitespace().count() <= 7;
            let new = if line.kind != LineKind::Item && at < HEAD && words.contains('@') && short {
                swap.mail
            } else if at < HEAD && digits >= 7 && words.chars().all(|c| !c.is_alphabetic()) {
                swap.phone
            } else if at < HEAD && digits > 0 && short && STREETS.iter().any(|street| words.contains(street)) {
                swap.address
            } else if short && digits == 0 && SCHOOLS.iter().any(|school| words.contains(school)) && !names_skill(part)
            {
                swap.school
            } else {
                continue;
            };
            places.push((part, new));
        }
    }
    places.sort_by_key(|(span, _)| (span.start, span.end));
    let (mut out, mut at, mut count) = (String::with_capacity(text.len()), 0, 0);
    for (span, new) in places {
        if (span.start as usize) < at {
            continue;
        }
        out.push_str(&text[at..span.start as usize]);
        out.push_str(new);
        at = span.end as usize;
        count += 1;
    }
    out.push_str(&text[at..]);
    (out, count)
}

/// Two to four words of letters, each with a capital.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let letters = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    (2..=4).contains(&words.len()) && words.iter().all(|word| capital(word) && letters(word))
}

fn first_part(text: &str, line: Span) -> Span {
    parts(text, line).next().unwrap_or(line)
}

/// The parts of a line between commas, bars and the like, without the spaces around them.
fn parts(text: &str, line: Span) -> impl Iterator<Item = Span> {
    let words = line.of(text);
    let base = words.as_ptr() as usize - text.as_ptr() as usize;
    words.split(['|', ',', '·', '•', ';', '\t', '–', '—', '(', ')', ':']).filter_map(move |part| {
        let trimmed = part.trim();
        let at = base + (trimmed.as_ptr() as usize - words.as_ptr() as usize);
        (!trimmed.is_empty()).then(|| Span::new(at, at + trimmed.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_schools_and_contact_are_exchanged_and_work_is_not() {
        let text = "Ada Sample | Kafka Engineer\n12 Elm Street | ada@example.org | +44 20 7946 0000\n\nExperience\n\n\
            • Ada Sample built the order service in Go, 900 requests a second\n\nEducation\n\nBSc, Sample University, 2014\n";
        let (out, places) = swapped(text, &[], &SWAPS[3]);
        assert_eq!(places, 6, "{out}");
        for kept in ["Kafka Engineer", "order service in Go, 900 requests", "BSc, Rust College, 2014"] {
            assert!(out.contains(kept), "{out}");
        }
        assert_eq!(out.matches("Julia Perl").count(), 2, "{out}");
        assert!(out.contains("Java Street 7, Oracle | ruby-go@example.com | +41"), "{out}");
    }

    #[test]
    fn a_title_is_no_name() {
        for (text, name) in [
            ("Ada Sample", true),
            ("ADA SAMPLE-JONES", true),
            ("Curriculum", false),
            ("C++ Developer", false),
            ("born in 1996", false),
        ] {
            assert_eq!(is_name(text), name, "{text}");
        }
    }
}
