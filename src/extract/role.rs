//! The jobs of a resume, by their dates.

use serde::{Deserialize, Serialize};

use crate::text::{Line, LineKind, Span};

use super::date::{Month, Range, RoleEnd, range};
use super::job_head::{Head, head};
use super::level::Level;
use super::post::{Named, named, names_post, names_study};
use super::scan::Scan;
use super::section::{Piece, ResumeSection};
use super::statement::{names_tools, tells_a_deed};

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
    /// The post, as its head names it.
    pub title: Option<Span>,
    /// The employer or client, as its head names it.
    pub company: Option<Span>,
    /// The lines that belong to it.
    pub span: Span,
}

/// Bytes of a title beside the dates.
const TITLE: u32 = 90;

/// Lines above a line of dates that may be its job's title, firm and place.
pub(super) const ABOVE: usize = 3;

/// Lines above a line of dates ("Client: ...", "Role: ...") that belong to its job.
const LABELS: usize = 5;

/// A dated head.
#[derive(Debug, Clone, Copy)]
struct Dated {
    /// The piece with the dates, and the first that belongs to the same head where that has dates, too.
    at: usize,
    from: usize,
    head: Head,
    range: Range,
}

/// The dated roles of the experience section, and the newest month anywhere in the resume.
///
/// A line that is not an item and holds a range of dates opens a role; it takes the lines before it along where these are
/// the role's title and firm ("Senior Engineer" over "Example Ltd, 2020 - 2022"), and reaches to the next one. Some people write their
/// jobs as items: those count where the words say that a job is meant, or where no line of its own has dates.
pub(super) fn roles(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], lines: &[Line]) -> (Vec<Role>, Option<Month>) {
    let mut newest: Option<Month> = None;
    let mut heads: Vec<Dated> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some((head, range)) = head(scan, piece) else { continue };
        newest = newest.max(Some(match range.end {
            RoleEnd::In(month) => month,
            RoleEnd::Present => range.start,
        }));
        if piece.section == ResumeSection::Experience {
            heads.push(Dated { at, from: at, head, range });
        }
    }
    // Dates inside the items of dated jobs are those of what was done there.
    if heads.iter().any(|dated| matches!(dated.head, Head::Line | Head::Labelled)) {
        heads.retain(|dated| dated.head != Head::Item);
    }
    join_heads(scan, pieces, &mut heads);
    // The first job shows how many lines people of this mind write above the dates: none where title and firm stand beside them.
    let first = heads.iter().find(|dated| dated.head == Head::Line);
    let above = first.map_or(0, |dated| dated.from - opening(scan, pieces, dated.from, dated.head, ABOVE));
    // Where the first label with dates stands right below the heading, the other labels of a job follow them.
    let labelled = heads.iter().find(|dated| dated.head == Head::Labelled);
    let dates_first = labelled.is_some_and(|dated| opening(scan, pieces, dated.at, dated.head, 0) == dated.at);
    let opening = |dated: &Dated| match dated.head {
        Head::Labelled if dates_first => dated.at,
        head => opening(scan, pieces, dated.from, head, above),
    };
    let mut out: Vec<Role> = Vec::with_capacity(heads.len());
    for (at, dated) in heads.iter().enumerate() {
        let (i, first) = (dated.at, opening(dated));
        let until = heads.get(at + 1).map_or(pieces.len(), |next| opening(next).max(i + 1));
        let section = pieces[i].section;
        let belongs = |piece: &&Piece<ResumeSection>| piece.section == section && !piece.heading;
        let own = pieces[i..until].iter().take_while(belongs).count().max(1);
        let span = Span { start: pieces[first].span.start, end: pieces[i + own - 1].span.end };
        let end = pieces.get(until).map_or(scan.text.len() as u32, |piece| piece.span.start);
        let level = level(scan, pieces, lines, first..=i, end);
        let of_trade = names_trade(Span { start: span.start, end: pieces[i].span.end }.of(scan.text));
        let Named { title, company } = named(
            scan,
            &head_lines(scan, pieces, first, i, i + own),
            pieces[i + 1..i + own].iter().map(|piece| piece.span),
        );
        out.push(Role { start: dated.range.start, end: dated.range.end, level, of_trade, title, company, span });
    }
    (out, newest)
}

/// Makes one head of two that tell of one job, and leaves out what is none: a start above its end ("2012, November" over "2022,
/// February"), a year above the months that it holds, and degrees.
fn join_heads(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], heads: &mut Vec<Dated>) {
    let mut kept: Vec<Dated> = Vec::with_capacity(heads.len());
    let words = |at: usize| pieces[at].span.of(scan.text);
    for (i, mut dated) in heads.iter().copied().enumerate() {
        let next_to = |other: Option<&Dated>, at: usize| other.is_some_and(|other| other.at == at);
        if let Some(before) = kept.last().filter(|b| b.at + 1 == dated.at && b.head == Head::Line && b.range.single) {
            let starts = |dated: &Dated| dated.range.span.start == pieces[dated.at].span.start;
            let (year, end) = (before.range.start.year(), dated.range.end);
            let held = dated.range.start.year() == year || end.at(None).is_some_and(|end| end.year() == year);
            // More such lines are a list, of certificates or talks.
            let beside = i.checked_sub(2).is_some_and(|two| next_to(heads.get(two), dated.at - 2));
            let more = beside || next_to(heads.get(i + 1), dated.at + 1);
            let two = !more || words(before.at).ends_with(['-', '–']);
            if dated.range.single && before.range.exact && dated.range.exact && end > before.range.end && two {
                if starts(before) && starts(&dated) {
                    (dated.from, dated.range.start, dated.range.single) = (before.from, before.range.start, false);
                    kept.pop();
                }
            } else if !dated.range.single && held && names_post(words(before.at)) && !starts(&dated) {
                dated.from = before.from;
                kept.pop();
            }
        }
        let studied = dated.head == Head::Line && names_study(words(dated.at)) && !names_post(words(dated.at));
        if !studied {
            kept.push(dated);
        }
    }
    *heads = kept;
}

/// The lines that name the post and the employer: those from the first to the dates, and where nothing stands above these, the short ones
/// below.
fn head_lines(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], first: usize, dated: usize, end: usize) -> Vec<Span> {
    const BELOW: usize = 3;
    const WORDS_MAX: usize = 8;
    let mut out: Vec<Span> = pieces[first..=dated].iter().map(|piece| piece.span).collect();
    let short = |piece: &&Piece<ResumeSection>| {
        let text = piece.span.of(scan.text);
        !piece.item
            && !text.ends_with(['.', ';', '!'])
            && text.split_whitespace().count() <= WORDS_MAX
            && !tells_a_deed(text)
    };
    if first == dated && !pieces[dated].item {
        out.extend(pieces[dated + 1..end].iter().take(BELOW).take_while(short).map(|piece| piece.span));
    }
    out
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

/// The first line of a job whose dates stand in line `i`: the title and the firm above it, `most` lines, or the labelled lines.
pub(super) fn opening(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], i: usize, head: Head, most: usize) -> usize {
    let above = |at: usize| {
        at.checked_sub(1).filter(|b| {
            let piece = &pieces[*b];
            piece.section == pieces[i].section && !piece.heading && piece.span.end - piece.span.start <= TITLE
        })
    };
    let mut first = i;
    match head {
        Head::Line => {
            let text = |b: usize| pieces[b].span.of(scan.text);
            // A line above that names both the post and the employer is all of the head.
            let whole = |at: usize| {
                at < i && {
                    let Named { title, company } = named(scan, &[pieces[at].span], std::iter::empty());
                    title.is_some() && company.is_some()
                }
            };
            while let Some(b) = above(first)
                && i - b <= most
                && !whole(first)
                && !pieces[b].item
                && !(text(b).ends_with(['.', ';', ':']) && (first < i || is_sentence(text(b))))
                && !names_tools(scan, pieces[b].span)
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

/// "Moved the shop to another country and back." is what was done in the job before.
fn is_sentence(text: &str) -> bool {
    const WORDS_MIN: usize = 8;
    text.split_whitespace().count() >= WORDS_MIN
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
    let behind = lines.partition_point(|l| l.span.start < own.span.end);
    let after = lines[behind..].iter().find(|l| l.kind == LineKind::Plain);
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
            (
                "2012, November Example Ltd, Bern\n2014, February Senior Developer\n• Ran a shop\n2010, June Other Ltd, Bern\n2012, May Developer",
                &[
                    "2012-11 2014-02 senior 2012, November Example Ltd, Bern +2",
                    "2010-06 2012-05 - 2010, June Other Ltd, Bern +1",
                ],
            ),
            (
                "2019 Platform Engineer @ Example\nSoftware for cars / 2018 2019\n• Built a shop",
                &["2018-01 2019-12 - 2019 Platform Engineer @ Example +2"],
            ),
            (
                "Engineer, Other Ltd, 2016 - 2018\n• Moved the data of a shop with the help of\nSQL Server 2012\nBuilt it for the\n2012 event.",
                &["2016-01 2018-12 - Engineer, Other Ltd, 2016 - 2018 +4"],
            ),
            (
                "Engineer, Other Ltd, 2016 - 2018\n• Built a shop\nBachelor of Arts, Example College, 2012 - 2016",
                &["2016-01 2018-12 - Engineer, Other Ltd, 2016 - 2018 +2"],
            ),
            (
                "Web developer at Example Ltd, Bern\nAugust 2014 July 2016\nBuilt shops.\nJava\nWeb developer at Other Ltd, Bern\nMay 2012 July 2014",
                &[
                    "2014-08 2016-07 - Web developer at Example Ltd, Bern +3",
                    "2012-05 2014-07 - Web developer at Other Ltd, Bern +1",
                ],
            ),
        ] {
            let found = roles(experience);
            let plain: Vec<String> = expected.iter().map(|role| role.replace("• ", "")).collect();
            assert_eq!(found, plain, "{experience}");
        }
    }
}
