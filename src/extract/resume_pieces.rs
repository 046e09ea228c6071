//! The parts of a resume, by its headings and by the jobs that stand under none.

use crate::text::{Line, LineKind, Span};

use super::date::{Range, RoleEnd, range};
use super::entry::names_post_or_firm;
use super::firm::{is_firm_name, is_region};
use super::head_label::{label, names_designation, names_employer};
use super::heading::{labelled, whole_line_heading};
use super::job_head::{Head, head};
use super::named::{Named, named};
use super::post::{ends_as_post, names_post, names_study};
use super::role_head::{ABOVE, Dated, opening, over_two_lines};
use super::scan::Scan;
use super::section::{Piece, ResumeSection};

/// Lines within which a job names its dates.
const JOB_LINES: usize = 4;

/// The pieces of a resume's text by its headings, and those of them that may head jobs.
pub(super) fn resume_pieces(scan: &Scan<'_>, lines: &[Line]) -> (Vec<Piece<ResumeSection>>, Vec<Dated>) {
    use ResumeSection as S;
    let mut out = Vec::with_capacity(lines.len());
    let mut section = S::Header;
    for (at, line) in lines.iter().enumerate() {
        let item = line.kind == LineKind::Item;
        if let Some(found) = whole_line_heading(scan, *line, S::of_heading, S::rank)
            .filter(|found| !names_post_or_firm(scan, lines, at, *found))
        {
            // "Languages" under "Skills" is a group of that list, not of spoken languages.
            if !(section == S::Skills && found == S::Other && line_is_label(scan, *line)) {
                section = found;
            }
            out.push(Piece { span: line.span, section, item: false, heading: true });
            continue;
        }
        if let Some((found, content)) = run_in_heading(scan, line.span, section) {
            section = found;
            out.push(Piece { span: Span { start: content, end: line.span.end }, section, item, heading: false });
            continue;
        }
        // "Job profile: Tester" inside a job is a label of it.
        if section == S::Experience && label(scan.text, line.span).is_some_and(|(_, value)| value.is_some()) {
            out.push(Piece { span: line.span, section, item, heading: false });
            continue;
        }
        match labelled(scan, line.span, S::of_heading) {
            // "Skills: Go, Rust" as a line; inside a job, "Technologies: Go" tells what the job was done with.
            Some((found, content)) if content < line.span.end => {
                let dates = |line: Span| range(scan, line).is_some_and(|r| r.end != RoleEnd::In(r.start));
                // "Experience: 3 years (May 2019 - June 2022)" is the duration of a job, which other labels stand beside.
                let beside = |at: usize| lines.get(at).is_some_and(|line| label(scan.text, line.span).is_some());
                let of_job = section == S::Experience || at > 0 && beside(at - 1) || beside(at + 1);
                if found == S::Experience && of_job && dates(line.span) {
                    out.push(Piece { span: line.span, section, item, heading: false });
                    continue;
                }
                let inside = matches!(section, S::Experience | S::Projects)
                    && matches!(found, S::Skills | S::Projects | S::Summary | S::Other);
                // "Languages: Go, Rust" is no list of spoken ones, wherever it stands.
                let names =
                    scan.names_in(Span { start: content, end: line.span.end }).iter().any(|n| n.guard.is_none());
                // "Experience: 5 years" tells a number, or heads the jobs that follow.
                if found == S::Experience
                    && !item
                    && !inside
                    && lines[at + 1..].iter().take(JOB_LINES).any(|l| dates(l.span))
                {
                    section = found;
                }
                let local = match found {
                    _ if inside => section,
                    S::Other if names => S::Skills,
                    found => found,
                };
                out.push(Piece {
                    span: Span { start: content, end: line.span.end },
                    section: local,
                    item,
                    heading: false,
                });
            }
            _ => out.push(Piece { span: line.span, section, item, heading: false }),
        }
    }
    let dated = dated(scan, &out);
    find_jobs(scan, &mut out, &dated);
    (out, dated)
}

/// The lines that may head jobs, with their dates. In which section they stand is of no matter.
fn dated(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>]) -> Vec<Dated> {
    let heads = pieces.iter().enumerate().filter_map(|(at, piece)| {
        let (head, range) = head(scan, piece)?;
        Some(Dated { at, from: at, head, range })
    });
    let mut out: Vec<Dated> = heads.collect();
    over_two_lines(scan, pieces, &mut out);
    out
}

/// Gives jobs that stand under no heading of theirs to the experience, up to the next heading or dated entry of another kind: a summary
/// that goes on with them, a page whose columns were mixed on the way. Where the experience has dated jobs, only what names its post
/// beside the dates, or says of itself that it is a job, is one more.
fn find_jobs(scan: &Scan<'_>, pieces: &mut [Piece<ResumeSection>], dated: &[Dated]) {
    use ResumeSection as S;
    let jobs: Vec<Range> =
        dated.iter().filter(|dated| pieces[dated.at].section == S::Experience).map(|dated| dated.range).collect();
    let known = !jobs.is_empty();
    let apart = |range: &Range| {
        jobs.iter().all(|job| RoleEnd::In(job.start) >= range.end || job.end <= RoleEnd::In(range.start))
    };
    // Where each entry begins, and whether it is a job.
    let mut entries: Vec<(usize, bool)> = Vec::new();
    for &Dated { at, from: top, head, range } in dated.iter().filter(|dated| pieces[dated.at].section != S::Experience)
    {
        let ends = head == Head::Line && entries.last().is_some_and(|(_, before)| *before);
        let post = || pieces[at.saturating_sub(ABOVE)..=at].iter().any(|piece| names_post(piece.span.of(scan.text)));
        if !ends && (range.single || known && head == Head::Line && !post()) {
            continue;
        }
        let from = opening(scan, pieces, top, head, ABOVE);
        // Where nothing stands above the dates, the post stands below.
        let below = (from == at).then(|| pieces.get(at + 1).filter(|piece| !piece.heading && !piece.item)).flatten();
        let end = below.map_or(pieces[at].span.end, |piece| piece.span.end);
        let text = Span { start: pieces[from].span.start, end }.of(scan.text);
        let told = matches!(head, Head::Labelled | Head::Told);
        // A summary tells of the jobs that stand below.
        let repeats = pieces[at].section == S::Summary && head != Head::Labelled && !apart(&range);
        let is_job = !range.single
            && match pieces[at].section {
                _ if known && repeats => false,
                section if known => is_one_more(scan, pieces, section, head, from, at),
                S::Summary => head != Head::Item,
                S::Header => told || head == Head::Line && names_post(text) && !names_study(text),
                S::Skills | S::Other | S::Education => {
                    head == Head::Told || head == Head::Line && names_post(text) && !names_study(text)
                }
                section => is_one_more(scan, pieces, section, head, from, at),
            };
        if is_job || ends {
            entries.push((from, is_job));
        }
    }
    for (at, (from, is_job)) in entries.iter().enumerate() {
        let until = entries.get(at + 1).map_or(pieces.len(), |(next, _)| *next);
        let section = pieces[*from].section;
        for piece in
            pieces[*from..until.max(*from)].iter_mut().take_while(|piece| !piece.heading && piece.section == section)
        {
            if *is_job {
                piece.section = S::Experience;
            }
        }
    }
}

/// Whether an entry of another section is a job beside those of the experience.
fn is_one_more(
    scan: &Scan<'_>,
    pieces: &[Piece<ResumeSection>],
    section: ResumeSection,
    head: Head,
    from: usize,
    at: usize,
) -> bool {
    use ResumeSection as S;
    let text = Span { start: pieces[from].span.start, end: pieces[at].span.end }.of(scan.text);
    let lines: Vec<Span> = pieces[from..=at].iter().map(|piece| piece.span).collect();
    match head {
        Head::Told => {
            let named = named(scan, &lines, std::iter::empty());
            section != S::Certificates && (named.title.is_some() || named.company.is_some())
        }
        Head::Labelled => {
            lines.iter().any(|line| names_employer(scan.text, *line) || names_designation(scan.text, *line))
        }
        Head::Line => {
            let Named { title, company } = named(scan, &lines, std::iter::empty());
            let post = |title: Span| title.of(scan.text).split([',', '-', '–', '(']).any(ends_as_post);
            // There the employer must be called as one, or have its town behind it.
            let mixed = matches!(section, S::Projects | S::Certificates | S::Summary);
            let employer = || company.is_some_and(|company| is_employer(scan, &lines, company));
            title.is_some_and(post)
                && !names_study(text)
                && !text.to_lowercase().contains("certif")
                && (!mixed || employer())
        }
        Head::Item => false,
    }
}

/// Whether a name is a firm's by its form or kind, or by the state or country that its line ends with.
fn is_employer(scan: &Scan<'_>, lines: &[Span], company: Span) -> bool {
    let behind =
        lines.iter().find(|line| line.contains(company)).map(|line| Span { start: company.end, end: line.end });
    let mut parts = behind.map_or("", |behind| behind.of(scan.text)).split([',', '-', '–', '(', ')', '|']);
    is_firm_name(company.of(scan.text)) || parts.any(|part| is_region(part.trim()))
}

/// A heading that goes on in its line without a mark: "Skills C#, Go", "Work experience 04/2022 - 07/2023", "Education Bachelor of Arts".
/// Known by what follows, a name, a number or a degree, or by its capitals: "SUMMARY Engineer who ...". With its section, and where its
/// content begins.
fn run_in_heading(scan: &Scan<'_>, line: Span, within: ResumeSection) -> Option<(ResumeSection, u32)> {
    let first = scan.token_at(line.start);
    let cue = scan.cues_in(line).iter().rfind(|c| c.tokens.0 == first && ResumeSection::of_heading(c.cue).is_some())?;
    let next = scan.tokens.get(cue.tokens.1 as usize).filter(|t| t.start == cue.span.end + 1 && t.end <= line.end)?;
    if !scan.word(first).starts_with(char::is_uppercase) {
        return None;
    }
    let section = ResumeSection::of_heading(cue.cue)?;
    let behind = Span { start: next.start, end: line.end }.of(scan.text);
    let follows = match section {
        _ if stands_out(cue.span.of(scan.text), behind) => {
            // Inside a job, "TECHNOLOGIES Go" tells what it was done with.
            let inside = matches!(within, ResumeSection::Experience | ResumeSection::Projects);
            !inside || section != ResumeSection::Skills || cue.span.of(scan.text).contains("SKILL")
        }
        ResumeSection::Education if names_study(behind) => !names_post(scan.word(cue.tokens.1)),
        ResumeSection::Skills => !scan.names_in(Span { start: next.start, end: next.end }).is_empty(),
        ResumeSection::Experience | ResumeSection::Education => {
            scan.word(cue.tokens.1).starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    };
    follows.then_some((section, next.start))
}

/// Whether a phrase in capitals is followed by other text that is not.
fn stands_out(phrase: &str, behind: &str) -> bool {
    const LETTERS_MIN: usize = 5;
    let letters = phrase.chars().filter(|c| c.is_alphabetic());
    let word = behind.split_whitespace().find(|word| word.chars().any(char::is_alphabetic)).unwrap_or_default();
    letters.clone().count() >= LETTERS_MIN
        && letters.clone().all(char::is_uppercase)
        && word.chars().filter(|c| c.is_alphabetic()).take(3).filter(|c| c.is_lowercase()).count() >= 2
}

/// Whether the line is the one word "languages", which heads a group of programming languages as often as spoken ones.
fn line_is_label(scan: &Scan<'_>, line: Line) -> bool {
    line.span.of(scan.text).trim_end_matches(':').trim().eq_ignore_ascii_case("languages")
}

#[cfg(test)]
mod tests {
    use crate::extract::{Extractor, ResumeProfile};
    use crate::taxonomy::Taxonomy;

    fn profile(text: &str) -> ResumeProfile {
        Extractor::new(Taxonomy::built_in().unwrap()).unwrap().resume(text)
    }

    #[test]
    fn jobs_are_found_under_headings_that_are_not_theirs() {
        let job = "Web Developer, Example Ltd\nMay 2019 - now\n• Built the ledger of a shop with Kafka\n";
        for (text, roles) in [
            (format!("Jo Doe\n\nSummary\nEngineer of shops.\n{job}"), 1),
            (format!("Jo Doe\n\nProfessional practice\n{job}"), 1),
            (format!("Jo Doe\n\nSkills\nGo, Rust\n{job}"), 1),
            (
                format!(
                    "Jo Doe\n\nEducation\nBSc, Example College\n2014 - 2018\n{job}Diploma, Other College\n2012 - 2014\n"
                ),
                1,
            ),
            ("Jo Doe\n\nEducation\nMaster of Arts for Developers\n2012 - 2014\n".to_owned(), 0),
            ("Jo Doe\n\nSkills\nGo, since 2014\n".to_owned(), 0),
            // A page whose columns were mixed goes on with jobs below the education.
            (
                format!(
                    "Jo Doe\n\nExperience\n{job}\nEducation\nBSc, Example College\n2014 - 2018\nTester Jan 15 - Sep 15\n• Built the port of a lake with Kafka\n"
                ),
                2,
            ),
            (
                format!(
                    "Jo Doe\n\nExperience\n{job}\nAwards\nBest of all shops\nWorked as a Tester with Example from May 2014 to June 2015\n• Built the port of a lake with Kafka\n"
                ),
                2,
            ),
            (
                format!(
                    "Jo Doe\n\nExperience\n{job}\nProjects\nExample Rooms\nDesignation : Tester\nPeriod : May 2014 to June 2015\n• Built the port of a lake with Kafka\n"
                ),
                2,
            ),
            (
                format!(
                    "Jo Doe\n\nExperience\n{job}\nProjects\nA shop\nRole : Tester\nPeriod : May 2014 to June 2015\n"
                ),
                1,
            ),
            // What heads a part of a job does not end the jobs: the employer is named as one, or has its town behind it.
            (
                format!(
                    "Jo Doe\n\nExperience\n{job}\nProject\nA shop of clay\n\nTester\nExample Rooms - Bern, Switzerland\nMay 2014 - June 2015\n• Built the port of a lake with Kafka\n"
                ),
                2,
            ),
            (
                format!(
                    "Jo Doe\n\nExperience\n{job}\nJob summary:\n\nTester\nOther Technologies\nMay 2014 - June 2015\n• Built the port of a lake with Kafka\n"
                ),
                2,
            ),
            // A summary tells of the jobs that stand below it.
            (
                format!(
                    "Jo Doe\n\nSummary\nWorking as a Web Developer with Example Ltd since May 2019\n\nExperience\n{job}"
                ),
                1,
            ),
            // Where the experience has its jobs, other dates are of other things.
            (format!("Jo Doe\n\nExperience\n{job}\nTalks\nDeveloper days, Example Rooms\n2012 - 2014\n"), 1),
        ] {
            let profile = profile(&text);
            assert_eq!(profile.roles.len(), roles, "{text}");
            assert_eq!(profile.statements.len(), roles, "{text}");
        }
    }

    #[test]
    fn headings_that_go_on_in_their_line_are_told_by_their_capitals() {
        let text = "Jo Doe\nSUMMARY Engineer of shops who likes Rust\nEXPERIENCE Developer, Example Ltd, 2019 - 2021\n• Built a ledger in Go\n\
                    PROJECTS WITH(others) in Go\n\
                    TECHNOLOGIES Kafka and more\nEducation Bachelor of Arts, Example College 2012 - 2016\nSTUDIES ON PERL\n";
        let profile = profile(text);
        let sections: Vec<&str> = profile.statements.iter().map(|s| s.section.as_str()).collect();
        assert_eq!((profile.roles.len(), sections), (1, vec!["experience"]));
        // The tools of the job belong to it, and the degree does not.
        assert!(profile.roles[0].span.of(text).ends_with("Kafka and more"), "{:?}", profile.roles[0].span.of(text));
    }

    #[test]
    fn headings_may_end_in_a_stop_and_firms_may_be_called_as_headings() {
        let work = "Jo Doe\n\nExperience\nMay 2019 - now\nDeveloper\n";
        let degree = profile(&format!("{work}• Built a ledger\n\nEDUCATION.\nBachelor of Arts, 2012 - 2016\n"));
        assert_eq!(degree.roles.len(), 1);
        let firm = profile(&format!("{work}Example Technologies\nBern\n• Built a ledger of a shop\n"));
        assert_eq!((firm.roles.len(), firm.statements.len()), (1, 1));
        let heading = profile(&format!("{work}• Built a ledger\nCore Technologies\nGo, Rust\n"));
        assert_eq!(heading.listed.len(), 2);
    }
}
