//! What a resume names and does not claim: "no experience with Kafka", "would like to learn Rust", "built without Laravel".

use super::clause::list_gap;
use super::cue::Cue;
use super::denial::mark_list;
use super::mention::Mention;
use super::scan::{FoundCue, Scan};
use super::section::{Piece, ResumeSection};

/// Most words between such a cue and the first name it tells of: "would like to learn new languages such as Rust".
const REACH: u32 = 6;

/// Whether each mention is disclaimed by a cue before it in its sentence, alone or as a part of the list that stands there.
pub(super) fn disclaimed(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], mentions: &[Mention]) -> Vec<bool> {
    let mut out = vec![false; mentions.len()];
    for cue in scan.cues.iter().filter(|cue| disclaims(scan, cue)) {
        let first = mentions.partition_point(|m| m.span.start < cue.span.end);
        let Some(next) = mentions.get(first) else { continue };
        let piece = &pieces[next.piece as usize];
        let work = matches!(piece.section, ResumeSection::Experience | ResumeSection::Projects);
        let near = if cue.cue == Cue::NegationBefore {
            // "without Laravel", "without using Laravel"; not "without downtime on Kubernetes".
            (cue.tokens.1..next.tokens.0).all(|token| is_use(scan.word(token)))
        } else {
            // At work others are told of, too: "taught students who want to learn Python".
            !work && next.tokens.0 - cue.tokens.1 <= REACH
        };
        if !near || !piece.span.contains(cue.span) || turns(&scan.text[cue.span.end as usize..next.span.start as usize])
        {
            continue;
        }
        mark_list(mentions, first, &mut out, |a, b| {
            let gap = &scan.text[a.span.end as usize..b.span.start as usize];
            a.piece == b.piece && list_gap(gap).is_some_and(|gap| !gap.open && !gap.close)
        });
    }
    out
}

/// Whether a cue says that its person has not done what stands behind it. "Moved away from" and "stopped using" are told by
/// one who has.
fn disclaims(scan: &Scan<'_>, cue: &FoundCue) -> bool {
    let words = cue.span.of(scan.text);
    match cue.cue {
        Cue::Disclaimer => true,
        Cue::NegationBefore => words.eq_ignore_ascii_case("without"),
        // "willing to learn"; "trained on the job" has been.
        Cue::Learn => scan.word(cue.tokens.1 - 1).get(..5).is_some_and(|word| word.eq_ignore_ascii_case("learn")),
        _ => false,
    }
}

fn is_use(word: &str) -> bool {
    ["a", "an", "the", "any", "use", "using", "of"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether the words between a cue and a name begin something else.
fn turns(gap: &str) -> bool {
    gap.contains([';', '!', '?', '\n']) || gap.contains(". ") || gap.contains(" but ")
}

#[cfg(test)]
mod tests {
    use crate::extract::{Evidence, Extractor};
    use crate::taxonomy::Taxonomy;

    #[test]
    fn what_a_person_has_not_done_is_no_evidence() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (text, listed, not) in [
            ("No experience with Kafka yet, strong in RabbitMQ.", vec!["rabbitmq"], vec!["kafka"]),
            ("I don't have experience in Java or Kotlin, but know Python.", vec!["python"], vec!["java", "kotlin"]),
            ("Would love to learn Rust, Elixir and Kotlin.", vec![], vec!["rust", "elixir", "kotlin"]),
            ("Interested in learning new languages such as Scala. I write Java.", vec!["java"], vec!["scala"]),
            ("Currently learning Elixir; trained in Swift.", vec!["elixir", "swift"], vec![]),
            ("Not a fan of Perl.", vec![], vec!["perl"]),
            ("No experience gaps; I write Kotlin.", vec!["kotlin"], vec![]),
            ("Looking for a role where I can use Java.", vec!["java"], vec![]),
        ] {
            let profile = extractor.resume(&format!("Ada Example\n\nSummary\n{text}\n"));
            let shown = |name: &str| profile.skill(extractor.taxonomy().find(name).unwrap()).map(|e| e.evidence);
            for name in listed {
                assert_eq!(shown(name), Some(Evidence::Listed), "{text}: {name}");
            }
            for name in not {
                assert!(shown(name).is_none_or(|e| e < Evidence::Listed), "{text}: {name}");
            }
        }
    }

    #[test]
    fn at_work_only_what_was_done_without_is_none() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (text, shown) in [
            ("Built a shop in PHP without using Laravel", false),
            ("Moved a shop of Laravel to Kubernetes without downtime", true),
            ("Taught students who want to learn Laravel", true),
            ("Stopped using Laravel in a shop of twelve people", true),
        ] {
            let profile = extractor.resume(&format!("Ada Example\n\nExperience\nDeveloper, 2019 - 2021\n• {text}\n"));
            let evidence = profile.skill(extractor.taxonomy().find("laravel").unwrap()).map(|e| e.evidence);
            assert_eq!(evidence == Some(Evidence::Demonstrated), shown, "{text}");
        }
    }
}
