//! The jobs of a resume, by their dates.

use serde::{Deserialize, Serialize};

use crate::text::{Line, LineKind, Span};

use super::date::{Month, Range, RoleEnd, range};
use super::entry::is_post;
use super::level::Level;
use super::scan::Scan;
use super::section::{Piece, ResumeSection};

/// A job with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// First month.
    pub start: Month,
    /// Last month.
    pub end: RoleEnd,
    /// The level that its title names.
    pub level: Option<Level>,
    /// Whether it is of the trade that postings here are about: it names a technology of one of the scored tiers, or its
    /// title a profession of software. Years of other trades make nobody senior.
    pub of_trade: bool,
    /// The lines that belong to it.
    pub span: Span,
}

/// Bytes of a line that may be the head of a job; a statement that says so of itself ("Worked as ...") may be longer.
const HEAD: u32 = 200;
const TOLD_HEAD: u32 = 400;

/// Bytes of a title beside the dates.
const TITLE: u32 = 90;

/// Lines above a line of dates that may be its job's title, firm and place.
const ABOVE: usize = 3;

/// Lines above a line of dates ("Client: ...", "Role: ...") that belong to its job.
const LABELS: usize = 5;

/// How a line tells of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// A line of its own with a range of dates, beside or below a title.
    Line,
    /// "Duration: May 2015 - June 2016", below what the job was.
    Labelled,
    /// "Worked as an engineer at Example from May 2015 to June 2016".
    Told,
    /// An item whose dates stand at its start or end.
    Item,
}

/// The dated roles of the experience section, and the newest month anywhere in the resume.
///
/// A line that is not an item and holds a range of dates opens a role; it takes the lines before it along where these are
/// the role's title and firm ("Senior Engineer" over "Example Ltd, 2020 - 2022"), and reaches to the next one. Some people write their
/// jobs as items: those count where the words say that a job is meant, or where no line of its own has dates.
pub(super) fn roles(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], lines: &[Line]) -> (Vec<Role>, Option<Month>) {
    let mut newest: Option<Month> = None;
    let mut heads: Vec<(usize, Head, Range)> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let Some((head, dated)) = head(scan, piece) else { continue };
        newest = newest.max(Some(match dated.end {
            RoleEnd::In(month) => month,
            RoleEnd::Present => dated.start,
        }));
        // A summary, or a text without headings, is a list of jobs where no section is and the lines say so.
        let says = head != Head::Item && dated.end != RoleEnd::In(dated.start);
        let elsewhere = match piece.section {
            ResumeSection::Summary => says,
            ResumeSection::Header => says && head != Head::Line,
            _ => false,
        };
        if piece.section == ResumeSection::Experience || elsewhere {
            heads.push((i, head, dated));
        }
    }
    if heads.iter().any(|(i, ..)| pieces[*i].section == ResumeSection::Experience) {
        heads.retain(|(i, ..)| pieces[*i].section == ResumeSection::Experience);
    }
    // Dates inside the items of dated jobs are those of what was done there.
    if heads.iter().any(|(_, head, _)| *head == Head::Line || *head == Head::Labelled) {
        heads.retain(|(_, head, _)| *head != Head::Item);
    }
    // The first job shows how many lines people of this mind write above the dates: none where title and firm stand beside them.
    let first = heads.iter().find(|(_, head, _)| *head == Head::Line);
    let above = first.map_or(0, |(i, head, _)| i - opening(scan, pieces, *i, *head, ABOVE));
    // Where the first label with dates stands right below the heading, the other labels of a job follow them.
    let labelled = heads.iter().find(|(_, head, _)| *head == Head::Labelled);
    let dates_first = labelled.is_some_and(|(i, head, _)| opening(scan, pieces, *i, *head, 0) == *i);
    let opening = |i: usize, head: Head| match head {
        Head::Labelled if dates_first => i,
        head => opening(scan, pieces, i, head, above),
    };
    let mut out: Vec<Role> = Vec::with_capacity(heads.len());
    for (at, (i, head, dated)) in heads.iter().enumerate() {
        let first = opening(*i, *head);
        let until = heads.get(at + 1).map_or(pieces.len(), |(next, head, _)| opening(*next, *head).max(i + 1));
        let section = pieces[*i].section;
        let belongs = |piece: &&Piece<ResumeSection>| piece.section == section && !piece.heading;
        let last = pieces[*i..until].iter().take_while(belongs).last().unwrap_or(&pieces[*i]);
        let span = Span { start: pieces[first].span.start, end: last.span.end };
        let end = pieces.get(until).map_or(scan.text.len() as u32, |piece| piece.span.start);
        let level = level(scan, pieces, lines, first..=*i, end);
        let of_trade = names_trade(Span { start: span.start, end: pieces[*i].span.end }.of(scan.text));
        out.push(Role { start: dated.start, end: dated.end, level, of_trade, span });
    }
    (out, newest)
}

/// Whether the head of a job names a profession of software.
fn names_trade(head: &str) -> bool {
    const WORDS: [&str; 20] = [
        "software",
        "developer",
        "programmer",
        "sde",
        "sdet",
        "devops",
        "sre",
        "backend",
        "frontend",
        "fullstack",
        "web",
        "data",
        "cloud",
        "platform",
        "database",
        "dba",
        "qa",
        "cto",
        "machine",
        "firmware",
    ];
    head.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.iter().any(|w| word.eq_ignore_ascii_case(w)))
}

/// Whether a line heads a job, and its dates.
fn head(scan: &Scan<'_>, piece: &Piece<ResumeSection>) -> Option<(Head, Range)> {
    let length = piece.span.end - piece.span.start;
    if piece.heading || length > TOLD_HEAD {
        return None;
    }
    let dated = range(scan, piece.span)?;
    let several = dated.end != RoleEnd::In(dated.start) && dated.span.of(scan.text).len() > 4;
    let text = piece.span.of(scan.text);
    let head = match () {
        () if several && is_labelled(text) => Head::Labelled,
        () if several && (is_told(text) || is_since(text, dated.span, piece.span)) => Head::Told,
        () if length > HEAD => return None,
        () if !piece.item => Head::Line,
        () if several && (dated.span.start <= piece.span.start + 4 || dated.span.end + 3 >= piece.span.end) => {
            Head::Item
        }
        // "Example Ltd - 6 months (Aug 2013 to Feb 2014) as developer"
        () if several && in_brackets(scan.text, dated.span) && text.split_whitespace().any(is_post) => Head::Item,
        () => return None,
    };
    Some((head, dated))
}

/// Whether the words before a colon name a stretch of time.
fn is_labelled(text: &str) -> bool {
    const LABELS: [&str; 10] = [
        "duration",
        "period",
        "tenure",
        "dates",
        "date",
        "from",
        "service period",
        "experience",
        "work period",
        "time period",
    ];
    // A table's label has lost its cell.
    if text.strip_prefix("Dates ").is_some_and(|rest| !rest.starts_with(char::is_lowercase)) {
        return true;
    }
    let Some((label, _)) = text.split_once([':', '–', '-']) else { return false };
    let label = label.trim().to_lowercase();
    LABELS.contains(&label.as_str()) || label.starts_with("period of") || label.starts_with("duration")
}

/// Whether a line opens with its dates and goes on with whom or as what: "Since May 2011 with Example Ltd as ...".
fn is_since(text: &str, dated: Span, line: Span) -> bool {
    const BEFORE: u32 = 8;
    let behind = &text[(dated.end - line.start) as usize..];
    let next =
        behind.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    dated.start <= line.start + BEFORE
        && ["since ", "from "].iter().any(|word| text.to_lowercase().starts_with(word))
        && matches!(next.as_str(), "as" | "at" | "with" | "in" | "i" | "working" | "worked" | "employed")
}

/// Whether dates stand in brackets.
fn in_brackets(text: &str, dated: Span) -> bool {
    text[..dated.start as usize].ends_with('(') && text[dated.end as usize..].starts_with(')')
}

/// Whether a line says of itself that it tells of a job.
fn is_told(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    let opens = |word: &String| {
        matches!(
            word.as_str(),
            "i" | "am" | "have" | "has" | "been" | "currently" | "presently" | "previously" | "present"
        ) || word.bytes().all(|b| b.is_ascii_digit())
    };
    let Some(verb) = words.find(|word| !opens(word)) else { return false };
    let next = words.next().unwrap_or_default();
    let place = matches!(next.as_str(), "as" | "at" | "with" | "in" | "for" | "under" | "by");
    matches!(verb.as_str(), "worked" | "working" | "works" | "work" | "employed" | "associated" | "served" | "serving")
        && place
}

/// The first line of a job whose dates stand in line `i`: the title and the firm above it, `most` lines, or the labelled lines.
fn opening(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], i: usize, head: Head, most: usize) -> usize {
    let above = |at: usize| {
        at.checked_sub(1).filter(|b| {
            let piece = &pieces[*b];
            piece.section == ResumeSection::Experience && !piece.heading && piece.span.end - piece.span.start <= TITLE
        })
    };
    let mut first = i;
    match head {
        Head::Line => {
            while let Some(b) = above(first)
                && i - b <= most
                && !pieces[b].item
                && (first == i || !pieces[b].span.of(scan.text).ends_with(['.', ';', ':']))
                && range(scan, pieces[b].span).is_none()
            {
                first = b;
            }
        }
        Head::Labelled => {
            while let Some(b) = above(first)
                && i - b <= LABELS
                && (pieces[b].span.of(scan.text).contains(':') || first == i)
                && self::head(scan, &pieces[b]).is_none()
            {
                first = b;
            }
        }
        Head::Told | Head::Item => {}
    }
    first
}

/// The level that the head of a job names, in its own lines or the one below, before `end`.
fn level(
    scan: &Scan<'_>,
    pieces: &[Piece<ResumeSection>],
    lines: &[Line],
    head: std::ops::RangeInclusive<usize>,
    end: u32,
) -> Option<Level> {
    let own = &pieces[*head.end()];
    let after = lines.iter().find(|l| l.span.start >= own.span.end && l.kind == LineKind::Plain);
    let below =
        after.filter(|l| l.span.end <= end && l.span.end - l.span.start <= TITLE).map_or("", |l| l.span.of(scan.text));
    let above = head.rev().map(|at| pieces[at].span.of(scan.text));
    above.chain([below]).find_map(Level::of_title)
}

#[cfg(test)]
mod tests {
    use crate::extract::{Extractor, RoleEnd};
    use crate::taxonomy::Taxonomy;

    /// The roles of an experience section: from, to, level, first line.
    fn roles(experience: &str) -> Vec<String> {
        let text = format!("Jo Doe\n\nExperience\n{experience}\n");
        let profile = Extractor::new(Taxonomy::built_in().unwrap()).unwrap().resume(&text);
        let end = |end| match end {
            RoleEnd::In(month) => format!("{month}"),
            RoleEnd::Present => "present".to_owned(),
        };
        let line = |span: crate::text::Span| span.of(&text).lines().map(str::to_owned).collect::<Vec<_>>();
        let level = |role: &super::Role| role.level.map_or("-", crate::extract::Level::as_str);
        profile
            .roles
            .iter()
            .map(|r| {
                let lines = line(r.span);
                format!("{} {} {} {} +{}", r.start, end(r.end), level(r), lines[0], lines.len() - 1)
            })
            .collect()
    }

    #[test]
    fn jobs_are_found_however_their_dates_are_written() {
        for (experience, expected) in [
            (
                "Senior Engineer\nExample Ltd, 2020 - 2022\n• Built a shop\nOther Ltd, 2018 - 2019\n• Moved it in 2018 - 2019",
                &["2020-01 2022-12 senior Senior Engineer +2", "2018-01 2019-12 - Other Ltd, 2018 - 2019 +1"][..],
            ),
            (
                "• Worked as a developer at Example from May 2015 to June 2016.\n• Built a shop with Go\n• Currently working as tester in \
                 Other Ltd since July 2016 to till date",
                &[
                    "2015-05 2016-06 - • Worked as a developer at Example from May 2015 to June 2016. +1",
                    "2016-07 present - • Currently working as tester in Other Ltd since July 2016 to till date +0",
                ],
            ),
            (
                "Client: Example\nRole: Junior tester\nDuration: Jun 2015 to till date\n• Tested a shop\nClient: Other\nDuration: 2014 - May \
                 2015\nTools: Java",
                &["2015-06 present junior Client: Example +3", "2014-01 2015-05 - Client: Other +2"],
            ),
            (
                "Engineer at Example Ltd, 2018 - now\nBuilt a shop\nSenior tester at Other Ltd, 2016 - 2017\nTested it",
                &[
                    "2018-01 present - Engineer at Example Ltd, 2018 - now +1",
                    "2016-01 2017-12 senior Senior tester at Other Ltd, 2016 - 2017 +1",
                ],
            ),
            (
                "Senior Engineer\nExample Ltd, Bern\n2020 - 2022\n• Built a shop\nSoftware Engineer\nOther Ltd, Thun\n2018 - 2019\n• Moved it",
                &["2020-01 2022-12 senior Senior Engineer +3", "2018-01 2019-12 - Software Engineer +3"],
            ),
            (
                "Engineer\n2018 - now\nIntern, Other Ltd\n2016 - 2017",
                &["2018-01 present - Engineer +1", "2016-01 2017-12 intern Intern, Other Ltd +1"],
            ),
            (
                "Since May 2011 to May 2012 with Example Ltd as tester\n• Tested a shop\nSince Jul 2009 to Apr 2011 with Other Ltd\nTested it",
                &[
                    "2011-05 2012-05 - Since May 2011 to May 2012 with Example Ltd as tester +1",
                    "2009-07 2011-04 - Since Jul 2009 to Apr 2011 with Other Ltd +1",
                ],
            ),
            (
                "Dates Dec 2017 – to date\nOccupation: tester\n• Tested\nTime period: Jan-15 to Nov-17\nOccupation: clerk",
                &[
                    "2017-12 present - Dates Dec 2017 – to date +2",
                    "2015-01 2017-11 - Time period: Jan-15 to Nov-17 +1",
                ],
            ),
            (
                "• Example Ltd - 6 months (Aug 2013 to Feb 2014) as developer\n• Moved it (2012 - 2013) twice",
                &["2013-08 2014-02 - Example Ltd - 6 months (Aug 2013 to Feb 2014) as developer +1"],
            ),
            (
                "• 2016 - 2018 Engineer, Example Ltd\n• Lead developer, Other Ltd (2018 - present)",
                &[
                    "2016-01 2018-12 - • 2016 - 2018 Engineer, Example Ltd +0",
                    "2018-01 present lead • Lead developer, Other Ltd (2018 - present) +0",
                ],
            ),
        ] {
            let found = roles(experience);
            let plain: Vec<String> = expected.iter().map(|role| role.replace("• ", "")).collect();
            assert_eq!(found, plain, "{experience}");
        }
    }
}
