//! Words for what people are employed as, and for what they study.

use std::sync::LazyLock;

use super::entry::is_post;
use super::firm::names_field;
use super::words::Words;

/// Whether one of the words names what people are employed as.
pub(super) fn names_post(text: &str) -> bool {
    static KNOWN: LazyLock<Words> = LazyLock::new(|| Words::new(&[(&POSTS, 1)]));
    if !text.is_ascii() {
        return words(text)
            .any(|word| KNOWN.has(word) || word.strip_suffix(['s', 'S']).is_some_and(|one| KNOWN.has(one)));
    }
    // The same by bytes: every line of a resume is asked.
    let has = |word: &[u8]| {
        let one = word.strip_suffix(b"s").or_else(|| word.strip_suffix(b"S"));
        KNOWN.of_ascii(word) != 0 || one.is_some_and(|one| KNOWN.of_ascii(one) != 0)
    };
    let mut words = text.as_bytes().split(|b| !(b.is_ascii_alphanumeric() || *b == b'-'));
    words.any(|word| has(word) || word.contains(&b'-') && word.split(|b| *b == b'-').any(has))
}

/// Whether one of the words belongs to a course of study.
pub(super) fn names_study(text: &str) -> bool {
    const STUDIES: [&str; 26] = [
        "bachelor",
        "bachelors",
        "bachelor's",
        "bsc",
        "b.sc",
        "b.e",
        "b.tech",
        "btech",
        "b.a",
        "bca",
        "masters",
        "master's",
        "msc",
        "m.sc",
        "m.tech",
        "mtech",
        "mca",
        "mba",
        "phd",
        "ph.d",
        "diploma",
        "degree",
        "cgpa",
        "gpa",
        "graduated",
        "graduation",
    ];
    let small = text.to_lowercase().replace('’', "'");
    let word = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\''));
    small.contains("master of") || small.split(word).any(|word| STUDIES.contains(&word.trim_end_matches('.')))
}

/// Posts by their last word, in the singular.
const POSTS: [&str; 90] = [
    "accountant",
    "admin",
    "administrator",
    "adviser",
    "advisor",
    "agent",
    "analyst",
    "apprentice",
    "architect",
    "artist",
    "assistant",
    "associate",
    "auditor",
    "ceo",
    "chairman",
    "clerk",
    "co-founder",
    "co-op",
    "coach",
    "cofounder",
    "consultant",
    "contractor",
    "coordinator",
    "cto",
    "dba",
    "designer",
    "dev",
    "developer",
    "devops",
    "director",
    "economist",
    "editor",
    "electrician",
    "engineer",
    "employee",
    "executive",
    "expert",
    "fellow",
    "foreman",
    "founder",
    "freelance",
    "freelancer",
    "guard",
    "head",
    "inspector",
    "instructor",
    "intern",
    "internship",
    "lawyer",
    "lead",
    "leader",
    "lecturer",
    "manager",
    "mentor",
    "nurse",
    "officer",
    "operator",
    "owner",
    "pharmacist",
    "physician",
    "physicist",
    "planner",
    "preceptor",
    "president",
    "professor",
    "programmer",
    "recruiter",
    "representative",
    "researcher",
    "scientist",
    "sde",
    "secretary",
    "specialist",
    "sre",
    "statistician",
    "strategist",
    "supervisor",
    "surgeon",
    "teacher",
    "teamlead",
    "teamleader",
    "techlead",
    "technician",
    "tester",
    "therapist",
    "trainee",
    "trainer",
    "translator",
    "tutor",
    "writer",
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).flat_map(|word| {
        // "Web-developer", but "co-founder" as it stands.
        std::iter::once(word).chain(word.split('-').filter(move |part| part.len() < word.len()))
    })
}

/// Whether the last word names a post, but for a step of a ladder: "Web developer II".
pub(super) fn ends_as_post(text: &str) -> bool {
    let plain = |word: &&str| !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit() || b == b'I' || b == b'V');
    let last = text.split(|c: char| !c.is_alphanumeric()).rfind(plain).unwrap_or_default();
    names_post(last) || is_post(last) && names_post(text)
}

/// The title that some words begin with, up to the last word of their first post: "Co-Founder & CTO Example Rooms".
pub(super) fn post_of(text: &str) -> Option<&str> {
    /// Words before the post.
    const BEFORE: usize = 6;
    let is_step = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit() || b == b'I' || b == b'V')
    };
    let mut end = None;
    let mut joined = false;
    for (number, word) in text.split_whitespace().enumerate() {
        let small = word.starts_with(char::is_lowercase);
        let post = names_post(word);
        let goes_on = end.is_some() && !small && (is_step(word) || names_field(word));
        if post || goes_on {
            let bare = word.trim_end_matches([',', '.', ':', ';']);
            end = Some(word.as_ptr().addr() - text.as_ptr().addr() + bare.len());
            joined = false;
        } else if end.is_some() && matches!(word, "&" | "/" | "and") {
            joined = true;
        } else if end.is_some() && !joined || end.is_none() && (number >= BEFORE || small) {
            break;
        }
    }
    end.map(|end| &text[..end])
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn letters_of_an_abbreviation_and_endings_of_files_are_no_languages() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let meant = |skills: &str| {
            let profile = extractor.resume(&format!("Jo Doe\n\nSkills\n{skills}\n"));
            profile.skills.iter().filter(|skill| skill.mentions() > 0).count()
        };
        for (skills, count) in
            [("S.S.C, D.T. and P.M & I.R", 0), ("the page index.html", 0), ("C, D and R.", 3), ("HTML, Node.js", 2)]
        {
            assert_eq!(meant(skills), count, "{skills}");
        }
    }

    #[test]
    fn an_employer_called_as_a_technology_shows_none() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let names = |experience: &str| {
            let profile = extractor.resume(&format!("Jo Doe\n\nExperience\n{experience}\n"));
            let meant = profile.skills.iter().filter(|skill| skill.mentions() > 0);
            meant.map(|skill| extractor.taxonomy().skill(skill.skill).name.clone()).collect::<Vec<_>>()
        };
        for head in [
            "2017/04 - 2018/10 Salesforce (Bern, Switzerland) Web Front End Developer",
            "Senior Engineer, Oracle, 2019 - 2021",
            "Unity Technologies, Bern\nEngineer\n2019 - 2021",
            "Engineer at Elastic, May 2019 - now",
        ] {
            assert_eq!(names(&format!("{head}\n• Ran a shop of clay")), [""; 0], "{head}");
        }
        assert_eq!(names("Java Developer, Oracle, 2019 - 2021\n• Ran a shop"), ["Java"]);
        assert_eq!(names("Engineer, Oracle, 2019 - 2021\n• Moved a ledger to Salesforce"), ["Salesforce"]);
        assert_eq!(names("Developer - Java, Kafka\n2019 - 2021\n• Ran a shop"), ["Java", "Kafka"]);
    }
}
